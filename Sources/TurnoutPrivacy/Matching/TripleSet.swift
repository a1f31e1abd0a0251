/// Threes of letters, told apart by their low five bits: small letters and capitals are one, and other bytes share
/// places with letters.
///
/// It answers in a few instructions whether a longer comparison is worth its time; it never says no to a member.
struct TripleSet: Sendable {
    private var bits = [UInt64](repeating: 0, count: 1 << 15 / 64)

    /// Whether three bytes may be one of the set.
    @inline(__always)
    func contains(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
        let place = TripleSet.place(first, second, third)
        return bits[place >> 6] &>> UInt64(truncatingIfNeeded: place) & 1 != 0
    }

    mutating func insert(_ first: UInt8, _ second: UInt8, _ third: UInt8) {
        let place = TripleSet.place(first, second, third)
        bits[place >> 6] |= 1 &<< UInt64(truncatingIfNeeded: place)
    }

    @inline(__always)
    private static func place(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
        Int(first & 31) << 10 | Int(second & 31) << 5 | Int(third & 31)
    }

    /// The first three bytes of names; of one with two bytes, all that may follow it.
    static func beginnings(of names: some Sequence<[UInt8]>) -> TripleSet {
        var set = TripleSet()
        for name in names where name.count >= 2 {
            if name.count > 2 {
                set.insert(name[0], name[1], name[2])
            } else {
                for other in UInt8.min..<32 { set.insert(name[0], name[1], other) }
            }
        }
        return set
    }

    /// The last three bytes of names; of one with two bytes, all that may stand before it.
    static func endings(of names: some Sequence<[UInt8]>) -> TripleSet {
        var set = TripleSet()
        for name in names where name.count >= 2 {
            let last = name.count - 1
            if name.count > 2 {
                set.insert(name[last - 2], name[last - 1], name[last])
            } else {
                for other in UInt8.min..<32 { set.insert(other, name[0], name[1]) }
            }
        }
        return set
    }
}
