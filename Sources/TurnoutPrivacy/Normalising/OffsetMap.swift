/// Where each byte of a rewritten text came from.
///
/// It holds runs of units, not bytes: a stretch copied as it was is one run, and so is a stretch of full-width digits,
/// each three bytes long before and one byte after. What was deleted lies between two runs.
struct OffsetMap: Sendable {
    /// A run of units of one size.
    struct Run: Sendable {
        /// Where the run begins in the rewritten text.
        var out: UInt32
        /// Where it begins in the source.
        var source: UInt32
        /// The bytes of a unit in the rewritten text; 0 for a deletion worth remembering.
        var outUnit: UInt32
        /// The bytes of a unit in the source.
        var sourceUnit: UInt32
        /// What was done here; 0 for nothing, or nothing worth remembering.
        var mark: UInt8
    }

    /// The runs, ordered by place.
    private(set) var runs: [Run] = []
    /// The end of the rewritten text.
    private(set) var count = 0

    /// The longest text that can be mapped, in bytes.
    static let limit = Int(UInt32.max)

    /// Appends bytes that were copied.
    mutating func copy(from source: Int, count length: Int) {
        guard length > 0 else { return }
        append(source: source, outUnit: 1, sourceUnit: 1, mark: 0)
        count += length
    }

    /// Appends one unit that replaces another; an empty one is a deletion with a mark.
    mutating func replace(_ source: Range<Int>, with outLength: Int, mark: UInt8 = 0) {
        append(source: source.lowerBound, outUnit: outLength, sourceUnit: source.count, mark: mark)
        count += outLength
    }

    private mutating func append(source: Int, outUnit: Int, sourceUnit: Int, mark: UInt8) {
        if let last = runs.last, last.outUnit == UInt32(truncatingIfNeeded: outUnit), outUnit > 0, last.mark == mark,
            last.sourceUnit == UInt32(truncatingIfNeeded: sourceUnit),
            Int(last.source) + (count - Int(last.out)) / outUnit * sourceUnit == source
        {
            return
        }
        runs.append(
            Run(
                out: UInt32(truncatingIfNeeded: count), source: UInt32(truncatingIfNeeded: source),
                outUnit: UInt32(truncatingIfNeeded: outUnit), sourceUnit: UInt32(truncatingIfNeeded: sourceUnit),
                mark: mark))
    }

    /// The source of a range: from the first byte of its first unit to the last byte of its last one. What was deleted
    /// inside belongs to it, what was deleted around it does not.
    func source(of range: Range<Int>) -> Range<Int> {
        guard !runs.isEmpty, !range.isEmpty else { return 0..<0 }
        let lower = unit(at: range.lowerBound).lowerBound
        return lower..<max(lower, unit(at: range.upperBound - 1).upperBound)
    }

    /// What was done inside a range: the first mark in it, or 0.
    func mark(in range: Range<Int>) -> UInt8 {
        var index = run(at: range.lowerBound)
        while index < runs.count, Int(runs[index].out) < range.upperBound {
            if runs[index].mark != 0 { return runs[index].mark }
            index += 1
        }
        return 0
    }

    private func unit(at offset: Int) -> Range<Int> {
        let run = runs[run(at: offset)]
        let index = run.outUnit == 0 ? 0 : (offset - Int(run.out)) / Int(run.outUnit)
        let start = Int(run.source) + index * Int(run.sourceUnit)
        return start..<(start + Int(run.sourceUnit))
    }

    /// The last run that begins at or before an offset; never a deletion, for a run with bytes follows it there.
    private func run(at offset: Int) -> Int {
        var low = 0
        var high = runs.count
        while low < high {
            let middle = (low + high) / 2
            if Int(runs[middle].out) <= offset { low = middle + 1 } else { high = middle }
        }
        return max(0, low - 1)
    }
}
