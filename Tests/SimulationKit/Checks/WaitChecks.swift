import TurnoutCore

/// That targets are left alone when they said so, when their credential is refused, and that pools serve nevertheless.
struct WaitChecks: Sendable {
    /// The longest wait that is held against the dispatcher: it may cap what a provider asks.
    private static let longest = Duration.seconds(60)
    /// The shortest time for which a refused credential is left alone.
    private static let quarantine = Duration.seconds(20)

    private var notBefore: [String: Instant] = [:]
    private var refusals: [String: Int] = [:]
    private var quarantined: [String: Instant] = [:]
    private var reloaded: Instant?
    /// Providers that refused for a reason that health does not cover.
    private var refusers: Set<String> = []

    mutating func take(
        _ event: SimulationEvent, _ ledger: Ledger, at now: Instant, _ breakers: BreakerChecks, _ report: inout Report
    ) {
        switch event {
        case .reloaded:
            // Whoever loads a policy anew may have mended its credentials, and his account's limits.
            reloaded = now
            notBefore = [:]
            refusals = [:]
            quarantined = [:]
        case .callBegan(let call): begin(call, ledger, at: now, &report)
        case .callFinished(let number):
            guard let call = ledger.call(number) else { return }
            refusals[provider(of: call.plan.target)] = 0
        case .callEnded(let number, .failed(let code, let wait)):
            guard let call = ledger.call(number), call.cancelled == nil else { return }
            fail(call, code, wait, ledger, at: now)
        case .ended(let number, .failed(.rejectedByPolicy)): checkPool(number, ledger, at: now, breakers, &report)
        default: break
        }
    }

    private func begin(
        _ call: SimulationEvent.Call, _ ledger: Ledger, at now: Instant, _ report: inout Report
    ) {
        if let time = notBefore[call.target], now < time {
            report.violate(
                .retryAfterHolds, "call \(call.number) went to \(call.target) before \(time.clockText)")
        }
        if let time = quarantined[provider(of: call.target)], now < time {
            report.violate(
                .credentialsQuarantined, "call \(call.number) went to \(call.target), whose credential was refused")
        }
        guard let request = ledger.request(call.request),
            let last = ledger.calls(of: request).last(where: { $0.plan.target == call.target }),
            case .failed(_, let wait?) = last.ending, let ended = last.ended, ended.advanced(by: wait) > now
        else { return }
        report.violate(.retryAfterHolds, "call \(call.number) tries \(call.target) again before its wait is over")
    }

    private mutating func fail(
        _ call: Ledger.Call, _ code: ErrorCode, _ wait: Duration?, _ ledger: Ledger, at now: Instant
    ) {
        if code.isRefusal { refusers.insert(provider(of: call.plan.target)) }
        if reloaded.map({ call.began > $0 }) ?? true { judge(provider(of: call.plan.target), code, at: now) }
        guard let wait, code == .rateLimited, let request = ledger.request(call.plan.request) else { return }
        let quarter = request.began.duration(to: request.deadline) / 4
        // A short wait is the request's own: it may sit it out and try again.
        guard wait > min(.seconds(2), quarter) else { return }
        let until = now.advanced(by: min(wait, Self.longest))
        notBefore[call.plan.target] = max(notBefore[call.plan.target] ?? until, until)
    }

    private mutating func judge(_ provider: String, _ code: ErrorCode, at now: Instant) {
        refusals[provider] = code == .authentication ? refusals[provider, default: 0] + 1 : 0
        guard refusals[provider, default: 0] >= 2 || code == .quotaExceeded else { return }
        // The time of the first counts: what was under way then may be refused later, and says nothing new.
        if let time = quarantined[provider], now < time { return }
        quarantined[provider] = now.advanced(by: Self.quarantine)
    }

    /// A request whose step holds two targets or more that it may use is sent, though all of their breakers are open.
    ///
    /// A breaker that an operator holds open is not a matter of health.
    private func checkPool(
        _ number: Int, _ ledger: Ledger, at now: Instant, _ breakers: BreakerChecks, _ report: inout Report
    ) {
        guard report.features.contains(.panic), let request = ledger.request(number), request.calls.isEmpty,
            request.left == nil, now < request.deadline, request.plan.pin == nil, request.plan.costCap == nil,
            request.policy.panicBelow > 0, request.policy.budgets.isEmpty, !ledger.isOffline, !request.plan.isOffline,
            request.policy.whole == PolicyPlan.Limits(), request.policy.perUser == PolicyPlan.Limits(),
            request.policy.providers.isEmpty, let route = request.policy.route(for: request.plan)
        else { return }
        for case .balance(_, let names) in route.steps {
            let targets = names.compactMap { request.policy.target($0) }
            guard targets.allSatisfy({ request.policy.denial(of: request.plan, at: $0) == nil }),
                !names.contains(where: { refusers.contains(provider(of: $0)) || breakers.isHeldOpen($0) })
            else { continue }
            report.violate(.panicServes, "request \(number) was sent to none of \(names)")
        }
    }

    private func provider(of target: String) -> String { String(target.prefix { $0 != "/" }) }
}
