/// A program turned into one table, walked a byte at a time from a given start.
///
/// A state stands for the places a backtracking matcher would still try, in its order (the subset construction, with
/// lists in place of sets; Cox, "Regular Expression Matching in the Wild", 2010). What lies behind a match in that
/// order is dropped, so the last match met is the one wanted, and the walk ends when nothing preferred is left.
/// Assertions look at the next byte, so a match shows one byte late.
struct PatternTable: Sendable {
    /// The most entries of a table, four bytes each.
    static let entryLimit = 32_768
    /// The most instructions looked at to build one.
    private static let workLimit = 400_000

    private let classes: [UInt8]
    private let edgeColumn: Int
    /// For each state and class: the row of the next state, shifted left by one, and whether a match has just ended.
    private let entries: [UInt32]
    /// The row to begin with behind a byte of each kind, given by the byte.
    private let starts: [UInt32]
    private let edgeStart: UInt32

    /// Builds the table, or gives nil when it would be too large.
    init?(_ program: PatternProgram) {
        let alphabet = program.alphabet()
        var builder = Builder(program: program, alphabet: alphabet)
        guard builder.run() else { return nil }
        classes = alphabet.classes
        edgeColumn = alphabet.edgeColumn
        entries = builder.entries
        let rows = builder.starts
        starts = alphabet.classes.map { rows[Int(alphabet.kinds[Int($0)].rawValue)] }
        edgeStart = rows[Int(alphabet.kinds[alphabet.edgeColumn].rawValue)]
    }

    /// Where the preferred match that begins at an offset ends, or -1; `steps` counts the bytes looked at.
    @inline(__always)
    func end(in text: borrowing TextBytes, from start: Int, steps: inout Int) -> Int {
        var row = start == 0 ? edgeStart : starts[Int(text[start - 1])]
        var position = start
        var end = -1
        while position < text.count {
            let entry = entries[Int(row) &+ Int(classes[Int(text[position])])]
            if entry & 1 != 0 { end = position }
            row = entry >> 1
            if row == 0 {
                steps &+= position &- start &+ 1
                return end
            }
            position &+= 1
        }
        if entries[Int(row) &+ edgeColumn] & 1 != 0 { end = position }
        steps &+= position &- start &+ 1
        return end
    }

    /// The construction.
    private struct Builder {
        struct State: Hashable {
            var places: [Int]
            var previous: ByteKind
        }

        let program: PatternProgram
        let alphabet: ByteAlphabet
        var walk: ClosureWalk
        var entries: [UInt32] = []
        /// The row of the start behind each kind of byte, or 0 for a kind that the alphabet does not tell apart.
        var starts: [UInt32] = [0, 0, 0, 0]
        private var states: [State] = []
        private var rows: [State: UInt32] = [:]
        private var placed: [Int]

        init(program: PatternProgram, alphabet: ByteAlphabet) {
            self.program = program
            self.alphabet = alphabet
            walk = ClosureWalk(program)
            placed = Array(repeating: -1, count: program.instructions.count)
        }

        mutating func run() -> Bool {
            _ = row(of: State(places: [], previous: .other))
            for kind in ByteKind.allCases where alphabet.kinds.contains(kind) {
                starts[Int(kind.rawValue)] = row(of: State(places: [program.start], previous: kind))
            }
            var index = 1
            while index < states.count {
                for column in 0..<alphabet.width {
                    entries[index * alphabet.width + column] = entry(from: states[index], column: column)
                }
                guard entries.count <= PatternTable.entryLimit, walk.visited <= PatternTable.workLimit else {
                    return false
                }
                index += 1
            }
            return true
        }

        private mutating func row(of state: State) -> UInt32 {
            if let row = rows[state] { return row }
            let row = UInt32(entries.count)
            rows[state] = row
            states.append(state)
            entries += repeatElement(0, count: alphabet.width)
            return row
        }

        private mutating func entry(from state: State, column: Int) -> UInt32 {
            let byte = column < alphabet.edgeColumn ? alphabet.samples[column] : nil
            let kind = alphabet.kinds[column]
            var places: [Int] = []
            var hasMatched = false
            walk.begin()
            for place in state.places where !hasMatched {
                hasMatched = walk.walk(program, from: place, after: state.previous, before: kind) { _, leaf in
                    switch leaf {
                    case .match:
                        return true
                    case .bytes(let edges):
                        if let byte, let target = program.target(of: edges, with: byte) { places.append(target) }
                        return false
                    default:
                        return false
                    }
                }
            }
            for (rank, place) in places.enumerated().reversed() { placed[place] = rank }
            places = places.enumerated().filter { placed[$0.element] == $0.offset }.map(\.element)
            let next = places.isEmpty ? 0 : row(of: State(places: places, previous: kind))
            return next << 1 | (hasMatched ? 1 : 0)
        }
    }
}
