/// A set of small numbers, a bit each.
public struct BitSet: Hashable, Sendable {
    /// The bits, 64 a word, lowest first.
    package private(set) var words: [UInt64]

    /// An empty set with room for a number of members.
    public init(capacity: Int) { words = Array(repeating: 0, count: (capacity + 63) / 64) }

    /// Whether a number is a member.
    public func contains(_ member: Int) -> Bool {
        member >= 0 && member < words.count * 64 && words[member >> 6] & (1 << UInt64(member & 63)) != 0
    }

    /// Makes a number a member; it must be below the capacity.
    public mutating func insert(_ member: Int) { words[member >> 6] |= 1 << UInt64(member & 63) }

    /// Whether there is no member.
    public var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    /// Adds the members of a set with the same capacity.
    public mutating func formUnion(_ other: BitSet) {
        for index in words.indices { words[index] |= other.words[index] }
    }

    /// The members in order.
    public var members: [Int] { (0..<words.count * 64).filter(contains) }
}
