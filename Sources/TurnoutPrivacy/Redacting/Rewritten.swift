/// One place of a text that was replaced: what, how and where, never the value.
public struct Replacement: Sendable, Hashable {
    /// What stood there.
    public var type: EntityType
    /// What was done to it.
    public var method: RedactionMethod
    /// The bytes of the original that were replaced.
    ///
    /// In JSON they may differ from the finding's: whole escapes, whole numbers, one replacement for each string
    /// touched.
    public var original: Range<Int>
    /// The bytes in the new text that took their place.
    public var range: Range<Int>

    /// Creates a replacement.
    public init(type: EntityType, method: RedactionMethod, original: Range<Int>, range: Range<Int>) {
        self.type = type
        self.method = method
        self.original = original
        self.range = range
    }
}

/// A text after its findings were replaced. Its descriptions tell how much was, not what.
public struct Rewritten: Sendable, Hashable {
    /// The new text.
    public let text: String
    /// What was replaced, ordered by place.
    public let replacements: [Replacement]

    /// Creates a result.
    public init(text: String, replacements: [Replacement]) {
        self.text = text
        self.replacements = replacements
    }
}

extension Rewritten: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The length and the number of replacements.
    public var description: String { "‹\(text.utf8.count) bytes, \(replacements.count) replaced›" }
    /// As ``description``.
    public var debugDescription: String { description }
    /// Shows the replacements, not the text.
    public var customMirror: Mirror { Mirror(self, children: ["replacements": replacements]) }
}
