/// Builds the rows of a ``RuleIndex``.
struct RuleIndexBuilder {
    typealias Chunk = RuleIndex.Chunk

    let conditions: [CompiledCondition]
    let allDimensions: [Dimension]
    let chunkCount: Int
    var dimensions: [Int] = []
    var starts: [Int] = []
    var rows: [UInt32] = []
    var chunks: [Chunk] = [.zero]
    var inexact: BitSet
    private var numberOfChunk: [Chunk: UInt32] = [.zero: 0]

    init(conditions: [CompiledCondition], dimensions: [Dimension]) {
        self.conditions = conditions
        self.allDimensions = dimensions
        chunkCount = (conditions.count + RuleIndex.chunkBits - 1) / RuleIndex.chunkBits
        inexact = BitSet(capacity: conditions.count)
    }

    mutating func build() {
        // What each rule allows on each dimension that it mentions.
        var allowed: [Int: [(rule: Int, cells: CellSet)]] = [:]
        for (rule, condition) in conditions.enumerated() {
            var mentioned: Set<Int> = []
            condition.collectDimensions(into: &mentioned)
            if !condition.isConjunction { inexact.insert(rule) }
            for dimension in mentioned {
                let cells = condition.possibleCells(on: dimension, of: UInt32(allDimensions[dimension].cellCount))
                    .whenTrue
                allowed[dimension, default: []].append((rule, cells))
            }
        }
        // The dimension that most rules mention excludes most: it goes first.
        dimensions = allowed.keys.sorted { first, second in
            let (a, b) = (allowed[first]?.count ?? 0, allowed[second]?.count ?? 0)
            return a != b ? a > b : first < second
        }
        for dimension in dimensions {
            starts.append(rows.count)
            appendRows(allowed[dimension] ?? [], cellCount: allDimensions[dimension].cellCount)
        }
    }

    /// Appends a dimension's rows, from cell to cell: each is the one before with the bits changed of the rules that begin
    /// or end to allow the cell. So rows cost what changes between them, however many rules allow each cell.
    private mutating func appendRows(_ mentions: [(rule: Int, cells: CellSet)], cellCount: Int) {
        var row = (0..<chunkCount).map { RuleIndex.full($0, of: conditions.count) }
        var changes = Array(repeating: [(rule: Int, allows: Bool)](), count: cellCount + 1)
        for (rule, cells) in mentions {
            row[rule / RuleIndex.chunkBits].setBit(rule % RuleIndex.chunkBits, false)
            for range in cells.ranges {
                changes[Int(range.lowerBound)].append((rule, true))
                changes[Int(range.upperBound)].append((rule, false))
            }
        }
        var numbers = row.map { number(of: $0) }
        rows.reserveCapacity(rows.count + cellCount * chunkCount)
        for cell in 0..<cellCount {
            for (rule, allows) in changes[cell] {
                row[rule / RuleIndex.chunkBits].setBit(rule % RuleIndex.chunkBits, allows)
            }
            for (rule, _) in changes[cell] {
                let chunk = rule / RuleIndex.chunkBits
                numbers[chunk] = number(of: row[chunk])
            }
            rows.append(contentsOf: numbers)
        }
    }

    private mutating func number(of chunk: Chunk) -> UInt32 {
        if let number = numberOfChunk[chunk] { return number }
        let number = UInt32(chunks.count)
        chunks.append(chunk)
        numberOfChunk[chunk] = number
        return number
    }
}

extension SIMD8<UInt64> {
    fileprivate mutating func setBit(_ bit: Int, _ value: Bool) {
        if value { self[bit >> 6] |= 1 << UInt64(bit & 63) } else { self[bit >> 6] &= ~(1 << UInt64(bit & 63)) }
    }
}
