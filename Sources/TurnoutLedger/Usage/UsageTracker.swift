public import TurnoutCore

/// Counts the requests, tokens and money of providers by day and month, and says when a limit is reached.
///
/// It is for calls that are made without a router; a router keeps account of its own. All counts are pots of a
/// ``Ledger``, so they outlive the process, and money may be taken from a budget's own pot. Pots of its own are named
/// `usage:day:money` and the like; in those of requests and tokens, an amount of one nano-dollar stands for one.
public struct UsageTracker: Sendable {
    private typealias Measure = UsageLimitReached.Measure

    private let ledger: any Ledger
    private let limits: [String: [UsagePeriod: UsageLimit]]
    private let zone: TimeZoneRules
    private let now: @Sendable () -> Timestamp

    /// Creates a tracker.
    ///
    /// - Parameters:
    ///   - ledger: keeps the counts.
    ///   - limits: by the provider's name. Other providers are counted and not limited.
    ///   - zone: whose midnight begins a day and a month.
    ///   - now: tells the time of day.
    public init(
        ledger: any Ledger, limits: [String: [UsagePeriod: UsageLimit]] = [:], zone: TimeZoneRules = .utc,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.ledger = ledger
        self.limits = limits
        self.zone = zone
        self.now = now
    }

    /// Counts a request that was made, also one that goes beyond a limit: what was spent is spent.
    ///
    /// Each of money, tokens and requests is written by itself. After a failure, repeat it with the same `id`: nothing
    /// is counted twice.
    ///
    /// - Parameters:
    ///   - tokens: those of the prompt and of the answer together.
    ///   - id: stands for this request alone; a random one when there is none.
    /// - Throws: when the ledger cannot be written, or an amount is below nothing.
    public func trackRequest(
        provider: String, tokens: Int, cost: Money, id: RequestID? = nil
    ) async throws(UsageTrackerError) {
        guard tokens >= 0, cost >= .zero else {
            throw .invalid("neither tokens nor a cost can be less than nothing: \(tokens) tokens, \(cost)")
        }
        let id = id ?? RequestID(high: .random(in: .min ... .max), low: .random(in: .min ... .max))
        let time = now()
        for (call, measure) in [Measure.money, .tokens, .requests].enumerated() {
            let amount: Money
            switch measure {
            case .money: amount = cost
            case .tokens: amount = Money(nanoUSD: Int64(tokens))
            case .requests: amount = Money(nanoUSD: 1)
            }
            if amount > .zero {
                let claims = UsagePeriod.allCases.map { claim(measure, provider, $0, at: time) }
                try await book(amount, ReservationID(request: id, call: call), claims, at: time)
            }
        }
    }

    /// Counts a call as ``trackRequest(provider:tokens:cost:id:)`` does, and hands it to the ledger's reports.
    ///
    /// - Parameters:
    ///   - call: its cost counts, or when that is not known, its bound.
    ///   - whenFailed: is told when the reports cannot be written.
    /// - Throws: when the ledger cannot be written, or an amount is below nothing; then the reports get nothing.
    public func trackRequest(
        _ call: CallEntry, whenFailed: @escaping @Sendable (LedgerFailure) -> Void
    ) async throws(UsageTrackerError) {
        try await trackRequest(
            provider: call.target.provider, tokens: call.usage?.totalTokens ?? 0,
            cost: call.cost ?? call.bound ?? .zero, id: call.id.request)
        ledger.record(call, whenFailed: whenFailed)
    }

    /// What was used of a provider in the period that has not ended.
    public func currentUsage(
        of provider: String, in period: UsagePeriod = .day
    ) async throws(LedgerFailure) -> UsageStats {
        try await stats(of: provider, [period], at: now())[0]
    }

    /// Whether a further request is within all limits of a provider.
    ///
    /// It sets nothing aside: of many requests that ask at once, more may go on than the limits have room for. Budgets
    /// of a policy are for limits that must hold then.
    public func checkLimits(provider: String) async throws(LedgerFailure) -> Bool {
        try await reached(provider) == nil
    }

    /// Does what ``checkLimits(provider:)`` does, and gives the reason.
    ///
    /// - Throws: ``UsageTrackerError/limitReached(_:)`` with the first limit that leaves nothing, the day's before the
    ///   month's; or when the ledger cannot be read.
    public func requireWithinLimits(provider: String) async throws(UsageTrackerError) {
        let reached: UsageLimitReached?
        do throws(LedgerFailure) { reached = try await self.reached(provider) } catch { throw .ledger(error) }
        if let reached { throw .limitReached(reached) }
    }

