import TurnoutCore
public import TurnoutPolicy

extension Policy {
    /// Decides a request: pure, total and deterministic. The same facts and state always give the same decision.
    ///
    /// This is the only function that decides. Live path, dry run, tests, replay and simulation all call it.
    public func decide(_ facts: Facts, _ state: RoutingState) -> Decision {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: dimensions.count + 1) { buffer in
            withUnsafeTemporaryAllocation(of: Int32.self, capacity: targets.count + 1) { denials in
                buffer.initialize(repeating: 0)
                denials.initialize(repeating: 0)
                var evaluation = Evaluation(
                    policy: self, facts: facts, state: state, cells: Cells(buffer: buffer), denials: denials)
                return evaluation.decide()
            }
        }
    }

    /// Judges one target for a request without regard to routes: what the guard stage asks before each call.
    public func verdict(on target: Int, _ facts: Facts, _ state: RoutingState) -> Verdict {
        evaluate(facts, state) { $0.verdict(on: target) }
    }

    /// As ``verdict(on:_:_:)``, for content in which nothing more is replaced.
    func verdictAsItIs(on target: Int, _ facts: Facts, _ state: RoutingState) -> Verdict {
        evaluate(facts, state) { $0.judgeAsItIs(target) }
    }

    /// The guards that replace something in the request before the target sees it, by number, rising. It depends on the
    /// facts alone.
    public func rewriting(of target: Int, _ facts: Facts) -> [Int] {
        guard !rewrites.isEmpty else { return [] }
        return evaluate(facts, RoutingState(now: Timestamp(microseconds: 0))) { $0.rewriting(of: target) }
    }

    /// Every set of guards that replace something in the request before some target sees it.
    func rewritings(_ facts: Facts) -> [[Int]] {
        guard rewrites.contains(where: { facts.hasFindings(coveredBy: $0) }) else { return [] }
        return evaluate(facts, RoutingState(now: Timestamp(microseconds: 0))) { evaluation in
            var sets: [[Int]] = []
            for target in targets.indices {
                let rules = evaluation.rewriting(of: target)
                if !rules.isEmpty, !sets.contains(rules) { sets.append(rules) }
            }
            return sets
        }
    }

    /// What a target must not say in its answer to the request.
    func sanitising(of target: Int, _ facts: Facts) -> [SanitiseRule] {
        guard sanitising.contains(where: { $0.targets.contains(target) }) else { return [] }
        return evaluate(facts, RoutingState(now: Timestamp(microseconds: 0))) { evaluation in
            sanitising.filter { $0.targets.contains(target) && $0.condition.holds(in: evaluation.cells.view) }
        }
    }

    /// Whether the policy has its recogniser read the request.
    package func wantsRecognition(of facts: Facts) -> Bool {
        guard let recogniser else { return false }
        return evaluate(facts, RoutingState(now: Timestamp(microseconds: 0))) {
            recogniser.condition.holds(in: $0.cells.view)
        }
    }

    /// Classifies, applies the guards, and asks.
    func evaluate<Answer>(
        _ facts: Facts, _ state: RoutingState, _ question: (borrowing Evaluation) -> Answer
    ) -> Answer {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: dimensions.count + 1) { buffer in
            withUnsafeTemporaryAllocation(of: Int32.self, capacity: targets.count + 1) { denials in
                buffer.initialize(repeating: 0)
                denials.initialize(repeating: 0)
                var evaluation = Evaluation(
                    policy: self, facts: facts, state: state, cells: Cells(buffer: buffer), denials: denials)
                evaluation.classify()
                evaluation.applyGuards()
                return question(evaluation)
            }
        }
    }

    /// Calls the body with the request's cells after classification, for explanations of what rules saw.
    func withCells<Result>(
        _ facts: Facts, _ state: RoutingState, task: Int, sensitivity: Int,
        _ body: (UnsafeBufferPointer<UInt32>) -> Result
    ) -> Result {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: dimensions.count + 1) { buffer in
            buffer.initialize(repeating: 0)
            let cells = Cells(buffer: buffer)
            cells.fill(self, facts, state)
            cells.set(task: task, in: self)
            cells.set(sensitivity: sensitivity, in: self)
            return body(cells.view)
        }
    }
}
