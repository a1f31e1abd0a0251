import TurnoutCore

extension PolicyCompiler {
    /// What holds for all chains; before the providers, which may say otherwise for themselves.
    mutating func compileDispatch(_ syntax: MergedSyntax) {
        syntax.dispatch?.apply(to: &parts.dispatch)
        syntax.queue?.apply(to: &parts.queue)
        if let limits = syntax.limits {
            parts.limits = RouterLimits(whole: limits.settings, perUser: limits.perUser?.settings ?? LimitSettings())
        }
    }

    /// Warns of a hedge that can never be made: there has to be a second target, and leave for a second call.
    mutating func checkHedge(_ hedge: HedgeSyntax?, of route: Route) {
        // Targets that could not be read might be there to hedge with.
        guard let hedge, isWhole else { return }
        if !route.hasSecondTarget(among: parts.targets) {
            report(
                .nothingToHedge, severity: .warning,
                "the route `\(route.name.id)` hedges, and its chain has no second target",
                at: hedge.place, help: "add a target to `use`, or remove `hedge`")
        } else if parts.dispatch.attempts < 2 {
            report(
                .nothingToHedge, severity: .warning,
                "the route `\(route.name.id)` hedges, and `dispatch.attempts` allows a request one call only",
                at: hedge.place, help: "allow at least 2 `attempts`, or remove `hedge`")
        }
    }
}

extension Route {
    /// Whether the longest chain that the route may give has more than one target.
    fileprivate func hasSecondTarget(among targets: [Target]) -> Bool {
        var numbers: Set<Int> = []
        for step in steps {
            switch step {
            case .target(let number): numbers.insert(number)
            case .balance(_, let members): numbers.formUnion(members.map(\.target))
            }
        }
        if otherwise == .local { numbers.formUnion(targets.indices.filter { targets[$0].locality == .local }) }
        return numbers.count > 1
    }
}

extension DispatchSyntax {
    fileprivate func apply(to settings: inout DispatchSettings) {
        settings.attempts = attempts ?? settings.attempts
        settings.unsupported = unsupported ?? settings.unsupported
        settings.panicBelow = panicBelow ?? settings.panicBelow
    }
}

extension QueueSyntax {
    fileprivate func apply(to settings: inout QueueSettings) {
        settings.size = size ?? settings.size
        settings.maximumWait = maxWait ?? settings.maximumWait
    }
}

extension RouterLimitsSyntax {
    fileprivate var settings: LimitSettings {
        LimitSettings(requests: requests ?? [], tokens: tokens ?? [], concurrency: concurrency)
    }
}

extension UserLimitsSyntax {
    fileprivate var settings: LimitSettings {
        LimitSettings(requests: requests ?? [], tokens: tokens ?? [], concurrency: concurrency)
    }
}

extension HedgeSyntax {
    var settings: HedgeSettings {
        var settings = HedgeSettings(after: after)
        settings.share = share ?? settings.share
        return settings
    }
}
