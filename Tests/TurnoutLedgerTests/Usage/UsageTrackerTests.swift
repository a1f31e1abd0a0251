import Synchronization
import Testing
import TurnoutCore
import TurnoutLedger

@Suite struct UsageTrackerTests {
    private let ledger = MemoryLedger()
    private let clock = HandClock("2026-03-31T21:59:00Z")

    private func tracker(
        _ limits: [String: [UsagePeriod: UsageLimit]] = [:], zone: TimeZoneRules = .utc
    ) -> UsageTracker {
        let clock = clock
        return UsageTracker(ledger: ledger, limits: limits, zone: zone, now: { clock.now })
    }

    private func money(_ nanoUSD: Int64) -> Money { Money(nanoUSD: nanoUSD) }

    @Test func itCountsRequestsTokensAndMoneyByProvider() async throws {
        let tracker = tracker()
        try await tracker.trackRequest(provider: "openai", tokens: 100, cost: money(2_000))
        try await tracker.trackRequest(provider: "openai", tokens: 20, cost: money(500))
        try await tracker.trackRequest(provider: "ollama", tokens: 7, cost: .zero)
        let day = try await tracker.currentUsage(of: "openai")
        #expect(day.totalRequests == 2 && day.totalTokens == 120 && day.totalCost == money(2_500))
        #expect(day.rateLimit == nil && day.remaining == nil && day.remainingTokens == nil && day.remainingMoney == nil)
        #expect(day.period == PotPeriod(start: try Timestamp("2026-03-31"), end: try Timestamp("2026-04-01")))
        let month = try await tracker.currentUsage(of: "openai", in: .month)
        #expect(month.totalRequests == 2)
        #expect(try month.period.start == Timestamp("2026-03-01"))
        let local = try await tracker.currentUsage(of: "ollama")
        #expect(local.totalRequests == 1 && local.totalTokens == 7 && local.totalCost == .zero)
        #expect(try await tracker.currentUsage(of: "nobody").totalRequests == 0)
        #expect(ledger.pots(at: clock.now).allSatisfy { $0.balance.held == .zero })
    }

    @Test func periodsBeginFromNothingAtTheZonesMidnight() async throws {
        let tracker = tracker(zone: try Zones.files.rules("Europe/Berlin"))
        try await tracker.trackRequest(provider: "openai", tokens: 1, cost: money(1))
        clock.set("2026-03-31T22:00:00Z")
        #expect(try await tracker.currentUsage(of: "openai", in: .day).totalRequests == 0)
        #expect(try await tracker.currentUsage(of: "openai", in: .month).totalRequests == 0)
        // A clock that goes back an hour finds what was counted.
        clock.set("2026-03-31T21:00:00Z")
        #expect(try await tracker.currentUsage(of: "openai", in: .day).totalRequests == 1)
    }

    @Test func limitsAreReachedOneAfterTheOther() async throws {
        let tracker = tracker([
            "openai": [
                .day: UsageLimit(requests: 3, tokens: 1_000, money: MoneyLimit(money(5_000))),
                .month: UsageLimit(money: MoneyLimit(money(6_000))),
            ]
        ])
        func reached() async throws -> UsageLimitReached? {
            do throws(UsageTrackerError) {
                try await tracker.requireWithinLimits(provider: "openai")
                return nil
            } catch {
                guard case .limitReached(let reached) = error else { throw error }
                return reached
            }
        }
        #expect(try await reached() == nil)
        #expect(try await tracker.checkLimits(provider: "openai"))
        try await tracker.trackRequest(provider: "openai", tokens: 400, cost: money(4_999))
        #expect(try await reached() == nil)
        let stats = try await tracker.currentUsage(of: "openai")
        #expect(stats.rateLimit == 3 && stats.remaining == 2 && stats.remainingTokens == 600)
        #expect(stats.remainingMoney == money(1))

        // What was spent is counted also beyond a limit.
        try await tracker.trackRequest(provider: "openai", tokens: 0, cost: money(1_500))
        let day = try #require(try await reached())
        #expect(day.measure == .money && day.period == .day)
        #expect(try day.resets == Timestamp("2026-04-01"))
        #expect(
            day.description
                == "the day's limit of `openai` is reached: 0.000006499 USD of 0.000005 USD; it is full again at "
                + "2026-04-01T00:00:00Z")
        #expect(try await tracker.currentUsage(of: "openai").remainingMoney == .zero)
        #expect(try await !tracker.checkLimits(provider: "openai"))
        #expect(try await tracker.checkLimits(provider: "ollama"))

        try await tracker.resetUsage(for: .day)
        #expect(try await reached()?.period == .month)
        try await tracker.resetUsage(for: .month, of: "ollama")
        #expect(try await reached()?.period == .month)
        try await tracker.resetUsage(for: .month, of: "openai")
        #expect(try await reached() == nil)

