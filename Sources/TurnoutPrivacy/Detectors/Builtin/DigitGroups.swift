/// Up to eight groups of digits with what stands between them.
struct DigitGroups {
    /// The most groups that are read.
    static let limit = 8

    /// The number of groups.
    private(set) var count = 0
    /// The number of digits in all groups.
    private(set) var total = 0
    /// How many digits there are up to the end of each group.
    private(set) var totals = SIMD8<Int32>()
    /// Where each group ends, counted from the candidate's start.
    private(set) var ends = SIMD8<Int32>()
    /// The byte before each group; 0 before the first.
    private(set) var separators = SIMD8<UInt8>()
    /// Whether some part stands in brackets.
    var bracketed = false

    mutating func append(length: Int, end: Int, separator: UInt8) {
        total += length
        totals[count] = Int32(truncatingIfNeeded: total)
        ends[count] = Int32(truncatingIfNeeded: end)
        separators[count] = separator
        count += 1
    }

    /// The length of a group.
    func length(_ group: Int) -> Int {
        Int(totals[group]) - (group > 0 ? Int(totals[group - 1]) : 0)
    }

    /// Whether the groups have exactly these lengths.
    func hasShape(_ lengths: [Int]) -> Bool {
        count == lengths.count && lengths.indices.allSatisfy { length($0) == lengths[$0] }
    }

    /// The one separator between the groups from `first` on, or nil when there are several kinds or none.
    func separator(from first: Int = 1) -> UInt8? {
        guard count > first else { return nil }
        for group in first..<count where separators[group] != separators[first] { return nil }
        return separators[first]
    }
}
