import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

/// What a decision was made from, as the log has it: whole, so that ``AuditEntry/Replay`` makes it again.
///
/// What is as it is by default is left out. Targets, budgets and guards are named, since numbers belong to one policy.
struct AuditInputs {
    let facts: Facts
    let state: RoutingState
    let policy: Policy
    let screen: FactScreen

    // MARK: Facts

    func factsJSON() -> JSONValue {
        var members = contextMembers
        if !facts.found.isEmpty { members.append(JSONMember("found", .array(facts.found.map { .string($0) }))) }
        members.append(JSONMember("detector_failed", .bool(facts.detectorFailed)))
        members.append(JSONMember("tokens", .int(facts.tokens)))
        members.append(JSONMember("token_bound", .int(facts.tokenBound)))
        if let output = facts.outputTokens { members.append(JSONMember("output_tokens", .int(output))) }
        members.append(JSONMember("complexity", .int(facts.complexity)))
        if facts.images > 0 { members.append(JSONMember("images", .int(facts.images))) }
        members.append(JSONMember("needs", .array(facts.needs.members.map { .string($0.rawValue) })))
        if !facts.features.isEmpty {
            members.append(JSONMember("features", .array(facts.features.members.map { .string($0.rawValue) })))
        }
        members.append(JSONMember("of_content", .bool(facts.isOfContent)))
        if !facts.rewritten.isEmpty { members.append(JSONMember("rewritten", .array(facts.rewritten.map(json)))) }
        return .object(members)
    }

    private var contextMembers: [JSONMember] {
        let context = facts.context
        var members: [JSONMember] = []
        func add(_ key: String, _ text: String?) {
            if let text { members.append(JSONMember(key, screen.json(text))) }
        }
        func add(_ key: String, _ texts: [String]) {
            if !texts.isEmpty { members.append(JSONMember(key, screen.json(texts))) }
        }
        add("task", context.task)
        add("labels", context.labels)
        add("user", context.user)
        add("tenant", context.tenant)
        add("groups", context.groups)
        add("tags", context.tags)
        add("feature", context.feature)
        add("region", context.region)
        if context.priority != .normal { members.append(JSONMember("priority", .string(context.priority.rawValue))) }
        if let deadline = context.deadline {
            members.append(JSONMember("deadline_ns", .int(deadline.nanosecondsSaturating)))
        }
        if let cap = context.costCap { members.append(JSONMember("cost_cap_nano_usd", .int(cap.nanoUSD))) }
        if context.offline { members.append(JSONMember("offline", true)) }
        add("pin", context.pin?.description)
        if !context.attributes.isEmpty {
            members.append(JSONMember("attributes", screen.json(context.attributes)))
        }
        return members
    }

    private func json(_ rewritten: RewrittenFacts) -> JSONValue {
        [
            "rules": .array(rewritten.rules.map { .string(policy.rewrites[$0].name.qualified) }),
            "labels": .array(rewritten.labels.map { .string($0) }), "detector_failed": .bool(rewritten.detectorFailed),
            "tokens": .int(rewritten.tokens), "token_bound": .int(rewritten.tokenBound),
        ]
    }

    // MARK: State

    func stateJSON() -> JSONValue {
        var members = [JSONMember("now_us", .int(state.now.microseconds))]
        if state.isOffline { members.append(JSONMember("offline", true)) }
        // Whole numbers of 64 bits do not survive every reader of JSON.
        if let draw = state.draw { members.append(JSONMember("draw", .string(String(draw, radix: 16)))) }
        let targets = zip(policy.targets, state.targets).filter { $0.1 != TargetState() }
        if !targets.isEmpty {
            members.append(JSONMember("targets", .array(targets.map { json($0.0.name, $0.1) })))
        }
        let budgets = zip(policy.budgets, state.budgets).filter { _, standing in
            standing != BudgetStanding()
        }
        if !budgets.isEmpty {
            members.append(JSONMember("budgets", .array(budgets.map { json($0.0.name.id, $0.1) })))
        }
        return .object(members)
    }

    private func json(_ name: TargetName, _ target: TargetState) -> JSONValue {
        var members = [JSONMember("target", .string(name.description))]
        func add(_ key: String, _ duration: Duration?) {
            if let duration { members.append(JSONMember(key, .int(duration.nanosecondsSaturating))) }
        }
        switch target.breaker {
        case .closed: break
        case .open(let wait): add("open_ns", wait)
        case .halfOpen(let free): members.append(JSONMember("half_open", .int(free)))
        }
        if target.isDown { members.append(JSONMember("down", true)) }
        add("limited_ns", target.limitedFor)
        add("quarantined_ns", target.quarantinedFor)
        if target.inFlight != 0 { members.append(JSONMember("in_flight", .int(target.inFlight))) }
        return .object(members)
    }

    private func json(_ name: String, _ standing: BudgetStanding) -> JSONValue {
        var members = [JSONMember("budget", .string(name)), JSONMember("state", .string(standing.state.rawValue))]
        if !standing.byTarget.isEmpty {
            let targets = zip(policy.targets, standing.byTarget).map {
                JSONMember($0.0.name.description, .string($0.1.rawValue))
            }
            members.append(JSONMember("by_target", .object(targets)))
        }
        if let left = standing.left { members.append(JSONMember("left_nano_usd", .int(left.nanoUSD))) }
        if !standing.leftByTarget.isEmpty {
            let targets = zip(policy.targets, standing.leftByTarget).map { target, left in
                JSONMember(target.name.description, left.map { .int($0.nanoUSD) } ?? .null)
            }
            members.append(JSONMember("left_by_target", .object(targets)))
        }
        return .object(members)
    }
}
