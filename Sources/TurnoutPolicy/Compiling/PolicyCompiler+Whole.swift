import TurnoutCore

extension PolicyCompiler {
    /// Findings about the policy as a whole.
    mutating func checkWhole(_ syntax: MergedSyntax) {
        checkBudgetConditions(syntax)
        if let off = syntax.first.safeDefaults, !off.value {
            report(
                .safeDefaultsOff, severity: .warning,
                "the built-in protection is off: confidential requests may go external",
                at: off.place, help: "remove `safe_defaults: false`, or make sure that guards of your own replace it")
        }
        if syntax.routes.isEmpty, !syntax.namesRoutes {
            report(
                .noRoutes, "the policy has no routes", at: syntax.first.place,
                help: "add `routes:` with at least `- {use: [provider/model]}`")
        }
        guard isWhole else { return }
        checkCatchAll(syntax.routes)
        checkUnused(syntax)
    }

    /// A budget with a pot for each target has no one state that a request could be tested for.
    private mutating func checkBudgetConditions(_ syntax: MergedSyntax) {
        let perTarget = Set(parts.budgets.filter(\.isPerTarget).map { "budget.\($0.name.id)" })
        guard !perTarget.isEmpty else { return }
        let conditions =
            syntax.routes.compactMap(\.when) + syntax.guards.compactMap(\.when) + syntax.overrides.compactMap(\.who)
            + syntax.invariants.compactMap(\.when) + syntax.budgets.compactMap(\.when)
        for condition in conditions {
            for attribute in condition.attributes where perTarget.contains(attribute.value) {
                report(
                    .budgetPerTarget,
                    "`\(attribute.value)` has a pot for each target, so a request cannot be tested for it",
                    at: attribute.place,
                    help: "use the budget's `on_soft` or `on_hard`, which judge each target by its own pot")
            }
        }
    }

    private mutating func checkCatchAll(_ routes: [RouteSyntax]) {
        guard let index = routes.firstIndex(where: { $0.when == nil && $0.task == nil }), index + 1 < routes.count
        else { return }
        for route in routes[(index + 1)...] {
            report(
                .unreachableRoute, severity: .warning, "this route is never reached",
                at: route.id?.place ?? route.place,
                help: "move it before the route that matches everything",
                related: [("this route matches everything", routes[index].place)])
        }
    }

    private mutating func checkUnused(_ syntax: MergedSyntax) {
        guard !diagnostics.hasErrors else { return }
        var used: Set<Int> = []
        for route in parts.routes {
            if route.otherwise == .local {
                used.formUnion(parts.targets.indices.filter { parts.targets[$0].locality == .local })
            }
            for step in route.steps {
                switch step {
                case .target(let number): used.insert(number)
                case .balance(_, let members): used.formUnion(members.map(\.target))
                }
            }
        }
        // A caller with the leave to pin may use any target.
        guard !parts.overrides.contains(where: { $0.powers.contains(.pinTarget) }) else { return }
        let usedProviders = Set(used.map { parts.targets[$0].name.provider })
        for provider in syntax.providers where !(provider.value.models ?? []).isEmpty {
            guard !usedProviders.contains(provider.name.value) else { continue }
            report(
                .unusedProvider, severity: .note, "no route uses the provider `\(provider.name.value)`",
                at: provider.name.place,
                help: "name one of its models in a route, or remove it")
        }
    }
}

extension ConditionSyntax {
    /// All attributes that the condition names.
    fileprivate var attributes: [Located<String>] {
        switch self {
        case .all(let parts, _), .any(let parts, _): parts.flatMap(\.attributes)
        case .not(let part, _): part.attributes
        case .test(let test): [test.attribute]
        }
    }
}
