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
}

/// Fours of letters, told apart as ``TripleSet`` does: a member's first three and its last three are in a set each.
struct QuadSet: Sendable {
    private var heads = TripleSet()
    private var tails = TripleSet()

    /// Whether four bytes, the first in the lowest place, may be one of the set.
    @inline(__always)
    func contains(_ four: UInt32) -> Bool {
        let (first, second) = (UInt8(truncatingIfNeeded: four), UInt8(truncatingIfNeeded: four >> 8))
        let (third, fourth) = (UInt8(truncatingIfNeeded: four >> 16), UInt8(truncatingIfNeeded: four >> 24))
        // Both are looked up: a processor guesses one branch better than two.
        let head: UInt8 = heads.contains(first, second, third) ? 1 : 0
        let tail: UInt8 = tails.contains(second, third, fourth) ? 1 : 0
        return head & tail != 0
    }

    /// The first four bytes of names, whatever follows a shorter one.
    static func beginnings(of names: some Sequence<[UInt8]>) -> QuadSet {
        var set = QuadSet()
        for name in names { set.insert((0..<4).map { $0 < name.count ? name[$0] : nil }) }
        return set
    }

    /// The last four bytes of names, whatever stands before a shorter one.
    static func endings(of names: some Sequence<[UInt8]>) -> QuadSet {
        var set = QuadSet()
        for name in names {
            set.insert((-4..<0).map { $0 + name.count >= 0 ? name[$0 + name.count] : nil })
        }
        return set
    }

    /// Adds four bytes; `nil` stands for any.
    private mutating func insert(_ bytes: [UInt8?]) {
        let choices = bytes.map { byte in byte.map { [$0] } ?? Array(0..<32) }
        for second in choices[1] {
            for third in choices[2] {
                for first in choices[0] { heads.insert(first, second, third) }
                for fourth in choices[3] { tails.insert(second, third, fourth) }
            }
        }
    }
}