    /// Begins the counts of a period that has not ended from nothing; shared pots, and with them their budgets, too.
    ///
    /// - Parameter provider: `nil` for all of them.
    public func resetUsage(for period: UsagePeriod, of provider: String? = nil) async throws(LedgerFailure) {
        let time = now()
        let span = PotPeriod.containing(time, period.unit, in: zone)
        let own = Set(Measure.allCases.map { budget(period, $0) })
        var keys = try await ledger.pots(at: time).filter { $0.id.start == span.start }.map(\.id.key).filter { key in
            own.contains(key.budget) && (provider == nil || provider.map(scope) == key.scope)
        }
        keys += limits.filter { provider == nil || $0.key == provider }.compactMap { $0.value[period]?.money?.pot }
        for key in Set(keys) { _ = try await ledger.perform(.reset(key, span), at: time) }
    }

    // MARK: - Pots

    private func budget(_ period: UsagePeriod, _ measure: Measure) -> String { "usage:\(period):\(measure)" }

    private func scope(_ provider: String) -> String { "provider=\(provider)" }

    private func pot(_ measure: Measure, _ provider: String, _ period: UsagePeriod) -> PotKey {
        let shared = measure == .money ? limits[provider]?[period]?.money?.pot : nil
        return shared ?? PotKey(budget: budget(period, measure), scope: scope(provider))
    }

    private func claim(_ measure: Measure, _ provider: String, _ period: UsagePeriod, at time: Timestamp) -> Claim {
        let limit = limits[provider]?[period] ?? UsageLimit()
        let most: Money?
        switch measure {
        case .money: most = limit.money?.amount
        case .tokens: most = limit.tokens.map { Money(nanoUSD: Int64($0)) }
        case .requests: most = limit.requests.map { Money(nanoUSD: Int64($0)) }
        }
        return Claim(
            pot: pot(measure, provider, period), period: .containing(time, period.unit, in: zone),
            limit: most ?? Money(nanoUSD: .max), isHard: false,
            alertAt: measure == .money ? limit.money?.alertAt ?? [] : [])
    }

    private func book(
        _ amount: Money, _ id: ReservationID, _ claims: [Claim], at time: Timestamp
    ) async throws(UsageTrackerError) {
        // Were the process to end between the two commands, the expiry of what is dispatched would book the same
        // amount.
        let order = ReservationOrder(id: id, bound: amount, claims: claims, expires: time)
        switch try await perform(.reserve(order), at: time) {
        case .done: break
        case .conflict:
            throw .invalid("another request was counted under the identifier `\(id.request)`")
        case .refused, .unknown, .expired:
            throw .invalid("the counts of a period have become too large for \(amount.nanoUSD) more")
        }
        switch try await perform(.settle(id, cost: amount), at: time) {
        case .done: return
        case .refused, .unknown, .conflict, .expired:
            throw .ledger(LedgerFailure(.unreadable, "the ledger has lost the reservation `\(id)`"))
        }
    }

    private func perform(
        _ command: LedgerCommand, at time: Timestamp
    ) async throws(UsageTrackerError) -> LedgerReply {
        do throws(LedgerFailure) { return try await ledger.perform(command, at: time) } catch { throw .ledger(error) }
    }

    // MARK: - Counts

    private func stats(
        of provider: String, _ periods: [UsagePeriod], at time: Timestamp
    ) async throws(LedgerFailure) -> [UsageStats] {
        let spans = periods.map { PotPeriod.containing(time, $0.unit, in: zone) }
        let pots = zip(periods, spans).flatMap { period, span in
            [Measure.requests, .tokens, .money].map { (key: pot($0, provider, period), period: span) }
        }
        let taken = try await ledger.balances(of: pots).map(\.taken)
        guard taken.count == pots.count else {
            throw LedgerFailure(.unreadable, "the ledger has \(taken.count) balances for \(pots.count) pots")
        }
        return periods.indices.map { index in
            UsageStats(
                period: spans[index], totalRequests: Int(taken[3 * index].nanoUSD),
                totalTokens: Int(taken[3 * index + 1].nanoUSD), totalCost: taken[3 * index + 2],
                limit: limits[provider]?[periods[index]] ?? UsageLimit())
        }
    }

    private func reached(_ provider: String) async throws(LedgerFailure) -> UsageLimitReached? {
        let periods = UsagePeriod.allCases
        for (period, stats) in zip(periods, try await stats(of: provider, periods, at: now())) {
            var found: (Measure, String)?
            if let most = stats.limit.requests, stats.totalRequests >= most {
                found = (.requests, "\(stats.totalRequests) of \(most) requests")
            } else if let most = stats.limit.tokens, stats.totalTokens >= most {
                found = (.tokens, "\(stats.totalTokens) of \(most) tokens")
            } else if let most = stats.limit.money?.amount, stats.totalCost >= most {
                found = (.money, "\(stats.totalCost) of \(most)")
            }
            if let (measure, use) = found {
                return UsageLimitReached(
                    provider: provider, period: period, measure: measure, resets: stats.period.end, use: use)
            }
        }
        return nil
    }
}
