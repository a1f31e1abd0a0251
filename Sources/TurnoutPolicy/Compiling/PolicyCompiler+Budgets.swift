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
            let soft = denied(by: budget.onSoft, default: BitSet(capacity: parts.targets.count))
            let hard = denied(by: budget.onHard, default: priced)
            // Numbers of budgets are their places in the file, so a broken one keeps its place.
            budgets.append(
                (
                    Budget(
                        name: name, per: scopes, period: budget.period?.value ?? .total,
                        zone: budget.zone?.value ?? "UTC",
                        limit: budget.limit?.value ?? .zero, softAt: budget.softAt ?? 80,
                        alertAt: (budget.alertAt ?? []).sorted(), condition: .always, deniedWhenSoft: soft,
                        deniedWhenHard: hard),
                    condition ?? .always
                ))
            checkPrices(budget, name)
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
        unknownName(.unknownAttribute, "scope", name, among: ["provider", "model", "target"] + usable.map(\.name))
        return nil
    }

    private mutating func checkPrices(_ budget: BudgetSyntax, _ name: RuleName) {
        let unpriced = parts.targets.filter { $0.price == nil }.map(\.name.description)
        guard isWhole, !unpriced.isEmpty else { return }
        report(
            .unpricedBudget, severity: .warning,
            "the budget `\(name.id)` cannot bound the cost of \(Array(unpriced.prefix(3)).quotedList)\(unpriced.count > 3 ? " and others" : "")",
            at: budget.id?.place ?? budget.place, help: "give these models a `price`")
    }
}
