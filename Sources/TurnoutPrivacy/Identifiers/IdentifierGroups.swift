/// The groups of a candidate, with the shape up to each of them.
struct IdentifierGroups {
    /// The number of groups.
    private(set) var count = 0
    /// A bit for each character that is a letter.
    var letters: UInt32 = 0
    /// A bit for each character that is a small letter.
    var smallLetters: UInt32 = 0
    /// Whether a space stands between some groups.
    var hasSpaces = false
    /// The number of characters in all groups.
    private(set) var total = 0
    // A byte for each group.
    private var totals: UInt64 = 0
    private var ends: UInt64 = 0
    /// The shape of all groups; that of the first few is what is left without the bytes of the others.
    private var shapes: UInt64 = 0

    @inline(__always)
    mutating func append(length: Int, end: Int, separator: UInt8) {
        total += length
        let place = UInt64(truncatingIfNeeded: 8 * count)
        totals |= UInt64(UInt8(truncatingIfNeeded: total)) &<< place
        ends |= UInt64(UInt8(truncatingIfNeeded: end)) &<< place
        shapes = IdentifierShape.code(behind: shapes, length: length, separator: separator)
        count += 1
    }

    /// How many characters there are up to the end of a group.
    func total(_ group: Int) -> Int { Int(totals &>> UInt64(truncatingIfNeeded: 8 * group) & 0xFF) }

    /// Where a group ends, counted from the candidate's start.
    func end(_ group: Int) -> Int { Int(ends &>> UInt64(truncatingIfNeeded: 8 * group) & 0xFF) }

    /// The shape of the groups up to one of them.
    func shape(_ group: Int) -> UInt64 { shapes &>> UInt64(truncatingIfNeeded: 8 * (count - 1 - group)) }
}
