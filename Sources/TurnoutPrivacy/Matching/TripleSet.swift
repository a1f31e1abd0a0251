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

/// Fours of letters, told apart as ``TripleSet`` does, at hashes of them.
///
/// A look-up is one read. It may say yes to what is no member, if rarely, and never says no to a member.
struct QuadSet: Sendable {
    private var bits = [UInt64](repeating: 0, count: 1 << 16 / 64)

    /// Whether four bytes, the first in the lowest place, may be one of the set.
    @inline(__always)
    func contains(_ four: UInt32) -> Bool {
        let place = QuadSet.place(four)
        return bits[place >> 6] &>> UInt64(truncatingIfNeeded: place) & 1 != 0
    }

    @inline(__always)
    private static func place(_ four: UInt32) -> Int {
        Int(truncatingIfNeeded: ((four & 0x1F1F_1F1F) &* 0x9E37_79B1) >> 16)
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
        for first in choices[0] {
            for second in choices[1] {
                for third in choices[2] {
                    for fourth in choices[3] {
                        let four = [first, second, third, fourth].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
                        let place = QuadSet.place(four)
                        bits[place >> 6] |= 1 << UInt64(place & 63)
                    }
                }
            }
        }
    }
}
