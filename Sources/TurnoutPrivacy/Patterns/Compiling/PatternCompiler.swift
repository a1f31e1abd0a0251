/// Turns a pattern that was read into a program, from its end to its start: each part knows what comes behind it.
struct PatternCompiler {
    private var program = PatternProgram()
    private var fragments: [ScalarSet: UTF8Fragment] = [:]

    /// Compiles, or says that the pattern is too large.
    static func compile(_ node: PatternNode) throws(PatternError) -> PatternProgram {
        var compiler = PatternCompiler()
        let (size, _) = compiler.size(of: node).addingReportingOverflow(1)
        guard size <= PatternProgram.instructionLimit else {
            throw PatternError(
                .tooLarge, at: 0,
                "the pattern takes \(size == Int.max ? "far too many" : "\(size)") steps once its repeats are written "
                    + "out, and \(PatternProgram.instructionLimit) is the most; lower the repeat counts or split it")
        }
        let end = compiler.add(.match)
        compiler.program.start = compiler.emit(node, next: end)
        return compiler.program
    }

    // MARK: Size

    /// How many instructions the node will take, or `Int.max - 1` when that is beyond counting.
    private mutating func size(of node: PatternNode) -> Int {
        switch node {
        case .empty: return 0
        case .assertion: return 1
        case .scalars(let set): return fragment(of: set).nodes.count
        case .sequence(let parts): return parts.reduce(0) { clamped($0.addingReportingOverflow(size(of: $1))) }
        case .alternatives(let branches):
            return branches.reduce(branches.count - 1) { clamped($0.addingReportingOverflow(size(of: $1))) }
        case .repeated(let body, let least, let most, _):
            let one = size(of: body)
            let copies = max(1, most ?? least)
            let splits = most.map { $0 - least } ?? 2
            return clamped(clamped(one.multipliedReportingOverflow(by: copies)).addingReportingOverflow(splits))
        }
    }

    private func clamped(_ result: (partialValue: Int, overflow: Bool)) -> Int {
        result.overflow ? Int.max - 1 : min(result.partialValue, Int.max - 1)
    }

    private mutating func fragment(of set: ScalarSet) -> UTF8Fragment {
        if let known = fragments[set] { return known }
        let fragment = UTF8Fragment(set)
        fragments[set] = fragment
        return fragment
    }

    // MARK: Instructions

    private mutating func add(_ instruction: PatternProgram.Instruction) -> Int {
        program.instructions.append(instruction)
        return program.instructions.count - 1
    }

    private mutating func emit(_ node: PatternNode, next: Int) -> Int {
        switch node {
        case .empty: return next
        case .assertion(let assertion): return add(.assertion(assertion, next: next))
        case .scalars(let set): return emit(fragment(of: set), next: next)
        case .sequence(let parts): return parts.reversed().reduce(next) { emit($1, next: $0) }
        case .alternatives(let branches):
            var entry: Int?
            for branch in branches.reversed() {
                let start = emit(branch, next: next)
                entry = entry.map { add(.split(first: start, second: $0)) } ?? start
            }
            return entry ?? next
        case .repeated(let body, let least, let most, let greedy):
            var entry = next
            if let most {
                for _ in least..<most {
                    entry = split(into: emit(body, next: entry), or: next, greedy: greedy)
                }
            } else {
                entry = emitLoop(body, skippable: least == 0, next: next, greedy: greedy)
            }
            // A loop that may not be skipped is the last of the copies.
            for _ in 0..<(most == nil ? max(least, 1) - 1 : least) { entry = emit(body, next: entry) }
            return entry
        }
    }

    private mutating func emitLoop(_ body: PatternNode, skippable: Bool, next: Int, greedy: Bool) -> Int {
        let loop = add(.match)
        let start = emit(body, next: loop)
        program.instructions[loop] = greedy ? .split(first: start, second: next) : .split(first: next, second: start)
        guard skippable else { return start }
        // A body that may be empty is tried before the loop, so that its preferences count: `(|a)*` matches nothing.
        return body.isNullable ? split(into: start, or: next, greedy: greedy) : loop
    }

    private mutating func split(into body: Int, or next: Int, greedy: Bool) -> Int {
        add(greedy ? .split(first: body, second: next) : .split(first: next, second: body))
    }

    private mutating func emit(_ fragment: UTF8Fragment, next: Int) -> Int {
        let base = program.instructions.count
        for edges in fragment.nodes {
            let first = program.transitions.count
            program.transitions += edges.map { edge in
                PatternProgram.Transition(
                    low: edge.low, high: edge.high, next: edge.target < 0 ? next : base + edge.target)
            }
            _ = add(.bytes(first..<program.transitions.count))
        }
        return program.instructions.count - 1
    }
}
