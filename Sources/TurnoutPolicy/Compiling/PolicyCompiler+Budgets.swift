import TurnoutCore

extension PolicyCompiler {
    mutating func resolveBudgets(_ syntax: [BudgetSyntax]) -> [(Budget, ResolvedCondition)] {
        var taken: [String: Place] = [:]
        var budgets: [(Budget, ResolvedCondition)] = []
        for (index, budget) in syntax.enumerated() {
            let name = ruleName("budgets", budget.id, at: budget.place, default: "budget-\(index + 1)", taken: &taken)
            checkZone(budget.zone)
            let scopes = (budget.per ?? []).compactMap { scope($0) }
            let condition = resolve(budget.when)
            let none = BitSet(capacity: parts.targets.count)
            let enforcement = budget.enforce ?? .hard
            if enforcement == .soft { checkDenials(of: budget) }
            let soft = denied(by: budget.onSoft, default: none)
            let hard = denied(by: budget.onHard, default: priced)
            // Numbers of budgets are their places in the file, so a broken one keeps its place.
            let compiled = Budget(
                name: name, per: scopes, period: budget.period?.value ?? .total, zone: budget.zone?.value ?? "UTC",
                limit: budget.limit.flatMap { limit($0) } ?? .zero, enforcement: enforcement,
                softAt: budget.softAt ?? 80, alertAt: Array(Set(budget.alertAt ?? [])).sorted(), condition: .always,
                deniedWhenSoft: enforcement == .soft ? none : soft, deniedWhenHard: enforcement == .soft ? none : hard,
                preferredWhenSoft: budget.onSoft?.prefer.flatMap { targets(certainly: $0) },
                preferredWhenHard: budget.onHard?.prefer.flatMap { targets(certainly: $0) })
            budgets.append((compiled, condition ?? .always))
            checkCounting(budget, compiled)
        }
        return budgets
    }

    private var priced: BitSet {
        var set = BitSet(capacity: parts.targets.count)
        for (number, target) in parts.targets.enumerated() where target.isPriced { set.insert(number) }
        return set
    }

    private mutating func denied(by action: BudgetActionSyntax?, default fallback: BitSet) -> BitSet {
        guard let deny = action?.deny else { return fallback }
        return targets(where: deny) ?? fallback
    }

    /// A soft budget refuses nothing, so there is nothing for it to deny.
    private mutating func checkDenials(of budget: BudgetSyntax) {
        for deny in [budget.onSoft?.deny, budget.onHard?.deny] {
            guard let deny else { continue }
            report(
                .conflictingKeys, "`deny` has no meaning with `enforce: soft`, which refuses nothing", at: deny.place,
                help: "use `prefer`, or remove `enforce: soft`")
        }
    }

    private mutating func checkZone(_ zone: Located<String>?) {
        guard let zone, !TimeZoneNames.all.contains(zone.value) else { return }
        let (help, replacement) = suggestion(for: zone.value, among: TimeZoneNames.all)
        report(
            .unknownZone, "unknown time zone `\(zone.value.shortened)`", at: zone.place,
            help: replacement == nil ? "name one of the IANA database, such as `Europe/Berlin`" : help,
            replacement: replacement)
    }

    private mutating func scope(_ name: Located<String>) -> BudgetScope? {
        switch name.value {
        case "provider": return .provider
        case "model": return .model
        case "target": return .target
        case "tag": return .tag
        case "group": return .group
        default: break
        }
        let usable = attributeList.filter { attribute in
            switch attribute.source {
            case .builtin(let builtin): [.user, .tenant, .feature, .task, .region, .priority].contains(builtin)
            case .declared: true
            case .budget: false
            }
        }
        if usable.contains(where: { $0.name == name.value }) { return .attribute(name.value) }
        unknownName(
            .unknownAttribute, "scope", name,
            among: ["provider", "model", "target", "tag", "group"] + usable.map(\.name))
        return nil
    }
}
