/// A condition over cells: what the index is built from, and what explanations read.
package indirect enum CompiledCondition: Sendable {
    case always
    case all([CompiledCondition])
    case any([CompiledCondition])
    case not(CompiledCondition)
    case leaf(CompiledLeaf)

    /// Whether the condition holds in the given cells.
    package func holds(in cells: UnsafeBufferPointer<UInt32>) -> Bool {
        switch self {
        case .always: true
        case .all(let parts): parts.allSatisfy { $0.holds(in: cells) }
        case .any(let parts): parts.contains { $0.holds(in: cells) }
        case .not(let part): !part.holds(in: cells)
        case .leaf(let leaf): leaf.cells.contains(cells[leaf.dimension])
        }
    }

    /// The first leaf, in the order written, without which the condition would not hold (or not fail).
    ///
    /// - Parameter outcome: what the condition is known to evaluate to.
    package func decisiveLeaf(in cells: UnsafeBufferPointer<UInt32>, outcome: Bool) -> (
        leaf: CompiledLeaf, negated: Bool
    )? {
        switch self {
        case .always: return nil
        case .leaf(let leaf): return (leaf, false)
        case .not(let part):
            return part.decisiveLeaf(in: cells, outcome: !outcome).map { ($0.leaf, !$0.negated) }
        case .all(let parts), .any(let parts):
            let part = parts.first { $0.holds(in: cells) == outcome }
            return part?.decisiveLeaf(in: cells, outcome: outcome)
        }
    }
}

/// A test of one dimension.
package struct CompiledLeaf: Sendable {
    package var dimension: Int
    package var cells: CellSet
    /// The test for people: `tokens >= 8000`.
    package var text: String
}

extension CompiledCondition {
    /// Adds the dimensions that the condition mentions.
    func collectDimensions(into dimensions: inout Set<Int>) {
        switch self {
        case .always: break
        case .leaf(let leaf): dimensions.insert(leaf.dimension)
        case .not(let part): part.collectDimensions(into: &dimensions)
        case .all(let parts), .any(let parts):
            for part in parts { part.collectDimensions(into: &dimensions) }
        }
    }

    /// Whether the condition holds exactly where each dimension by itself allows it.
    var isConjunction: Bool {
        switch self {
        case .always, .leaf: return true
        case .all(let parts): return parts.allSatisfy(\.isConjunction)
        case .any, .not:
            var dimensions: Set<Int> = []
            collectDimensions(into: &dimensions)
            return dimensions.count <= 1
        }
    }

    /// The cells of a dimension in which the condition may hold, and those in which it may fail, whatever the others are.
    func possibleCells(on dimension: Int, of count: UInt32) -> (whenTrue: CellSet, whenFalse: CellSet) {
        let all = CellSet(0..<count)
        switch self {
        case .always: return (all, CellSet(0..<0))
        case .leaf(let leaf):
            guard leaf.dimension == dimension else { return (all, all) }
            return (leaf.cells, leaf.cells.complement(below: count))
        case .not(let part):
            let (whenTrue, whenFalse) = part.possibleCells(on: dimension, of: count)
            return (whenFalse, whenTrue)
        case .all(let parts):
            return parts.reduce((all, CellSet(0..<0))) { result, part in
                let cells = part.possibleCells(on: dimension, of: count)
                return (result.0.intersection(cells.whenTrue), result.1.union(cells.whenFalse, below: count))
            }
        case .any(let parts):
            return parts.reduce((CellSet(0..<0), all)) { result, part in
                let cells = part.possibleCells(on: dimension, of: count)
                return (result.0.union(cells.whenTrue, below: count), result.1.intersection(cells.whenFalse))
            }
        }
    }
}
