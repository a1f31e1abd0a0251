/// One thing a detector found: what, where and how surely — never the text itself.
public struct Finding: Sendable, Hashable {
    /// What was found.
    public var type: EntityType
    /// A finer kind, such as the provider of a key (`github`); never a part of the value.
    public var subtype: String?
    /// The detector that found it, such as `builtin.card`.
    public var detector: String
    /// Where it stands, as UTF-8 offsets in the scanned text.
    public var range: Range<Int>
    /// How sure the detector is, from 0 to 1.
    public var score: Double

    /// The hierarchical label that policies test.
    public var label: String { type.label }

    /// Creates a finding; a score outside 0...1 is brought to the nearer end.
    public init(type: EntityType, subtype: String? = nil, detector: String, range: Range<Int>, score: Double) {
        self.type = type
        self.subtype = subtype
        self.detector = detector
        self.range = range
        self.score = score >= 0 ? min(score, 1) : 0
    }
}

extension Finding: CustomStringConvertible {
    /// Type, place, detector and score in one line.
    public var description: String {
        let kind = subtype.map { "\(type.rawValue)/\($0)" } ?? type.rawValue
        return "\(kind) \(range.lowerBound)..<\(range.upperBound) \(detector) \(score)"
    }
}
