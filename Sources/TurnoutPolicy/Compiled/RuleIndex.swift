/// Finds the rules that match a request in time that hardly grows with their number.
///
/// The bit-vector scheme of packet classification (Lakshman & Stiliadis, SIGCOMM 1998) with the aggregation of
/// Baboescu & Varghese (SIGCOMM 2001): for each dimension and cell there is a row with a bit for each rule that does not
/// exclude the cell; a request selects one row a dimension, and the rules that match are in all of them. Rows are cut
/// into chunks of 512 rules, equal chunks are stored once, and chunk 0 is the empty one, so that whole chunks are
/// passed over without being read. Rules whose condition is not a conjunction of single dimensions leave too many bits;
/// they are marked and evaluated when their bit comes up.
package final class RuleIndex: Sendable {
    typealias Chunk = SIMD8<UInt64>
    static let chunkBits = 512

    private let conditions: [CompiledCondition]
    /// The dimensions that rules mention, the most selective first.
    private let dimensions: [Int]
    /// For each of them the start of its rows in `rows`.
    private let starts: [Int]
    /// Chunk numbers, `chunkCount` a row.
    private let rows: [UInt32]
    private let chunks: [Chunk]
    private let chunkCount: Int
    /// The rules whose condition has to be evaluated.
    private let inexact: BitSet

    /// How many rules there are.
    package var count: Int { conditions.count }

    init(conditions: [CompiledCondition], dimensions all: [Dimension]) {
        var builder = RuleIndexBuilder(conditions: conditions, dimensions: all)
        builder.build()
        self.conditions = conditions
        dimensions = builder.dimensions
        starts = builder.starts
        rows = builder.rows
        chunks = builder.chunks
        chunkCount = builder.chunkCount
        inexact = builder.inexact
    }

    /// The first rule that matches the cells.
    package func firstMatch(_ cells: UnsafeBufferPointer<UInt32>) -> Int? {
        var found: Int?
        forEachMatch(cells) { rule in
            found = rule
            return false
        }
        return found
    }

    /// Calls the body with each rule that matches the cells, in order, until it answers `false`.
    @inline(__always)
    package func forEachMatch(_ cells: UnsafeBufferPointer<UInt32>, _ body: (Int) -> Bool) {
        for chunkIndex in 0..<chunkCount {
            var bits = candidates(in: chunkIndex, cells)
            guard bits != Chunk.zero else { continue }
            for word in 0..<8 {
                while bits[word] != 0 {
                    let bit = bits[word].trailingZeroBitCount
                    bits[word] &= bits[word] &- 1
                    let rule = chunkIndex * Self.chunkBits + word * 64 + bit
                    if inexact.contains(rule), !conditions[rule].holds(in: cells) { continue }
                    if !body(rule) { return }
                }
            }
        }
    }

    /// The rules of a chunk that no dimension excludes.
    private func candidates(in chunkIndex: Int, _ cells: UnsafeBufferPointer<UInt32>) -> Chunk {
        if dimensions.isEmpty { return Self.full(chunkIndex, of: conditions.count) }
        // Rows have bits for rules only, so the first one may stand alone.
        var bits = Chunk(repeating: .max)
        return rows.withUnsafeBufferPointer { rows in
            chunks.withUnsafeBufferPointer { chunks in
                for position in dimensions.indices {
                    let row = starts[position] + Int(cells[dimensions[position]]) * chunkCount
                    let chunk = rows[row + chunkIndex]
                    if chunk == 0 { return Chunk.zero }
                    bits &= chunks[Int(chunk)]
                }
                return bits
            }
        }
    }

    /// The chunk in which every rule that exists has its bit.
    static func full(_ chunkIndex: Int, of count: Int) -> Chunk {
        var chunk = Chunk.zero
        let first = chunkIndex * chunkBits
        for word in 0..<8 {
            let remaining = count - first - word * 64
            chunk[word] = remaining >= 64 ? .max : remaining > 0 ? (1 << UInt64(remaining)) &- 1 : 0
        }
        return chunk
    }
}
