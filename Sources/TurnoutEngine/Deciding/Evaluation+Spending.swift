public import TurnoutCore
public import TurnoutPolicy

extension Evaluation {
    /// Why hard budgets keep the request from a target that nothing else keeps it from; `nil` when they do not.
    ///
    /// A pot that is used up has denied the target before. This is about the pot that has something left, but less than
    /// the worst case of the call.
    func affordability(of number: Int) -> Verdict? {
        guard !policy.budgets.isEmpty else { return nil }
        var worstCase: Money?
        for index in policy.budgets.indices where isHard(index, for: number) {
            worstCase = worstCase ?? bound(of: number)
            guard let worstCase else { return .unboundedCost(index) }
            if worstCase == .zero { return nil }
            guard index < state.budgets.count, let left = state.budgets[index].left(for: number), worstCase > left
            else { continue }
            return .overBudget(index, worstCase: worstCase, left: left)
        }
        return nil
    }

    /// Whether a budget counts the request and refuses a call to a target that its pot cannot pay.
    func isHard(_ index: Int, for target: Int) -> Bool {
        policy.budgets[index].deniedWhenHard.contains(target) && policy.budgets[index].enforcement == .hard
            && policy.budgets[index].condition.holds(in: cells.view)
    }

    /// The most that a call to a target can cost; `nil` when that cannot be bounded.
    func bound(of number: Int) -> Money? {
        policy.targets[number].worstCaseCost(
            inputBound: facts.sent.tokenBound, output: facts.outputTokens, images: facts.sent.images)
    }
}

/// What a call to a target would be charged to, and how much that may be.
public struct CallCharge: Hashable, Sendable {
    /// The budgets that count the call, by number.
    public var budgets: [Int]
    /// Those among them that refuse it when their pot cannot pay.
    public var hard: [Int]
    /// The most that the call can cost; `nil` when that cannot be bounded.
    public var bound: Money?

    /// Whether the call needs leave to spend: a hard budget counts it, and it may cost.
    public var needsLeave: Bool { !hard.isEmpty && bound != .zero }
}

extension Policy {
    /// What a call to a target would be charged to.
    ///
    /// The bound is that of the content which the target would see, replacements included.
    public func charge(of target: Int, _ facts: Facts, _ state: RoutingState) -> CallCharge {
        guard !budgets.isEmpty else {
            // Nobody asks for a bound that nothing is held to.
            return CallCharge(budgets: [], hard: [], bound: nil)
        }
        return evaluate(facts, state) { evaluation in
            let counting = budgets.indices.filter { budgets[$0].condition.holds(in: evaluation.cells.view) }
            return CallCharge(
                budgets: counting, hard: counting.filter { evaluation.isHard($0, for: target) },
                bound: worstCase(of: target, facts))
        }
    }

    /// The budgets that count a request, by number, and the task that it is counted under.
    public func counting(_ facts: Facts, _ state: RoutingState) -> (budgets: [Int], task: String) {
        evaluate(facts, state) { evaluation in
            (
                budgets.indices.filter { budgets[$0].condition.holds(in: evaluation.cells.view) },
                vocabulary.tasks[evaluation.task]
            )
        }
    }

    /// The most that a call to a target can cost, for the content which it would see, replacements included; `nil` when
    /// that cannot be bounded.
    public func worstCase(of target: Int, _ facts: Facts) -> Money? {
        var seen = facts
        let rules = rewriting(of: target, facts)
        if !rules.isEmpty {
            guard let left = facts.rewritten(by: rules, of: self) else { return nil }
            seen = left
        }
        return targets[target].worstCaseCost(
            inputBound: seen.sent.tokenBound, output: seen.outputTokens, images: seen.sent.images)
    }
}
