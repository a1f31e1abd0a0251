package import TurnoutCore
package import TurnoutPolicy

/// One run of ``Policy/decide(_:_:)``: classification, guards, routes, then the verdict on each target of the chain.
///
/// The order is the policy language's own; scratch memory comes from the caller, so that a decision allocates little
/// more than its answer.
struct Evaluation: ~Copyable {
    let policy: Policy
    let facts: Facts
    let state: RoutingState
    let cells: Cells
    /// Who denies each target: 0 nobody, n + 1 the guard n, −(n + 1) the budget n.
    let denials: UnsafeMutableBufferPointer<Int32>
    var task = 0
    var taskCause = TaskCause.fallback
    var sensitivity = 0
    var sensitivityCause = SensitivityCause.lowest

    init(
        policy: Policy, facts: Facts, state: RoutingState, cells: Cells, denials: UnsafeMutableBufferPointer<Int32>
    ) {
        self.policy = policy
        self.facts = facts
        self.state = state
        self.cells = cells
        self.denials = denials
    }

    mutating func decide() -> Decision {
        classify()
        if let (reason, subject) = invalidity() { return reject(reason, subject: subject) }
        applyGuards()
        if let pin = facts.context.pin { return decide(pinned: pin) }
        guard let route = policy.routeIndex.firstMatch(cells.view) else { return reject(.noRoute) }
        let candidates = candidates(of: policy.routes[route])
        let isAllowed = candidates.contains(where: \.isEligible)
        return decision(isAllowed ? .allow : .reject(.noEligibleTarget), route: route, candidates: candidates)
    }

    // MARK: Classification

    mutating func classify() {
        cells.fill(policy, facts, state)
        let requested = facts.context.task.flatMap { policy.vocabulary.taskNumbers[$0] }
        if let rule = policy.taskIndex.firstMatch(cells.view) {
            task = policy.taskRules[rule].task ?? requested ?? 0
            taskCause = .rule(rule)
        } else if let requested {
            task = requested
            taskCause = .request
        }
        cells.set(task: task, in: policy)
        policy.sensitivityIndex.forEachMatch(cells.view) { rule in
            let level = policy.sensitivityRules[rule].level
            if level > sensitivity {
                sensitivity = level
                sensitivityCause = .rule(rule)
            }
            return true
        }
        if facts.detectorFailed { raise(to: policy.levelOnDetectorError, .detectorFailure) }
        if facts.labels.contains(where: { !policy.vocabulary.knows(label: $0) }) {
            // A label that no rule can see may be a misspelt one that a rule was meant to see.
            raise(to: policy.vocabulary.levels.count - 1, .unknownLabel)
        }
        cells.set(sensitivity: sensitivity, in: policy)
    }

    private mutating func raise(to level: Int, _ cause: SensitivityCause) {
        guard level > sensitivity else { return }
        sensitivity = level
        sensitivityCause = cause
    }

    /// What makes the request one that the policy cannot judge.
    private func invalidity() -> (ReasonCode, String)? {
        policy.invalidity(of: facts)
    }

    // MARK: Guards

    /// Notes who denies each target; of several the first guard, and a guard before a budget.
    func applyGuards() {
        policy.guardIndex.forEachMatch(cells.view) { index in
            deny(policy.guards[index].denied, as: Int32(truncatingIfNeeded: index + 1))
            return true
        }
        for index in state.budgets.indices.prefix(policy.budgets.count) where state.budgets[index].state != .ok {
            let budget = policy.budgets[index]
            guard budget.condition.holds(in: cells.view) else { continue }
            for target in policy.targets.indices where denials[target] == 0 {
                let isDenied =
                    switch state.budgets[index].state(for: target) {
                    case .ok: false
                    case .soft: budget.deniedWhenSoft.contains(target)
                    case .hard: budget.deniedWhenHard.contains(target)
                    }
                if isDenied { denials[target] = -Int32(truncatingIfNeeded: index + 1) }
            }
        }
    }

