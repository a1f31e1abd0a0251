import TurnoutCore

/// That rates and numbers of calls at a time hold, for providers, for users and for the whole.
///
/// A provider's limits are for calls, the others for requests, which count from their first call. After a reload the
/// counts begin anew, and requests of the policy before are left out: lenient, since its own limits held for them.
struct LimitChecks: Sendable {
    /// An allowance that fills up with time: what a generic cell rate algorithm lets through, it lets through.
    private struct Bucket: Sendable {
        var tokens: Double
        var filled: Instant

        /// Takes one out; `false` when there is none.
        mutating func take(of amount: Int, at now: Instant, slack: Duration) -> Bool {
            let passed = Double(filled.duration(to: now).nanosecondsSaturating) / 1e9
            tokens = min(Double(amount), tokens + passed * Double(amount))
            filled = now
            tokens -= 1
            // A thousandth for the rounding of periods, and for the time between a leave and its call.
            return tokens > -0.001 - Double(slack.nanosecondsSaturating) / 1e9 * Double(amount)
        }
    }

    /// How much later than its leave a call may begin.
    let slack: Duration
    private var buckets: [String: Bucket] = [:]
    private var reloaded = Instant(nanoseconds: 0)
    /// Of each target: refusals for load in a row, and the most calls at a time when the row began.
    private var refusals: [String: (count: Int, since: Instant, atOnce: Int)] = [:]

    init(slack: Duration = .zero) { self.slack = slack }

    mutating func take(_ event: SimulationEvent, _ ledger: Ledger, at now: Instant, _ report: inout Report) {
        switch event {
        case .reloaded:
            buckets = [:]
            reloaded = now
        case .callBegan(let call):
            guard let request = ledger.request(call.request) else { return }
            checkAdaptation(call, ledger, at: now, &report)
            guard request.began >= reloaded else { return }
            check(call, request, ledger, at: now, &report)
        case .callEnded(let number, let ending):
            guard let call = ledger.call(number) else { return }
            // A call that reached nobody is given back.
            if case .failed(.network, _) = ending { buckets["provider \(call.plan.provider)"]?.tokens += 1 }
            if call.cancelled == nil { note(ending, of: call, ledger, at: now) }
        default: break
        }
    }

    private mutating func check(
        _ call: SimulationEvent.Call, _ request: Ledger.Request, _ ledger: Ledger, at now: Instant,
        _ report: inout Report
    ) {
        let policy = request.policy
        guard policy.whole != PolicyPlan.Limits() || policy.perUser != PolicyPlan.Limits() || !policy.providers.isEmpty
        else { return }
        guard let provider = policy.target(call.target)?.provider else { return }
        var (ofProvider, ofWhole, ofUser) = (0, 0, 0)
        for number in ledger.open where number != call.request {
            guard let other = ledger.request(number), other.began >= reloaded else { continue }
            let running = ledger.calls(of: other).filter { $0.isInProgress }
            guard !running.isEmpty else { continue }
            ofWhole += 1
            if other.plan.user == request.plan.user { ofUser += 1 }
            for call in running where policy.target(call.plan.target)?.provider == provider { ofProvider += 1 }
        }
        hold(policy.providers[provider], "provider \(provider)", inProgress: ofProvider, at: now, &report)
        guard request.calls.isEmpty else { return }
        hold(policy.whole, "the whole", inProgress: ofWhole, at: now, &report)
        hold(policy.perUser, "user \(request.plan.user ?? "without a name")", inProgress: ofUser, at: now, &report)
    }

    private mutating func hold(
        _ limits: PolicyPlan.Limits?, _ name: String, inProgress: Int, at now: Instant, _ report: inout Report
    ) {
        if let most = limits?.concurrency, inProgress + 1 > most {
            report.violate(.concurrencyHolds, "\(name) has \(inProgress + 1) of \(most) at a time")
        }
        guard let amount = limits?.requests else { return }
        var bucket = buckets[name] ?? Bucket(tokens: Double(amount), filled: now)
        if !bucket.take(of: amount, at: now, slack: slack) {
            report.violate(.ratesHold, "\(name) goes beyond \(amount) a second")
        }
        buckets[name] = bucket
    }

    private mutating func note(
        _ ending: SimulationEvent.CallEnding, of call: Ledger.Call, _ ledger: Ledger, at now: Instant
    ) {
        let name = call.plan.target
        guard case .failed(.rateLimited, nil) = ending else {
            refusals[name] = nil
            return
        }
        let atOnce = inProgress(name, ledger)
        let row = refusals[name] ?? (0, now, atOnce)
        refusals[name] = (row.count + 1, row.since, max(row.atOnce, row.count == 0 ? atOnce : 0))
    }

    /// After ten refusals in a row over two seconds a target has to get fewer calls at a time than when they began.
    private func checkAdaptation(
        _ call: SimulationEvent.Call, _ ledger: Ledger, at now: Instant, _ report: inout Report
    ) {
        guard let row = refusals[call.target], row.count >= 10, row.atOnce >= 4,
            row.since.duration(to: now) > .seconds(2)
        else { return }
        let atOnce = inProgress(call.target, ledger) + 1
        if atOnce > row.atOnce {
            report.violate(.loadAdapts, "\(call.target) gets \(atOnce) calls at a time after \(row.count) refusals")
        }
    }

    private func inProgress(_ target: String, _ ledger: Ledger) -> Int {
        ledger.open.reduce(0) { sum, number in
            guard let request = ledger.request(number) else { return sum }
            return sum + ledger.calls(of: request).filter { $0.plan.target == target && $0.isInProgress }.count
        }
    }
}
