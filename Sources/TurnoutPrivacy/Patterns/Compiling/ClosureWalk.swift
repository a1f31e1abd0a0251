/// Follows the instructions that take no byte, preferred ways first, each place once.
struct ClosureWalk {
    private var stack: [Int] = []
    private var marks: [UInt32]
    private var generation: UInt32 = 0
    /// The instructions looked at so far.
    private(set) var visited = 0

    init(_ program: PatternProgram) {
        marks = Array(repeating: 0, count: program.instructions.count)
    }

    /// Forgets which places were seen: a new place in the text begins.
    mutating func begin() {
        if generation == .max {
            generation = 0
            for index in marks.indices { marks[index] = 0 }
        }
        generation += 1
    }

    /// Calls `leaf` with each instruction that takes a byte, and with the one that ends the match, in order of
    /// preference, until it gives true. Gives back whether it did.
    mutating func walk(
        _ program: PatternProgram, from start: Int, after previous: ByteKind, before next: ByteKind,
        leaf: (Int, PatternProgram.Instruction) -> Bool
    ) -> Bool {
        stack.removeAll(keepingCapacity: true)
        stack.append(start)
        while let place = stack.popLast() {
            guard marks[place] != generation else { continue }
            marks[place] = generation
            visited &+= 1
            let instruction = program.instructions[place]
            switch instruction {
            case .split(let first, let second):
                stack.append(second)
                stack.append(first)
            case .assertion(let assertion, let behind):
                if assertion.holds(after: previous, before: next) { stack.append(behind) }
            case .bytes, .match:
                if leaf(place, instruction) { return true }
            }
        }
        return false
    }
}