    private func deny(_ targets: BitSet, as mark: Int32) {
        for (index, word) in targets.words.enumerated() {
            var bits = word
            while bits != 0 {
                let target = index * 64 + bits.trailingZeroBitCount
                bits &= bits &- 1
                if denials[target] == 0 { denials[target] = mark }
            }
        }
    }

    // MARK: Pins

    private func decide(pinned name: TargetName) -> Decision {
        guard let target = policy.targetIndex(name) else { return reject(.pinUnknown, subject: name.description) }
        guard let rule = override(granting: .pinTarget) else {
            return reject(.pinNotAllowed, subject: name.description)
        }
        var candidate = candidate(target)
        switch candidate.verdict {
        case .breakerOpen, .breakerProbing:
            if override(granting: .ignoreBreaker) != nil { candidate.verdict = .eligible }
        default: break
        }
        let outcome: Decision.Outcome = candidate.isEligible ? .allow : .reject(.noEligibleTarget)
        var decision = decision(outcome, route: nil, candidates: [candidate])
        decision.override = rule
        return decision
    }

    /// The first override in force that grants the request a power.
    private func override(granting power: OverridePower) -> Int? {
        var found: Int?
        policy.overrideIndex.forEachMatch(cells.view) { index in
            let rule = policy.overrides[index]
            if let expires = rule.expires, expires <= state.now { return true }
            guard rule.powers.contains(power) else { return true }
            found = index
            return false
        }
        return found
    }

    // MARK: Answers

    private func reject(_ reason: ReasonCode, subject: String? = nil) -> Decision {
        var decision = decision(.reject(reason), route: nil, candidates: [])
        decision.subject = subject
        return decision
    }

    private func decision(_ outcome: Decision.Outcome, route: Int?, candidates: [Candidate]) -> Decision {
        Decision(
            policy: policy, outcome: outcome, task: task, taskCause: taskCause, sensitivity: sensitivity,
            sensitivityCause: sensitivityCause, route: route, override: nil, candidates: candidates, subject: nil)
    }
}

extension Policy {
    /// What makes a request one that the policy cannot judge: the code, and the name that it does not take.
    package func invalidity(of facts: borrowing Facts) -> (ReasonCode, String)? {
        // An answer of less than a token would cost less than nothing, and some services take it for no limit at all.
        if let tokens = facts.outputTokens, tokens < 1 { return (.invalidAttribute, "output_tokens") }
        return invalidity(of: facts.context)
    }

    /// What makes a request one that the policy cannot judge: the code, and the name that it does not take.
    package func invalidity(of context: borrowing RequestContext) -> (ReasonCode, String)? {
        if let task = context.task, vocabulary.taskNumbers[task] == nil { return (.unknownTask, task) }
        if let name = invalidAttribute(of: context) { return (.invalidAttribute, name) }
        return nil
    }

    /// The name of an attribute that the caller sends and the policy does not know, or whose value it does not take.
    package func invalidAttribute(of context: borrowing RequestContext) -> String? {
        for (name, value) in context.attributes {
            guard let number = attributeNumbers[name], attributes[number].source == .declared,
                attributes[number].accepts(value)
            else { return name }
        }
        for (attribute, words) in narrowed {
            let value =
                switch attribute {
                case .user: context.user
                case .tenant: context.tenant
                case .feature: context.feature
                case .region: context.region
                default: nil as String?
                }
            if let value, !words.contains(value) { return attribute.rawValue }
        }
        return nil
    }
}

extension Attribute {
    /// Whether a text is one of the attribute's values.
    package func accepts(_ text: String) -> Bool {
        switch kind {
        case .choice(let words, _): words.contains(text)
        case .text: true
        case .number(let unit): unit.parse(text) != nil
        case .flag: text == "true" || text == "false"
        case .set(let known): known?.contains(text) ?? true
        }
    }
}
