import TurnoutCore

extension PolicyCompiler {
    mutating func compileResilience(_ syntax: MergedSyntax) {
        checkNames(syntax.breakers.map(\.name))
        checkNames(syntax.retries.map(\.name))
        let breakers = Dictionary(
            syntax.breakers.map { ($0.name.value, $0.value) }, uniquingKeysWith: { first, _ in first })
        let retries = Dictionary(
            syntax.retries.map { ($0.name.value, $0.value) }, uniquingKeysWith: { first, _ in first })
        for target in parts.targets {
            // The nearest setting holds, key by key: the target's, then its provider's, then the default.
            let names = [target.name.description, target.name.provider, "default"]
            var breaker = BreakerSettings()
            var retry = RetrySettings()
            for name in names.reversed() {
                breakers[name]?.apply(to: &breaker)
                retries[name]?.apply(to: &retry)
            }
            parts.breakers.append(breaker)
            parts.retries.append(retry)
        }
        for entry in syntax.breakers {
            var breaker = BreakerSettings()
            breakers["default"]?.apply(to: &breaker)
            entry.value.apply(to: &breaker)
            if breaker.successes > breaker.probes {
                report(
                    .outOfRange, "\(breaker.successes) successes cannot come from \(breaker.probes) probes",
                    at: entry.value.place, help: "let `successes` be at most `probes`")
            }
        }
        var timeouts = TimeoutSettings()
        syntax.timeouts?.apply(to: &timeouts)
        parts.timeouts = timeouts
    }

    private mutating func checkNames(_ names: [Located<String>]) {
        for name in names where name.value != "default" && !providerNames.contains(name.value) {
            guard TargetName(name.value).flatMap({ targetNumbers[$0] }) == nil else { continue }
            unknownName(
                .unknownTarget, "provider or target", name,
                among: ["default"] + providerNames + targetNames)
        }
    }
}

extension BreakerSyntax {
    fileprivate func apply(to settings: inout BreakerSettings) {
        settings.window = window ?? settings.window
        settings.minimumCalls = minCalls ?? settings.minimumCalls
        settings.failureRate = failureRate ?? settings.failureRate
        settings.slowRate = slowRate ?? settings.slowRate
        settings.slowCall = slowCall ?? settings.slowCall
        settings.consecutiveFailures = consecutiveFailures ?? settings.consecutiveFailures
        settings.open = open ?? settings.open
        settings.maximumOpen = maxOpen ?? settings.maximumOpen
        settings.probes = probes ?? settings.probes
        settings.successes = successes ?? settings.successes
        settings.probeLease = probeLease ?? settings.probeLease
    }
}

extension RetrySyntax {
    fileprivate func apply(to settings: inout RetrySettings) {
        settings.attempts = attempts ?? settings.attempts
        settings.strategy = backoff?.strategy ?? settings.strategy
        settings.base = backoff?.base ?? settings.base
        settings.maximum = backoff?.max ?? settings.maximum
        settings.jitter = backoff?.jitter ?? settings.jitter
        settings.budget = budget ?? settings.budget
        settings.refund = refund ?? settings.refund
    }
}

extension TimeoutSyntax {
    fileprivate func apply(to settings: inout TimeoutSettings) {
        settings.connect = connect ?? settings.connect
        settings.firstToken = firstToken ?? settings.firstToken
        settings.firstTokenOllama = firstToken ?? settings.firstTokenOllama
        settings.isFirstTokenFixed = firstToken != nil
        settings.idle = idle ?? settings.idle
        // Whoever gives all models more time does not mean less for those that think.
        settings.idleReasoning = idleReasoning ?? max(settings.idleReasoning, settings.idle)
        settings.total = total ?? settings.total
    }
}
