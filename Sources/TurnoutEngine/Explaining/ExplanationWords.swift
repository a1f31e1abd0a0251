import TurnoutCore
import TurnoutPolicy
import TurnoutPrivacy

/// Puts the numbers of a decision into words.
struct ExplanationWords {
    let decision: Decision
    let facts: Facts
    let state: RoutingState

    private var policy: Policy { decision.policy }

    // MARK: Causes

    func task() -> Explanation.Cause {
        switch decision.taskCause {
        case .rule(let index):
            let rule = policy.taskRules[index]
            return cause(decision.taskName, rule.name, rule.condition, beforeClassification: true)
        case .request: return plain(decision.taskName, "given by the request")
        case .fallback: return plain(decision.taskName, "no rule matches, none given")
        }
    }

    func sensitivity() -> Explanation.Cause {
        switch decision.sensitivityCause {
        case .rule(let index):
            let rule = policy.sensitivityRules[index]
            return cause(decision.sensitivityName, rule.name, rule.condition)
        case .lowest: return plain(decision.sensitivityName, "no rule raises it")
        case .detectorFailure: return plain(decision.sensitivityName, "a detector failed")
        case .unknownLabel:
            let unknown = facts.labels.first { !policy.vocabulary.knows(label: $0) } ?? ""
            return plain(decision.sensitivityName, "unknown label `\(unknown)`")
        }
    }

    func route() -> Explanation.Cause? {
        if let index = decision.override {
            let rule = policy.overrides[index]
            return cause("pinned", rule.name, rule.condition)
        }
        guard let index = decision.route else { return nil }
        let route = policy.routes[index]
        return cause(route.name.id, route.name, route.condition)
    }

    private func plain(_ value: String, _ reason: String) -> Explanation.Cause {
        Explanation.Cause(value: value, rule: reason, position: nil, because: nil)
    }

    private func cause(
        _ value: String, _ name: RuleName, _ condition: CompiledCondition, beforeClassification: Bool = false
    ) -> Explanation.Cause {
        let leaf = cells(beforeClassification) { condition.decisiveLeaf(in: $0, outcome: true) }
        return Explanation.Cause(
            value: value, rule: name.qualified, position: name.position,
            because: leaf.map { matched($0.leaf, $0.negated) })
    }

    /// The cells as the rule saw them: task rules see the caller's own task, all others the classified one.
    private func cells<Result>(
        _ beforeClassification: Bool = false, _ body: (UnsafeBufferPointer<UInt32>) -> Result
    ) -> Result {
        let requested =
            facts.context.task.flatMap { policy.vocabulary.taskNumbers[$0] } ?? policy.vocabulary.tasks.count
        let task = beforeClassification ? requested : decision.task
        return policy.withCells(facts, state, task: task, sensitivity: decision.sensitivity, body)
    }

    // MARK: Tests

    /// A test that held, with the value that it saw: `tokens 9000 >= 8000`.
    private func matched(_ leaf: CompiledLeaf, _ negated: Bool) -> String {
        let dimension = policy.dimensions[leaf.dimension]
        let test = leaf.text.dropFirst(dimension.name.count + 1)
        let not = negated ? "not " : ""
        switch dimension.cut {
        case .numbers: return "\(not)\(dimension.name) \(actual(dimension)) \(test)"
        case .member(let name):
            if negated { return "\(dimension.name) without \(name)" }
            guard dimension.source == .builtin(.labels) else { return "\(dimension.name) has \(name)" }
            return "label \(facts.labels.first { $0 == name || $0.isBelow(name) } ?? name)"
        case .choices, .texts, .flag:
            if test.hasPrefix("is "), !negated { return "\(dimension.name) \(test)" }
            return "\(dimension.name) \(actual(dimension)) \(not)\(test)"
        }
    }

