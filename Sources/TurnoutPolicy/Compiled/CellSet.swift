/// A set of cells of one dimension, as sorted ranges that neither touch nor overlap.
package struct CellSet: Hashable, Sendable {
    package private(set) var ranges: [Range<UInt32>]

    /// The cells with the given numbers.
    init(_ cells: some Sequence<UInt32>) {
        ranges = []
        for cell in cells.sorted() {
            if let last = ranges.last, last.upperBound >= cell {
                ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, cell + 1)
            } else {
                ranges.append(cell..<cell + 1)
            }
        }
    }

    /// The cells of a range.
    init(_ range: Range<UInt32>) { ranges = range.isEmpty ? [] : [range] }

    /// Whether a cell is in the set.
    package func contains(_ cell: UInt32) -> Bool {
        if ranges.count <= 4 { return ranges.contains { $0.contains(cell) } }
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound <= cell { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].contains(cell)
    }
}

extension CellSet {
    /// The cells that are in both sets.
    func intersection(_ other: CellSet) -> CellSet {
        var result = CellSet(0..<0)
        var (i, j) = (0, 0)
        while i < ranges.count, j < other.ranges.count {
            let overlap = ranges[i].clamped(to: other.ranges[j])
            if !overlap.isEmpty { result.ranges.append(overlap) }
            if ranges[i].upperBound < other.ranges[j].upperBound { i += 1 } else { j += 1 }
        }
        return result
    }

    /// The cells below a count that are not in the set.
    func complement(below count: UInt32) -> CellSet {
        var result = CellSet(0..<0)
        var next: UInt32 = 0
        for range in ranges {
            if range.lowerBound > next { result.ranges.append(next..<range.lowerBound) }
            next = range.upperBound
        }
        if next < count { result.ranges.append(next..<count) }
        return result
    }

    /// The cells below a count that are in either set.
    func union(_ other: CellSet, below count: UInt32) -> CellSet {
        complement(below: count).intersection(other.complement(below: count)).complement(below: count)
    }
}
