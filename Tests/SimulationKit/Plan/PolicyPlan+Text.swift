import TurnoutCore

extension PolicyPlan {
    /// The policy as a file. Settings of features that are off are left out, so that older sources read it too.
    func text(features: DispatcherFeatures) -> String {
        var lines = ["version: 1", "name: simulated-\(number)", "providers:"]
        for provider in providerNames { lines += text(of: provider) }
        lines += text(of: guards)
        lines += ["breakers: {default: {\(text(of: breaker, features))}}"]
        if features.contains(.retries) {
            lines += ["retries: {default: {attempts: \(triesOfTarget), backoff: {base: 250ms, max: 4s}}}"]
        }
        let inner = "connect: 5s, first_token: \(firstToken)ms, idle: \(idle)ms, total: \(total)ms"
        lines += ["timeouts: {\(inner)}"]
        if features.contains(.attempts) {
            let panic = features.contains(.panic) ? ", panic_below: \(panicBelow)%" : ""
            lines += ["dispatch: {attempts: \(attempts)\(panic)}"]
        }
        if features.contains(.queue) { lines += ["queue: {size: \(queueSize), max_wait: 20s}"] }
        let ofWhole = [limitText(whole), perUser == Limits() ? nil : "per_user: {\(limitText(perUser) ?? "")}"]
        if ofWhole.contains(where: { $0 != nil }) {
            lines += ["limits: {\(ofWhole.compactMap { $0 }.joined(separator: ", "))}"]
        }
        if features.contains(.budgets), !budgets.isEmpty { lines += ["budgets:"] + budgets.map(\.text) }
        lines += ["routes:"] + routes.enumerated().map { text(of: $1, number: $0) }
        let powers = pinsIgnoreBreakers ? "pin_target, ignore_breaker" : "pin_target"
        lines += ["overrides:", "  - {id: oncall, who: {group: oncall}, may: [\(powers)]}"]
        return lines.joined(separator: "\n") + "\n"
    }

    private var providerNames: [String] {
        var names: [String] = []
        for target in targets where !names.contains(target.provider) { names.append(target.provider) }
        return names
    }

    private func text(of provider: String) -> [String] {
        let models = targets.filter { $0.provider == provider }
        guard let first = models.first else { return [] }
        var parts = ["kind: custom", "locality: \(first.isLocal ? "local" : "external")"]
        if !first.isLocal {
            let regions = first.regions.isEmpty ? "" : ", regions: [\(first.regions.joined(separator: ", "))]"
            parts.append("data: {trains: \(first.trains)\(regions)}")
        }
        if let limits = providers[provider].flatMap(limitText) { parts.append("limits: {\(limits)}") }
        let list = models.map { model in
            let price = model.price.map {
                ", price: {input: \(dollars($0.input))/1M, output: \(dollars($0.output))/1M}"
            }
            return "\(model.model): {context: \(model.context)k, max_output: 2k\(price ?? "")}"
        }
        parts.append("models: {\(list.joined(separator: ", "))}")
        return ["  \(provider): {\(parts.joined(separator: ", "))}"]
    }

    private func dollars(_ cents: Int) -> String { "\(cents / 100).\(cents / 10 % 10)\(cents % 10) USD" }

    private func text(of guards: [Guard]) -> [String] {
        guard !guards.isEmpty else { return [] }
        return ["guards:"]
            + guards.enumerated().map { number, rule in
                let body =
                    switch rule {
                    case .noTraining(let tenant): "deny: {trains: true}, when: {tenant: \(tenant)}"
                    case .europe(let tenant): "deny: {regions: {not_within: [eu]}}, when: {tenant: \(tenant)}"
                    case .ban(let target, let user): "deny: {target: \(target)}, when: {user: \(user)}"
                    case .batchStaysHome: "deny: {locality: external}, when: {priority: batch}"
                    }
                return "  - {id: guard-\(number), \(body)}"
            }
    }

    private func text(of breaker: BreakerPlan, _ features: DispatcherFeatures) -> String {
        var parts = [
            "window: \(breaker.window)ms", "min_calls: \(breaker.minimumCalls)",
            "failure_rate: \(breaker.failureRate)%", "slow_rate: \(breaker.slowRate)%",
            "slow_call: \(breaker.slowCall)ms", "consecutive_failures: \(breaker.consecutiveFailures)",
            "open: \(breaker.open)ms", "max_open: \(breaker.maximumOpen)ms", "probes: \(breaker.probes)",
            "successes: \(breaker.successes)",
        ]
        if features.contains(.attempts) { parts.append("probe_lease: \(breaker.probeLease)ms") }
        return parts.joined(separator: ", ")
    }

    private func limitText(_ limits: Limits) -> String? {
        let parts = [limits.requests.map { "requests: \($0)/s" }, limits.concurrency.map { "concurrency: \($0)" }]
        return limits == Limits() ? nil : parts.compactMap { $0 }.joined(separator: ", ")
    }

    private func text(of route: Route, number: Int) -> String {
        var parts = ["id: route-\(number)"]
        if !route.tasks.isEmpty { parts.append("task: [\(route.tasks.joined(separator: ", "))]") }
        let steps = route.steps.map { step in
            switch step {
            case .target(let name): name
            case .balance(let strategy, let names): "{balance: \(strategy), of: [\(names.joined(separator: ", "))]}"
            }
        }
        parts.append("use: [\(steps.joined(separator: ", "))]")
        if route.isFollowedByLocal { parts.append("otherwise: local") }
        if route.contentPolicyFallsBack { parts.append("on_content_policy: fallback") }
        if let hedge = route.hedge { parts.append("hedge: {after: \(hedge)ms}") }
        return "  - {\(parts.joined(separator: ", "))}"
    }
}
