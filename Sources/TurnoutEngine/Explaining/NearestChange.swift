import TurnoutCore
import TurnoutPolicy

/// Looks for the one change that would let a rejected request through, by deciding again with that change made.
enum NearestChange {
    static func find(for decision: Decision, facts: Facts, state: RoutingState) -> String? {
        switch decision.outcome {
        case .allow: nil
        case .reject(.unknownTask): taskSuggestion(decision, facts)
        case .reject(.pinNotAllowed): expiredOverride(decision, facts, state) ?? withoutPin(decision, facts, state)
        case .reject(.pinUnknown): withoutPin(decision, facts, state)
        case .reject(.noEligibleTarget):
            stateChange(decision, facts, state) ?? (facts.context.pin == nil ? nil : withoutPin(decision, facts, state))
        case .reject: nil
        }
    }

    private static func taskSuggestion(_ decision: Decision, _ facts: Facts) -> String? {
        facts.context.task.flatMap { closestMatch(to: $0, among: decision.policy.vocabulary.tasks) }.map {
            "task \($0)"
        }
    }

    /// The override that allowed the pin before it expired.
    private static func expiredOverride(_ decision: Decision, _ facts: Facts, _ state: RoutingState) -> String? {
        let policy = decision.policy
        for rule in policy.overrides {
            guard let expires = rule.expires, expires <= state.now else { continue }
            var before = state
            before.now = Timestamp(microseconds: expires.microseconds - 1)
            let earlier = policy.decide(facts, before)
            let change = "\(rule.name.qualified) in force (it expired \(expires))"
            if let words = outcome(change, earlier) { return words }
        }
        return nil
    }

    private static func withoutPin(_ decision: Decision, _ facts: Facts, _ state: RoutingState) -> String? {
        var facts = facts
        facts.context.pin = nil
        return outcome("without the pin", decision.policy.decide(facts, state))
    }

    private static func stateChange(_ decision: Decision, _ facts: Facts, _ state: RoutingState) -> String? {
        let policy = decision.policy
        for candidate in decision.candidates where candidate.verdict.isTemporary {
            var changed = state
            changed.targets[candidate.target] = TargetState()
            let name = policy.targets[candidate.target].name
            if let words = outcome("\(name) available", policy.decide(facts, changed)) { return words }
        }
        if state.isOffline || facts.context.offline {
            var (changed, online) = (state, facts)
            changed.isOffline = false
            online.context.offline = false
            if let words = outcome("online", policy.decide(online, changed)) { return words }
        }
        for index in state.budgets.indices.prefix(policy.budgets.count) {
            let isUsedUp = state.budgets[index].state != .ok
            guard isUsedUp || decision.candidates.contains(where: { $0.verdict.isShort(of: index) }) else { continue }
            var changed = state
            // A fresh pot has no more than its limit, which may be less than the call can cost.
            changed.budgets[index] = isUsedUp ? BudgetStanding(left: policy.budgets[index].limit) : BudgetStanding()
            let name = "budget.\(policy.budgets[index].name.id)"
            let change = isUsedUp ? "\(name) ok" : "more left in \(name)"
            if let words = outcome(change, policy.decide(facts, changed)) { return words }
        }
        if facts.context.costCap != nil {
            var uncapped = facts
            uncapped.context.costCap = nil
            if let words = outcome("no cost cap", policy.decide(uncapped, state)) { return words }
        }
        return facts.context.pin == nil ? otherTask(decision, facts, state) : nil
    }

    private static func otherTask(_ decision: Decision, _ facts: Facts, _ state: RoutingState) -> String? {
        for task in decision.policy.vocabulary.tasks where task != decision.taskName {
            var changed = facts
            changed.context.task = task
            if let words = outcome("task \(task)", decision.policy.decide(changed, state)) { return words }
        }
        return nil
    }

    private static func outcome(_ change: String, _ decision: Decision) -> String? {
        decision.target.map { "\(change) -> ALLOW \($0)" }
    }
}

extension Verdict {
    /// Whether a budget's pot has something left, but less than the call can cost.
    fileprivate func isShort(of budget: Int) -> Bool {
        if case .overBudget(budget, _, _) = self { true } else { false }
    }
}
