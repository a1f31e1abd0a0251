/// What kind of thing a detector found, under the name Presidio gives it where it has one.
///
/// The name says what was found; the label places it in the hierarchy that policies test (`pii`, `pii.email`,
/// `secret.api_key`). Detectors of other people add types with ``init(_:label:)``.
public struct EntityType: RawRepresentable, Sendable {
    /// The name, in capitals: `EMAIL_ADDRESS`.
    public let rawValue: String
    /// The hierarchical label that policies test, dots between its levels.
    public let label: String

    /// Creates a type with a label of its own.
    public init(_ name: String, label: String) {
        rawValue = name
        self.label = label
    }

    /// Finds a built-in type by name; an unknown name becomes a type below `custom.`.
    public init(rawValue: String) {
        if let known = EntityType.builtin.first(where: { $0.rawValue == rawValue }) {
            self = known
        } else {
            self.init(rawValue, label: "custom." + rawValue.lowercased())
        }
    }
}

extension EntityType: Hashable {
    public static func == (lhs: EntityType, rhs: EntityType) -> Bool {
        lhs.rawValue == rhs.rawValue && lhs.label == rhs.label
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(rawValue)
        hasher.combine(label)
    }
}

extension EntityType: CustomStringConvertible {
    /// The name.
    public var description: String { rawValue }
}
