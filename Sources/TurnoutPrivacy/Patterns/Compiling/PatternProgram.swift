/// A pattern as a small machine over bytes: what to try in which order, and which bytes lead on.
///
/// A nondeterministic automaton in the manner of Thompson (1968); alternatives are ordered, so that it can say which
/// match a backtracking matcher would find first.
struct PatternProgram: Sendable {
    enum Instruction: Sendable {
        /// The pattern has matched.
        case match
        /// Goes on at either place, the first preferred.
        case split(first: Int, second: Int)
        /// Goes on where a condition holds.
        case assertion(PatternAssertion, next: Int)
        /// Takes one byte: a slice of ``transitions``, whose ranges are disjoint.
        case bytes(Range<Int>)
    }

    struct Transition: Sendable, Hashable {
        let low: UInt8
        let high: UInt8
        let next: Int

        func takes(_ byte: UInt8) -> Bool { byte >= low && byte <= high }
    }

    /// The most instructions of a program.
    static let instructionLimit = 4_096

    var instructions: [Instruction] = []
    var transitions: [Transition] = []
    var start = 0

    /// Where the instruction goes with a byte, or nil.
    func target(of edges: Range<Int>, with byte: UInt8) -> Int? {
        for edge in edges where transitions[edge].takes(byte) { return transitions[edge].next }
        return nil
    }

    /// Whether some assertion of the program is one of these.
    private func asserts(_ kinds: Set<PatternAssertion>) -> Bool {
        instructions.contains { if case .assertion(let kind, _) = $0 { kinds.contains(kind) } else { false } }
    }

    /// The bytes in classes that the program does not tell apart, and what assertions see of each.
    func alphabet() -> ByteAlphabet {
        let sees = (
            edge: asserts([.textStart, .textEnd, .lineStart, .lineEnd]),
            newline: asserts([.lineStart, .lineEnd]),
            word: asserts([.wordBoundary, .noWordBoundary, .notInsideWord])
        )
        return ByteAlphabet(boundaries: transitions.lazy.map { ($0.low, $0.high) }) { kind in
            switch kind {
            case .edge where sees.edge, .newline where sees.newline, .word where sees.word: kind
            // A newline is as good as any other byte that is no part of a word; so is the edge, to word boundaries.
            default: .other
            }
        }
    }
}

/// Bytes in classes: two bytes of one class are the same to a program.
struct ByteAlphabet: Sendable {
    /// The class of each byte.
    private(set) var classes = [UInt8](repeating: 0, count: 256)
    /// One byte of each class.
    private(set) var samples: [UInt8] = []
    /// What assertions see of each class, and last of the end of the text.
    private(set) var kinds: [ByteKind] = []

    /// The column of the text's end, behind those of the classes.
    var edgeColumn: Int { samples.count }
    /// The number of columns of a table over the alphabet.
    var width: Int { samples.count + 1 }

    init(boundaries: some Sequence<(UInt8, UInt8)>, seen: (ByteKind) -> ByteKind) {
        var begins = [Bool](repeating: false, count: 257)
        begins[0] = true
        for (low, high) in boundaries {
            begins[Int(low)] = true
            begins[Int(high) + 1] = true
        }
        for byte in UInt8.min...UInt8.max {
            let kind = seen(ByteKind(byte))
            if begins[Int(byte)] || kinds.last != kind {
                samples.append(byte)
                kinds.append(kind)
            }
            classes[Int(byte)] = UInt8(truncatingIfNeeded: samples.count - 1)
        }
        kinds.append(seen(.edge))
    }
}
