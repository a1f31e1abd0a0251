/// Finds all matches of a program in time linear in the text, whatever program and text are.
///
/// One pass from the end leaves a mark every so many bytes; a second pass from the front reads block after block,
/// restores what the first knew of the block from the mark behind it, and follows the preferred way that is known to
/// reach a match. It is the way out for patterns that have no table, and for texts made to be slow.
struct LinearSearch {
    private let program: PatternProgram
    private var scan: ReverseScan
    private var walk: ClosureWalk
    private let blockLength: Int

    private var marks: [ReverseScan.State] = []
    private var mayBegin: [Bool] = []

    // The block at hand: its first place, and for each of its places the set and whether a match can begin there.
    private var first = 0
    private var sets: [UInt64] = []
    private var begins: [Bool] = []
    /// The words of sets that were restored.
    private var restored = 0

    init(_ program: PatternProgram, alphabet: ByteAlphabet) {
        self.program = program
        scan = ReverseScan(program, alphabet: alphabet)
        walk = ClosureWalk(program)
        blockLength = max(64, scan.width * 16)
    }

    /// Appends the matches that begin at `start` or behind, until there are more than `limit` or the budget is spent.
    mutating func matches(
        in text: borrowing TextBytes, from start: Int, into matches: inout [Range<Int>], limit: Int,
        budget: inout WorkBudget
    ) {
        guard start < text.count else { return }
        var spent = 0
        defer { budget.spend(work - spent) }
        guard leaveMarks(in: text, from: start, spent: &spent, budget: &budget) else { return }
        var position = start
        first = text.count
        while position < text.count, matches.count <= limit {
            let block = (position - start) / blockLength
            guard mayBegin[block] else {
                position = start + (block + 1) * blockLength
                continue
            }
            load(block, of: text, from: start)
            let end = min(first + blockLength, text.count)
            while position < end, !begins[position - first] { position += 1 }
            guard position < end else { continue }
            let reached = follow(text, from: position, start: start)
            if reached > position { matches.append(position..<reached) }
            position = max(reached, position + 1)
            budget.spend(work - spent)
            spent = work
            if budget.isExhausted { return }
        }
    }

    private var work: Int { scan.work &+ walk.visited &+ restored }

    private mutating func leaveMarks(
        in text: borrowing TextBytes, from start: Int, spent: inout Int, budget: inout WorkBudget
    ) -> Bool {
        let count = (text.count - start - 1) / blockLength + 1
        mayBegin = Array(repeating: false, count: count)
        marks = Array(repeating: scan.initial, count: count)
        var number = scan.number(of: scan.initial)
        var position = text.count
        for block in stride(from: count - 1, through: 0, by: -1) {
            marks[block] = scan.state(number)
            let low = start + block * blockLength
            while position > low {
                position -= 1
                let (next, hasBegun) = scan.step(from: number, before: text[position])
                number = next
                // The step tells of the place it leaves, which is the first of the block behind when it begins one.
                if hasBegun { note(position + 1, start: start) }
            }
            budget.spend(work - spent)
            spent = work
            if budget.isExhausted { return false }
        }
        if scan.step(from: number, before: start > 0 ? text[start - 1] : nil).begins { mayBegin[0] = true }
        return true
    }

    private mutating func note(_ place: Int, start: Int) {
        let block = (place - start) / blockLength
        if block < mayBegin.count { mayBegin[block] = true }
    }

    /// Restores what the first pass knew of a block.
    private mutating func load(_ block: Int, of text: borrowing TextBytes, from start: Int) {
        let low = start + block * blockLength
        guard low != first else { return }
        first = low
        let high = min(low + blockLength, text.count)
        sets = Array(repeating: 0, count: (high - low) * scan.width)
        begins = Array(repeating: false, count: high - low)
        restored &+= sets.count
        var number = scan.number(of: marks[block])
        for position in stride(from: high - 1, through: low, by: -1) {
            let (next, hasBegun) = scan.step(from: number, before: text[position])
            if position + 1 < high { begins[position + 1 - low] = hasBegun }
            number = next
            let base = (position - low) * scan.width
            for (index, word) in scan.state(number).steps.enumerated() { sets[base + index] = word }
        }
        begins[0] = scan.step(from: number, before: low > 0 ? text[low - 1] : nil).begins
    }

    /// Follows the preferred way that reaches a match, and gives the match's end.
    private mutating func follow(_ text: borrowing TextBytes, from begin: Int, start: Int) -> Int {
        var place = program.start
        var position = begin
        while true {
            if position < text.count { load((position - start) / blockLength, of: text, from: start) }
            let base = (position - first) * scan.width
            let isAtEnd = position == text.count
            let previous = position > 0 ? scan.kind(of: text[position - 1]) : scan.edgeKind
            let next = isAtEnd ? scan.edgeKind : scan.kind(of: text[position])
            var chosen: Int?
            walk.begin()
            _ = walk.walk(program, from: place, after: previous, before: next) { leaf, instruction in
                if case .match = instruction {
                    chosen = -1
                    return true
                }
                guard !isAtEnd, sets[base + leaf >> 6] >> UInt64(leaf & 63) & 1 != 0 else { return false }
                chosen = leaf
                return true
            }
            guard let chosen, chosen >= 0, case .bytes(let edges) = program.instructions[chosen],
                let target = program.target(of: edges, with: text[position])
            else { return chosen == -1 ? position : begin }
            place = target
            position += 1
        }
    }
}