    /// The value that a request has on a dimension, for people.
    private func actual(_ dimension: Dimension) -> String {
        let attribute = policy.attributes[dimension.attribute]
        let context = facts.context
        func number(_ value: Int64?) -> String {
            guard let value, case .number(let unit) = attribute.kind else { return "not given" }
            return unit.text(value)
        }
        switch dimension.source {
        case .budget(let index):
            return (state.budgets.indices.contains(index) ? state.budgets[index].state : .ok).rawValue
        case .declared: return context.attributes[dimension.name] ?? "not given"
        case .builtin(let builtin):
            switch builtin {
            case .task: return context.task ?? decision.taskName
            case .sensitivity: return decision.sensitivityName
            case .labels: return list(facts.labels)
            case .tokens: return String(facts.tokens)
            case .outputTokens: return facts.outputTokens.map { String($0) } ?? "not given"
            case .complexity: return String(facts.complexity)
            case .needs: return list(facts.needs.members.map(\.rawValue))
            case .user: return context.user ?? "not given"
            case .tenant: return context.tenant ?? "not given"
            case .group: return list(context.groups)
            case .tags: return list(context.tags)
            case .feature: return context.feature ?? "not given"
            case .region: return context.region ?? "not given"
            case .priority: return context.priority.rawValue
            case .deadline: return number(context.deadline?.nanosecondsSaturating)
            case .costCap: return number(context.costCap?.nanoUSD)
            case .offline: return String(context.offline)
            }
        }
    }

    private func list(_ words: [String]) -> String { words.isEmpty ? "none" : words.joined(separator: ", ") }

    /// The routes before the one that matched, each with the first test that failed.
    func passedRoutes() -> [Explanation.PassedRoute] {
        guard decision.override == nil, !policy.routes.isEmpty else { return [] }
        switch decision.outcome {
        case .allow, .reject(.noEligibleTarget), .reject(.noRoute): break
        case .reject: return []
        }
        return cells { cells in
            policy.routes[..<(decision.route ?? policy.routes.count)].compactMap { route in
                guard let (leaf, negated) = route.condition.decisiveLeaf(in: cells, outcome: false) else { return nil }
                return Explanation.PassedRoute(
                    id: route.name.id, position: route.name.position, expected: (negated ? "not " : "") + leaf.text,
                    actual: actual(policy.dimensions[leaf.dimension]))
            }
        }
    }

    // MARK: Targets

    /// A target of the chain, with what is replaced before it sees the request.
    func step(_ candidate: Candidate) -> Explanation.Step {
        var step = step(candidate.target, candidate.verdict)
        step.rewrites = candidate.rewriting.map { index in
            let rule = policy.rewrites[index]
            return Explanation.Rewrite(
                rule: rule.name.qualified, position: rule.name.position, method: rule.method,
                labels: facts.found.filter(rule.covers))
        }
        if candidate.isEligible, let first = step.rewrites.first {
            let what = first.labels.joined(separator: ", ")
            let more = step.rewrites.count > 1 ? ", and \(step.rewrites.count - 1) more" : ""
            step.detail = "sees \(what) \(first.method.past) by \(first.rule)\(more)"
            step.position = first.position
        }
        step.preference = candidate.preferredBy.map { preference($0, for: candidate.target) }
        step.estimate = policy.estimate(of: candidate.target, facts)
        return step
    }

    /// The budgets that count the request, as they stand.
    func budgets() -> [Explanation.BudgetLine] {
        guard !policy.budgets.isEmpty else { return [] }
        return policy.counting(facts, state).budgets.map { index in
            let name = policy.budgets[index].name
            var line = Explanation.BudgetLine(rule: name.qualified, position: name.position, state: .ok)
            guard state.budgets.indices.contains(index) else { return line }
            line.state = state.budgets[index].state
            line.left = state.budgets[index].left
            if policy.budgets[index].isPerTarget {
                line.left = decision.candidates.compactMap { state.budgets[index].left(for: $0.target) }.min()
            }
            return line
        }
    }