        try await tracker.trackRequest(provider: "openai", tokens: 1_000, cost: .zero)
        #expect(try await reached()?.use == "1000 of 1000 tokens")
        try await tracker.trackRequest(provider: "openai", tokens: 0, cost: .zero)
        try await tracker.trackRequest(provider: "openai", tokens: 0, cost: .zero)
        #expect(try await reached()?.use == "3 of 3 requests")
    }

    @Test func aLimitOfNothingIsReached() async throws {
        let tracker = tracker(["openai": [.month: UsageLimit(requests: 0)]])
        #expect(try await !tracker.checkLimits(provider: "openai"))
    }

    @Test func aRepeatedRequestIsCountedOnce() async throws {
        let tracker = tracker()
        let id = RequestID(high: 1, low: 2)
        for _ in 0..<3 { try await tracker.trackRequest(provider: "openai", tokens: 10, cost: money(7), id: id) }
        let stats = try await tracker.currentUsage(of: "openai")
        #expect(stats.totalRequests == 1 && stats.totalTokens == 10 && stats.totalCost == money(7))
        await #expect(throws: UsageTrackerError.self) {
            try await tracker.trackRequest(provider: "openai", tokens: 10, cost: money(8), id: id)
        }
        await #expect(throws: UsageTrackerError.self) {
            try await tracker.trackRequest(provider: "openai", tokens: -1, cost: .zero)
        }
        await #expect(throws: UsageTrackerError.self) {
            try await tracker.trackRequest(provider: "openai", tokens: 1, cost: money(-1))
        }
        #expect(try await tracker.currentUsage(of: "openai") == stats)
    }

    @Test func nothingIsLostOrTrapsAtTheEndOfNumbers() async throws {
        let tracker = tracker(["openai": [.day: UsageLimit(requests: .max, tokens: .max)]])
        try await tracker.trackRequest(provider: "openai", tokens: .max, cost: money(.max))
        await #expect(throws: UsageTrackerError.self) {
            try await tracker.trackRequest(provider: "openai", tokens: 1, cost: .zero)
        }
        #expect(try await tracker.currentUsage(of: "openai").totalTokens == .max)
        #expect(try await !tracker.checkLimits(provider: "openai"))
    }

    /// A budget of a policy and the tracker take from one pot: each sees what the other has taken.
    @Test func moneyMayBeABudgetsOwn() async throws {
        let pot = PotKey(budget: "openai-daily", scope: "provider=openai")
        let tracker = tracker(["openai": [.day: UsageLimit(money: MoneyLimit(money(1_000), pot: pot, alertAt: [80]))]])
        let claim = Claim(
            pot: pot, period: .containing(clock.now, .day, in: .utc), limit: money(1_000), isHard: true, alertAt: [80])
        func reserve(_ number: UInt64, _ bound: Int64) -> LedgerReply {
            let order = ReservationOrder(
                id: ReservationID(request: RequestID(high: 9, low: number), call: 0), bound: money(bound),
                claims: [claim], expires: clock.now.adding(microseconds: 60_000_000))
            return ledger.perform(.reserve(order), at: clock.now)
        }
        try await tracker.trackRequest(provider: "openai", tokens: 1, cost: money(600))
        guard case .refused = reserve(1, 401) else { throw Unexpected() }
        guard case .done = reserve(2, 300) else { throw Unexpected() }
        #expect(try await tracker.currentUsage(of: "openai").totalCost == money(900))
        #expect(ledger.takeAlerts(limit: 9, at: clock.now, lease: clock.now).isEmpty)
        try await tracker.trackRequest(provider: "openai", tokens: 1, cost: money(200))
        #expect(try await !tracker.checkLimits(provider: "openai"))
        #expect(ledger.takeAlerts(limit: 9, at: clock.now, lease: clock.now).map(\.threshold) == [80])
        guard case .refused = reserve(3, 1) else { throw Unexpected() }
        // The month has a pot of the tracker's own.
        #expect(try await tracker.currentUsage(of: "openai", in: .month).totalCost == money(800))
        try await tracker.resetUsage(for: .day)
        guard case .done = reserve(4, 1_000) else { throw Unexpected() }
    }

    @Test func callsGoToReports() async throws {
        let tracker = tracker()
        let call = CallEntry(
            id: ReservationID(request: RequestID(high: 3, low: 4), call: 0), time: clock.now,
            target: TargetName(provider: "openai", model: "small"), isLocal: false,
            attribution: Attribution(user: "ada"),
            task: "chat", outcome: "served", usage: Usage(promptTokens: 30, completionTokens: 12), cost: money(90),
            duration: .milliseconds(200))
        try await tracker.trackRequest(call) { Issue.record($0) }
        #expect(ledger.calls == [call])
        let stats = try await tracker.currentUsage(of: "openai")
        #expect(stats.totalRequests == 1 && stats.totalTokens == 42 && stats.totalCost == money(90))
    }

    @Test func manyAtOnceAreAllCounted() async throws {
        let tracker = tracker()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...200 {
                group.addTask {
                    try await tracker.trackRequest(
                        provider: "openai", tokens: number, cost: Money(nanoUSD: Int64(number)))
                }
            }
            try await group.waitForAll()
        }
        let stats = try await tracker.currentUsage(of: "openai", in: .month)
        #expect(stats.totalRequests == 200 && stats.totalTokens == 20_100 && stats.totalCost == money(20_100))
    }

    private struct Unexpected: Error {}
}

/// A time of day that is set by hand.
private final class HandClock: Sendable {
    private let time: Mutex<Timestamp>

    init(_ text: String) { time = Mutex(Timestamp(rfc3339: text) ?? Timestamp(microseconds: 0)) }

    var now: Timestamp { time.withLock { $0 } }

    func set(_ text: String) { time.withLock { $0 = Timestamp(rfc3339: text) ?? $0 } }
}
