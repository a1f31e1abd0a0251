/// One axis of the quotient of all requests: an attribute, cut where the policy's constants cut it.
///
/// Two values in one cell cannot be told apart by any rule. A set attribute has a dimension for each member that rules
/// mention; every other attribute has one dimension.
package struct Dimension: Sendable {
    /// The attribute's index in the policy.
    package let attribute: Int
    /// Where the attribute's value comes from.
    package let source: AttributeSource
    /// The attribute's name, by which callers send a declared one.
    package let name: String
    package let cut: Cut

    /// How the axis is cut.
    package enum Cut: Sendable {
        /// The choices in order, then "no value".
        case choices(Int)
        /// No value; anything else; then each constant, then each prefix.
        case texts(TextCut)
        /// No value; then the stretches between the sorted bounds.
        case numbers([Int64])
        /// False, true, no value.
        case flag
        /// Not a member, a member.
        case member(String)
    }

    /// How many cells the axis has.
    package var cellCount: Int {
        switch cut {
        case .choices(let count): count + 1
        case .texts(let cut): 2 + cut.constants.count + cut.prefixes.count
        case .numbers(let bounds): bounds.count + 2
        case .flag: 3
        case .member: 2
        }
    }
}

/// The cells of a text attribute.
package final class TextCut: Sendable {
    package static let absent: UInt32 = 0
    package static let other: UInt32 = 1

    /// The texts that rules name.
    package let constants: [String]
    /// The prefixes that rules name.
    package let prefixes: [String]
    private let cellOfConstant: [String: UInt32]
    private let cellOfPrefix: [String: UInt32]
    /// The lengths of the prefixes in bytes, longest first.
    private let prefixLengths: [Int]

    init(constants: Set<String>, prefixes: Set<String>) {
        self.constants = constants.sorted()
        self.prefixes = prefixes.sorted()
        let firstPrefix = 2 + UInt32(self.constants.count)
        cellOfConstant = Dictionary(
            uniqueKeysWithValues: self.constants.enumerated().map { ($1, 2 + UInt32($0)) })
        cellOfPrefix = Dictionary(
            uniqueKeysWithValues: self.prefixes.enumerated().map { ($1, firstPrefix + UInt32($0)) })
        prefixLengths = Set(prefixes.map(\.utf8.count)).sorted(by: >)
    }

    /// The cell of a text: its own if rules name it, else that of its longest prefix.
    package func cell(of text: String) -> UInt32 {
        if let cell = cellOfConstant[text] { return cell }
        for length in prefixLengths {
            guard let end = text.utf8.index(text.startIndex, offsetBy: length, limitedBy: text.endIndex) else {
                continue
            }
            if let cell = cellOfPrefix[String(text[..<end])] { return cell }
        }
        return Self.other
    }

    /// The cells of all texts that start with a prefix.
    func cells(startingWith prefix: String) -> [UInt32] {
        let named = constants.enumerated().filter { $1.hasBytePrefix(prefix) }.map { 2 + UInt32($0.offset) }
        let longer = prefixes.enumerated().filter { $1.hasBytePrefix(prefix) }
            .map { 2 + UInt32(constants.count) + UInt32($0.offset) }
        return named + longer
    }
}

extension String {
    /// Whether the UTF-8 bytes start with those of the other text; `hasPrefix` compares characters up to equivalence.
    fileprivate func hasBytePrefix(_ prefix: String) -> Bool { utf8.starts(with: prefix.utf8) }
}

extension Dimension {
    /// The cells in which a predicate holds.
    func cells(for predicate: Predicate) -> CellSet {
        switch (predicate, cut) {
        case (.choices(let indices), .choices): CellSet(indices.map(UInt32.init))
        case (.exists, .choices(let count)): CellSet(0..<UInt32(count))
        case (.texts(let texts), .texts(let cut)): CellSet(texts.map(cut.cell(of:)))
        case (.prefixes(let prefixes), .texts(let cut)): CellSet(prefixes.flatMap(cut.cells(startingWith:)))
        case (.exists, .texts), (.exists, .numbers): CellSet(1..<UInt32(cellCount))
        case (.range(let range), .numbers(let bounds)): Self.cells(of: range, between: bounds)
        case (.numbers(let values), .numbers(let bounds)):
            CellSet(values.flatMap { Self.cells(of: $0...$0, between: bounds).ranges.flatMap { Array($0) } })
        case (.flag(let value), .flag): CellSet([value ? 1 : 0])
        case (.exists, .flag): CellSet(0..<2)
        case (.member, .member): CellSet([1])
        default: CellSet([UInt32]())
        }
    }

    private static func cells(of range: ClosedRange<Int64>, between bounds: [Int64]) -> CellSet {
        // Cell 1 + n holds the numbers with exactly n bounds at or below them.
        let first = 1 + (range.lowerBound == .min ? 0 : countOfBounds(bounds, atOrBelow: range.lowerBound))
        let last = 1 + countOfBounds(bounds, atOrBelow: range.upperBound)
        return CellSet(UInt32(first)..<UInt32(last) + 1)
    }

    /// How many of the sorted bounds are at or below a number.
    package static func countOfBounds(_ bounds: [Int64], atOrBelow value: Int64) -> Int {
        var low = 0
        var high = bounds.count
        while low < high {
            let middle = (low + high) / 2
            if bounds[middle] <= value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
