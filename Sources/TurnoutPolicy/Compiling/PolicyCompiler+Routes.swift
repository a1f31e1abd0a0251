import TurnoutCore

extension PolicyCompiler {
    mutating func resolveRoutes(_ syntax: [RouteSyntax]) -> [(Route, ResolvedCondition)] {
        var taken: [String: Place] = [:]
        var routes: [(Route, ResolvedCondition)] = []
        for (index, route) in syntax.enumerated() {
            let name = ruleName(
                "routes", route.id, at: route.place, default: defaultID(of: route, index: index, taken: taken),
                taken: &taken)
            let condition = condition(of: route)
            let steps = steps(of: route)
            guard let condition, let steps, !steps.isEmpty else { continue }
            let compiled = Route(
                name: name, condition: .always, steps: steps, otherwise: route.otherwise?.value ?? .reject,
                hedge: route.hedge?.settings, fallsBackOnContentPolicy: route.onContentPolicy == .fallback,
                trim: trim(route.trim))
            checkHedge(route.hedge, of: compiled)
            routes.append((compiled, condition))
        }
        return routes
    }

    private mutating func trim(_ syntax: TrimSyntax?) -> TrimSettings? {
        guard let tokens = syntax?.oldestMessages else { return nil }
        guard tokens.value > 0 else {
            report(
                .outOfRange, "a prompt cannot be trimmed to nothing", at: tokens.place,
                help: "write how many tokens may stay, such as `8k`")
            return nil
        }
        return TrimSettings(tokens: tokens.value)
    }

    private func defaultID(of route: RouteSyntax, index: Int, taken: [String: Place]) -> String {
        if route.when == nil, let task = route.task, task.count == 1, taken[task[0].value] == nil {
            return task[0].value
        }
        return "route-\(index + 1)"
    }

    private mutating func condition(of route: RouteSyntax) -> ResolvedCondition? {
        let condition = resolve(route.when)
        guard let names = route.task else { return condition }
        var numbers: Set<Int> = []
        for name in names {
            guard let number = task(name) else { return nil }
            numbers.insert(number)
        }
        let words = names.map(\.value).joined(separator: ", ")
        let leaf = ResolvedLeaf(
            attribute: attributeNumbers[BuiltinAttribute.task.rawValue] ?? 0, predicate: .choices(numbers),
            text: names.count == 1 ? "task is \(words)" : "task in [\(words)]")
        dimensions.note(leaf, kind: .choice(parts.vocabulary.tasks, ordered: false))
        guard let condition else { return nil }
        if case .always = condition { return .leaf(leaf) }
        return .all([.leaf(leaf), condition])
    }

    private mutating func steps(of route: RouteSyntax) -> [RouteStep]? {
        var seen: [Int: Place] = [:]
        var isWhole = true
        var steps: [RouteStep] = []
        for use in route.use ?? [] {
            switch use {
            case .target(let name):
                guard let number = target(name) else {
                    isWhole = false
                    continue
                }
                if note(number, name, in: &seen) { steps.append(.target(number)) }
            case .balance(let balance):
                var members: [BalanceMember] = []
                for member in balance.members ?? [] {
                    guard let name = member.target, let number = target(name) else {
                        isWhole = false
                        continue
                    }
                    if note(number, name, in: &seen) {
                        members.append(BalanceMember(target: number, weight: member.weight ?? 1))
                    }
                }
                if let strategy = balance.strategy, !members.isEmpty { steps.append(.balance(strategy.value, members)) }
            }
        }
        return isWhole ? steps : nil
    }

    /// Notes a target of a chain; a second mention is reported and adds nothing.
    private mutating func note(_ number: Int, _ name: Located<String>, in seen: inout [Int: Place]) -> Bool {
        if let before = seen[number] {
            report(
                .duplicateTarget, severity: .warning, "`\(name.value)` stands twice in this chain", at: name.place,
                help: "remove one: a target that failed is not tried again by standing twice",
                related: [("first here", before)])
            return false
        }
        seen[number] = name.place
        return true
    }

    mutating func resolveOverrides(_ syntax: [OverrideSyntax]) -> [(OverrideRule, ResolvedCondition)] {
        var taken: [String: Place] = [:]
        var rules: [(OverrideRule, ResolvedCondition)] = []
        for (index, rule) in syntax.enumerated() {
            let name = ruleName("overrides", rule.id, at: rule.place, default: "override-\(index + 1)", taken: &taken)
            if let expires = rule.expires, let now, expires.value <= now {
                report(
                    .expiredOverride, severity: .warning, "this override expired on \(expires.value)",
                    at: expires.place,
                    help: "remove it, or set a later date")
            }
            guard let who = rule.who, let condition = resolve(who) else { continue }
            let powers = Set((rule.may ?? []).map(\.value))
            rules.append(
                (OverrideRule(name: name, condition: .always, powers: powers, expires: rule.expires?.value), condition))
        }
        return rules
    }

    mutating func resolveInvariants(_ syntax: [InvariantSyntax]) -> [(Invariant, ResolvedCondition)] {
        var taken: [String: Place] = [:]
        var rules: [(Invariant, ResolvedCondition)] = []
        for (index, rule) in syntax.enumerated() {
            let name = ruleName("invariants", rule.id, at: rule.place, default: "invariant-\(index + 1)", taken: &taken)
            let condition = resolve(rule.when)
            var claim: Invariant.Claim?
            if let dispatch = rule.never?.dispatch { claim = targets(where: dispatch).map { .neverDispatch($0) } }
            if let least = rule.always?.eligible?.atLeast { claim = .alwaysEligible(least) }
            let assumed = assumedUp(rule.assume?.up ?? [])
            guard let condition, let claim else { continue }
            rules.append((Invariant(name: name, condition: .always, claim: claim, assumedUp: assumed), condition))
        }
        return rules
    }

    /// The targets that names of providers or targets stand for.
    mutating func targets(named names: [Located<String>], into set: inout BitSet) {
        for name in names {
            if let parsed = TargetName(name.value), let number = targetNumbers[parsed] {
                set.insert(number)
            } else if providerNames.contains(name.value) {
                for (number, target) in parts.targets.enumerated() where target.name.provider == name.value {
                    set.insert(number)
                }
            } else {
                unknownName(
                    .unknownTarget, "provider or target", name,
                    among: providerNames + targetNames)
            }
        }
    }

    private mutating func assumedUp(_ names: [Located<String>]) -> BitSet {
        var set = BitSet(capacity: parts.targets.count)
        targets(named: names, into: &set)
        return set
    }
}
