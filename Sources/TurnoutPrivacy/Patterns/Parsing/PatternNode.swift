/// A pattern as read, before it is compiled.
indirect enum PatternNode: Sendable {
    case empty
    /// One character out of a set.
    case scalars(ScalarSet)
    case assertion(PatternAssertion)
    case sequence([PatternNode])
    case alternatives([PatternNode])
    case repeated(PatternNode, least: Int, most: Int?, greedy: Bool)

    /// Whether the empty text may match, assertions taken as true.
    var isNullable: Bool {
        switch self {
        case .empty, .assertion: true
        case .scalars: false
        case .sequence(let parts): parts.allSatisfy(\.isNullable)
        case .alternatives(let branches): branches.contains(where: \.isNullable)
        case .repeated(let body, let least, _, _): least == 0 || body.isNullable
        }
    }

    /// The parts in a row, without layers that add nothing.
    static func joined(_ parts: [PatternNode]) -> PatternNode {
        var flat: [PatternNode] = []
        for part in parts {
            switch part {
            case .empty: continue
            case .sequence(let inner): flat += inner
            default: flat.append(part)
            }
        }
        return flat.count > 1 ? .sequence(flat) : flat.first ?? .empty
    }
}

/// A condition on the place between two bytes.
enum PatternAssertion: UInt8, Sendable {
    case textStart, textEnd, lineStart, lineEnd, wordBoundary, noWordBoundary
    /// Not between two word bytes: where a whole word may begin or end, whatever its first byte is.
    case notInsideWord

    /// Whether it holds between a byte of one kind and a byte of another.
    func holds(after previous: ByteKind, before next: ByteKind) -> Bool {
        switch self {
        case .textStart: previous == .edge
        case .textEnd: next == .edge
        case .lineStart: previous == .edge || previous == .newline
        case .lineEnd: next == .edge || next == .newline
        case .wordBoundary: (previous == .word) != (next == .word)
        case .noWordBoundary: (previous == .word) == (next == .word)
        case .notInsideWord: !(previous == .word && next == .word)
        }
    }
}

/// As much of a byte as assertions look at.
enum ByteKind: UInt8, Sendable, CaseIterable {
    /// No byte: the text begins or ends here.
    case edge
    case newline, word, other

    init(_ byte: UInt8) {
        if byte == UInt8(ascii: "\n") {
            self = .newline
        } else {
            self = ByteClass(rawValue: ByteClass.table[Int(byte)]).isDisjoint(with: .word) ? .other : .word
        }
    }
}
