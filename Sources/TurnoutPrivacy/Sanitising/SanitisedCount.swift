/// How many findings of a type were replaced in an answer, and how; nothing of what they were.
public struct SanitisedCount: Sendable, Hashable {
    /// What was found.
    public var type: EntityType
    /// What took its place.
    public var method: RedactionMethod
    /// How many findings, at least 1.
    public var count: Int

    /// Creates a count.
    public init(type: EntityType, method: RedactionMethod, count: Int) {
        self.type = type
        self.method = method
        self.count = count
    }
}
