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
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: dimensions.count + 1) { buffer in
            withUnsafeTemporaryAllocation(of: Int32.self, capacity: targets.count + 1) { denials in
                buffer.initialize(repeating: 0)
                denials.initialize(repeating: 0)
                var evaluation = Evaluation(
                    policy: self, facts: facts, state: state, cells: Cells(buffer: buffer), denials: denials)
                evaluation.classify()
                evaluation.applyGuards()
                return evaluation.verdict(on: target)
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
