import TurnoutCore
import TurnoutLedger

/// When alerts come, and to whom.
extension LedgerTrial {
    /// Takes all alerts that are due, for an hour, and says what they are about.
    private mutating func takeAll(at now: Timestamp = LedgerTrial.noon) async throws -> [String] {
        let alerts = try await ledger.takeAlerts(limit: 100, at: now, lease: Self.after(1_000))
        try await reopenIfAsked()
        return alerts.map { "\($0.pot.key.budget).\($0.pot.generation) \($0.threshold)% of \($0.limit.nanoUSD)" }
    }

    mutating func playAlerting() async throws {
        let claim = Self.claim("total", 100, alertAt: [50, 80, 100])
        let soft = Self.claim("soft", 40, isHard: false, alertAt: [100])
        try await reserve(1, 60, [claim, soft])
        equal(try await takeAll(), [], .alert, "what is only set aside raises nothing")
        try await settle(1, 49)
        equal(try await takeAll(), ["soft.0 100% of 40"], .alert, "a soft budget's limit")
        try await reserve(2, 10, [claim])
        try await settle(2, 1)
        equal(try await takeAll(), ["total.0 50% of 100"], .alert, "exactly half of the limit")
        try await settle(2, 1)
        try await reserve(3, 50, [claim])
        equal(try await takeAll(), [], .alert, "nothing new was spent")
        expectRefused(try await reserve(4, 1, [claim]), claim: 0, "nothing is left")
        equal(try await takeAll(), ["total.0 100% of 100"], .alert, "a refusal")
        expectRefused(try await reserve(4, 1, [claim]), claim: 0, "nothing is left, still")
        try await settle(3, nil)
        equal(try await takeAll(), ["total.0 80% of 100"], .alert, "each threshold once, the refused one was told")
        // Another limit passes the thresholds again; they have been told.
        let higher = Self.claim("total", 1_000, alertAt: [50, 80, 100])
        try await reserve(5, 600, [higher])
        try await settle(5, 500)
        equal(try await takeAll(), [], .alert, "a threshold that was told under a lower limit")
        try await perform(.reset(claim.pot, claim.period))
        try await reserve(6, 600, [higher], expiresAfter: 2)
        try await perform(.expire(limit: 10), at: Self.after(3))
        equal(try await takeAll(), ["total.1 50% of 1000"], .alert, "a new generation, spent by expiry")
        try await reserve(7, 1, [Self.claim("total", 500, alertAt: [60, 100])])
        let lowered = try await takeAll()
        equal(lowered, ["total.1 100% of 500"], .alert, "a limit below what is spent")
        expectRefused(try await reserve(8, 7, [Self.claim("small", 5, alertAt: [100])]), claim: 0, "more than all")
        expectRefused(try await reserve(8, 7, [Self.claim("mute", 5, alertAt: [50])]), claim: 0, "more than all")
        equal(try await takeAll(), ["small.0 100% of 5"], .alert, "a refusal by a pot that nothing is booked on")
    }

    mutating func playOutbox() async throws {
        let claim = Self.claim("total", 100, alertAt: [10, 20, 30])
        try await reserve(1, 60, [claim])
        try await settle(1, 25, at: Self.after(-2))
        let one = try await ledger.takeAlerts(limit: 1, at: Self.noon, lease: Self.after(1))
        try await reopenIfAsked()
        equal(one.map(\.threshold), [10], .alert, "the oldest first")
        equal(one.map(\.time), [Self.after(-2)], .alert, "when it came due")
        equal(one.map(\.taken.nanoUSD), [25], .alert, "what was taken when it came due")
        let other = try await ledger.takeAlerts(limit: 10, at: Self.noon, lease: Self.after(2))
        try await reopenIfAsked()
        equal(other.map(\.threshold), [20], .alert, "what another has taken is not given twice")
        let none = try await ledger.takeAlerts(limit: 10, at: Self.noon, lease: Self.after(2))
        equal(none, [], .alert, "all are taken")
        let again = try await ledger.takeAlerts(limit: 10, at: Self.after(1), lease: Self.after(5))
        try await reopenIfAsked()
        equal(again, one, .alert, "the same alert after its lease")
        for alert in again { try await ledger.delivered(alert, at: Self.after(1)) }
        // Twice does no harm.
        for alert in again { try await ledger.delivered(alert, at: Self.after(1)) }
        try await reopenIfAsked()
        let rest = try await ledger.takeAlerts(limit: 10, at: Self.after(9), lease: Self.after(10))
        equal(rest, other, .alert, "what was delivered is gone, what was not is not")
        let nothing = try await ledger.takeAlerts(limit: 0, at: Self.after(99), lease: Self.after(100))
        equal(nothing, [], .alert, "a limit of none")
        try await reserve(2, 60, [claim])
        try await settle(2, 5)
        let last = try await ledger.takeAlerts(limit: 10, at: Self.noon, lease: Self.after(2))
        equal(last.map(\.threshold), [30], .alert, "the next threshold")
        expect(last.allSatisfy { new in (one + other).allSatisfy { $0.id < new.id } }, .alert, "numbers do not rise")
    }
}
