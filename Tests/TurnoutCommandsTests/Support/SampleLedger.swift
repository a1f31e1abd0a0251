import TurnoutCore
import TurnoutLedger

/// Ledgers that reports are made of, at the beginning of 2026, when ``CommandRun`` runs.
enum SampleLedger {
    static let now = Timestamp(microseconds: 1_767_225_600_000_000)
    static let day: Int64 = 86_400_000_000

    /// Two calls of ada, one of grace that failed, and one that stayed at home.
    static func calls() -> MemoryLedger {
        let ledger = MemoryLedger()
        let calls = [
            call(
                1, "anthropic/claude-sonnet", user: "ada", cost: 1_204_000_000,
                usage: Usage(promptTokens: 8_000, completionTokens: 900, cachedTokens: 2_000)),
            call(
                2, "anthropic/claude-sonnet", user: "ada", cost: 96_000_000,
                usage: Usage(promptTokens: 12_000, completionTokens: 100), daysAgo: 2),
            call(3, "anthropic/claude-sonnet", user: "grace", outcome: "TIMEOUT", cost: 0, usage: nil),
            call(
                3, "ollama/llama3.2", user: "grace", cost: 0, usage: Usage(promptTokens: 500, completionTokens: 50),
                isLocal: true, savedByLocal: 2_250_000, number: 1),
        ]
        for call in calls { ledger.record(call) { _ in } }
        return ledger
    }

    /// One call with names of one's choosing.
    static func one(user: String, feature: String, task: String = "complex", tag: String) -> MemoryLedger {
        let ledger = MemoryLedger()
        var call = call(1, "anthropic/claude-sonnet", user: user, cost: 1_000_000, usage: Usage(promptTokens: 1))
        call.attribution.feature = feature
        call.attribution.tags = [tag]
        call.task = task
        call.target = TargetName(provider: user, model: feature)
        ledger.record(call) { _ in }
        take(ledger, PotKey(budget: user, scope: feature), limit: 5_000, spent: 1, held: 0)
        return ledger
    }

    static func call(
        _ request: UInt64, _ target: String, user: String, outcome: String = CallEntry.served, cost: Int64,
        usage: Usage?, isLocal: Bool = false, savedByLocal: Int64 = 0, daysAgo: Int64 = 0, number: Int = 0
    ) -> CallEntry {
        let parts = target.split(separator: "/").map(String.init)
        return CallEntry(
            id: ReservationID(request: RequestID(high: 0, low: request), call: number),
            time: Timestamp(microseconds: now.microseconds - 3_600_000_000 - daysAgo * day),
            target: TargetName(provider: parts[0], model: parts[1]), isLocal: isLocal,
            attribution: Attribution(user: user, feature: "chat"), task: "complex", outcome: outcome, usage: usage,
            cost: Money(nanoUSD: cost), savedByLocal: Money(nanoUSD: savedByLocal),
            duration: .milliseconds(850 + 400 * Int64(request)))
    }

    /// Pots of the budget `user-day` of ``SamplePolicies``, one of a counter, and one of no policy; in thousandths.
    static func pots() -> MemoryLedger {
        let ledger = MemoryLedger()
        take(ledger, PotKey(budget: "user-day", scope: "user=ada"), limit: 5_000, spent: 3_100, held: 1_000)
        take(ledger, PotKey(budget: "user-day", scope: "user=linus"), limit: 5_000, spent: 5_040, held: 0)
        take(ledger, PotKey(budget: "user-day", scope: "user=grace"), limit: 5_000, spent: 412, held: 0)
        take(ledger, PotKey(budget: "old", scope: ""), limit: 9_000, spent: 10, held: 0)
        take(ledger, PotKey(budget: "usage:day:requests", scope: "provider=x"), limit: 1_000, spent: 1, held: 0)
        return ledger
    }

    static func take(_ ledger: MemoryLedger, _ key: PotKey, limit: Int64, spent: Int64, held: Int64) {
        let period = PotPeriod.containing(now, .day, in: .utc)
        for (place, amount) in [spent, held].enumerated() where amount > 0 {
            let id = ReservationID(request: RequestID(high: UInt64(place), low: .random(in: .min ... .max)), call: 0)
            let claim = Claim(
                pot: key, period: period, limit: Money(nanoUSD: limit * 1_000_000), isHard: false, alertAt: [])
            let order = ReservationOrder(
                id: id, bound: Money(nanoUSD: amount * 1_000_000), claims: [claim],
                expires: Timestamp(microseconds: now.microseconds + day))
            _ = ledger.perform(.reserve(order), at: now)
            if place == 0 { _ = ledger.perform(.settle(id, cost: order.bound), at: now) }
        }
    }
}