    /// What puts a target before others that the route names first.
    private func preference(_ budget: Int, for target: Int) -> Explanation.Preference {
        let name = policy.budgets[budget].name
        let standing = state.budgets.indices.contains(budget) ? state.budgets[budget].state(for: target) : .ok
        return Explanation.Preference(rule: name.qualified, position: name.position, state: standing)
    }

    func step(_ target: Int, _ verdict: Verdict) -> Explanation.Step {
        var position: SourcePosition?
        var retryIn: Duration?
        let detail: String
        switch verdict {
        case .eligible: detail = ""
        case .deniedByGuard(let index):
            position = policy.guards[index].name.position
            detail = "denied by \(policy.guards[index].name.qualified)"
        case .deniedByBudget(let index):
            position = policy.budgets[index].name.position
            detail = "denied by \(policy.budgets[index].name.qualified)"
        case .notRewritten(let index):
            position = policy.rewrites[index].name.position
            detail = "what \(policy.rewrites[index].name.qualified) is about cannot all be replaced"
        case .missing(let capabilities): detail = "cannot do \(list(capabilities.members.map(\.rawValue)))"
        case .unsupported(let features):
            detail = "its service cannot take \(list(features.members.map(\.rawValue)))"
        case .contextTooSmall(let needed):
            detail = "context of \(policy.targets[target].context ?? 0) tokens, \(needed) needed"
        case .outputTooSmall(let needed):
            detail = "answers of \(policy.targets[target].maxOutput ?? 0) tokens at most, \(needed) wanted"
        case .overCostCap(let worstCase): detail = "may cost \(worstCase), over the request's cap"
        case .unknownPrice: detail = "price unknown, and the request has a cap"
        case .overBudget(let index, let worstCase, let left):
            position = policy.budgets[index].name.position
            detail = "may cost \(worstCase), \(policy.budgets[index].name.qualified) has \(left) left"
        case .unboundedCost(let index):
            position = policy.budgets[index].name.position
            detail = "cost unbounded, and \(policy.budgets[index].name.qualified) is hard"
        case .offline: detail = "external, and the router is offline"
        case .unhealthy: detail = "down"
        case .quarantined(let wait):
            retryIn = wait
            detail = "credential or account refused (retry in \(wait.roundedText))"
        case .breakerOpen(let wait):
            retryIn = wait
            detail = "breaker open (retry in \(wait.roundedText))"
        case .breakerProbing: detail = "breaker half open, probes taken"
        case .rateLimited(let wait):
            retryIn = wait
            detail = "rate limited (retry in \(wait.roundedText))"
        }
        return Explanation.Step(
            target: policy.targets[target].name, code: verdict.code, detail: detail, position: position,
            retryIn: retryIn)
    }

    /// The targets outside the chain that guards or budgets deny.
    func notConsidered() -> [Explanation.Step] {
        let inChain = Set(decision.candidates.map(\.target))
        return policy.targets.indices.filter { !inChain.contains($0) }.compactMap { target in
            let verdict = policy.verdict(on: target, facts, state)
            switch verdict {
            case .deniedByGuard, .deniedByBudget, .overBudget, .notRewritten: return step(target, verdict)
            default: return nil
            }
        }
    }
}

extension RedactionMethod {
    /// What has been done to a finding.
    var past: String {
        switch self {
        case .redact: "redacted"
        case .pseudonymise: "pseudonymised"
        case .mask: "masked"
        case .hash: "hashed"
        }
    }
}

extension Duration {
    /// The duration to a second, or to a millisecond below one: `11 s`, `250 ms`.
    package var roundedText: String {
        let value = nanosecondsSaturating
        if value >= 3_600_000_000_000_000 { return "a long time" }
        if value >= 1_000_000_000 { return "\((value + 999_999_999) / 1_000_000_000) s" }
        return "\((value + 999_999) / 1_000_000) ms"
    }
}
