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
    private var totals = SIMD8<UInt8>()
    private var ends = SIMD8<UInt8>()
    private var shapes = SIMD8<UInt64>()

    mutating func append(length: Int, end: Int, separator: UInt8) {
        let before = count > 0 ? Int(totals[count - 1]) : 0
        totals[count] = UInt8(truncatingIfNeeded: before + length)
        ends[count] = UInt8(truncatingIfNeeded: end)
        shapes[count] = IdentifierShape.code(
            behind: count > 0 ? shapes[count - 1] : 0, length: length, separator: separator)
        count += 1
    }

    /// How many characters there are up to the end of a group.
    func total(_ group: Int) -> Int { Int(totals[group]) }

    /// Where a group ends, counted from the candidate's start.
    func end(_ group: Int) -> Int { Int(ends[group]) }

    /// The shape of the groups up to one of them.
    func shape(_ group: Int) -> UInt64 { shapes[group] }
}
