public import TurnoutCore
public import TurnoutPrivacy

/// How many findings of which type were replaced, and by what; never where or what they were.
public struct ReplacementCounts: Hashable, Sendable {
    /// Findings of one type that one method replaced.
    public struct Entry: Hashable, Sendable {
        public var type: EntityType
        public var method: RedactionMethod
        public var count: Int
    }

    /// The entries, in the order of their first finding.
    public private(set) var entries: [Entry] = []

    /// Creates counts of nothing.
    public init() {}

    /// Whether nothing was replaced.
    public var isEmpty: Bool { entries.isEmpty }

    /// Counts one.
    public mutating func add(_ type: EntityType, _ method: RedactionMethod, count: Int = 1) {
        if let index = entries.firstIndex(where: { $0.type == type && $0.method == method }) {
            entries[index].count += count
        } else {
            entries.append(Entry(type: type, method: method, count: count))
        }
    }

    /// The counts for programs.
    public func json() -> JSONValue {
        .array(
            entries.map { entry in
                [
                    "type": .string(entry.type.rawValue), "method": .string(entry.method.rawValue),
                    "count": .int(entry.count),
                ]
            })
    }
}
