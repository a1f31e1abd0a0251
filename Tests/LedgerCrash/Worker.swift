#if SQLite
import TurnoutCore
import TurnoutLedger
import TurnoutSQLite

/// One task that calls and pays.
struct Worker: Sendable {
    static let now = Timestamp(microseconds: 1_790_000_000_000_000)
    static let month = PotPeriod(
        start: Timestamp(microseconds: 1_789_000_000_000_000), end: Timestamp(microseconds: 1_791_000_000_000_000))
    static let expiry = Timestamp(microseconds: now.microseconds + 3_600_000_000)

    let ledger: SQLiteLedger
    let journal: Journal
    let number: Int

    /// Half of the tasks come to the limit of a small budget in time, the others never do.
    private var claims: [Claim] {
        let limit = Money(nanoUSD: number % 2 == 0 ? 1_000_000 : 1_000_000_000)
        let pot = PotKey(budget: number % 2 == 0 ? "small" : "large")
        return [
            Claim(pot: pot, period: Self.month, limit: limit, isHard: true, alertAt: [50, 100]),
            Claim(
                pot: PotKey(budget: "all"), period: Self.month, limit: Money(nanoUSD: 1000), isHard: false,
                alertAt: [80, 100]),
        ]
    }

    /// Reserves, sends, and settles or voids, until the process ends.
    func spend() async {
        while true {
            do throws(LedgerFailure) {
                try await call()
            } catch {
                LedgerCrash.end(1, error.description)
            }
        }
    }

    private func call() async throws(LedgerFailure) {
        let id = ReservationID(request: RequestID(high: .random(in: 0 ... .max), low: .random(in: 0 ... .max)), call: 0)
        let isDispatching = Bool.random()
        let order = ReservationOrder(
            id: id, bound: Money(nanoUSD: .random(in: 1...1000)), claims: claims, expires: Self.expiry,
            isDispatching: isDispatching)
        guard case .done = try await ledger.perform(.reserve(order), at: Self.now) else { return }
        journal.write("reserved \(id.request)")
        if Int.random(in: 0..<10) == 0 {
            _ = try await ledger.perform(.void(id), at: Self.now)
            journal.write("voided \(id.request)")
            return
        }
        if !isDispatching { _ = try await ledger.perform(.dispatch(id), at: Self.now) }
        journal.write("dispatched \(id.request)")
        let cost = Money(nanoUSD: .random(in: 0...order.bound.nanoUSD))
        if Bool.random() {
            // Nobody waits for it, and it comes to the disk all the same.
            ledger.post(.settle(id, cost: cost), at: Self.now) { LedgerCrash.end(1, $0.description) }
            return
        }
        guard case .done = try await ledger.perform(.settle(id, cost: cost), at: Self.now) else {
            LedgerCrash.end(1, "a settlement was not done")
        }
        journal.write("settled \(id.request) \(cost.nanoUSD)")
    }

    /// Sets aside and pays 10 at a time from a budget of 10,000 that other processes use too, until it is empty.
    func drain() async {
        let claim = Claim(
            pot: PotKey(budget: "shared"), period: Self.month, limit: Money(nanoUSD: 10_000), isHard: true)
        var refusals = 0
        while refusals < 3 {
            let id = ReservationID(
                request: RequestID(high: .random(in: 0 ... .max), low: .random(in: 0 ... .max)), call: 0)
            let order = ReservationOrder(
                id: id, bound: Money(nanoUSD: 10), claims: [claim], expires: Self.expiry)
            do throws(LedgerFailure) {
                guard case .done = try await ledger.perform(.reserve(order), at: Self.now) else {
                    refusals += 1
                    continue
                }
                // What is given back is spent by somebody else.
                if Int.random(in: 0..<8) == 0 {
                    _ = try await ledger.perform(.void(id), at: Self.now)
                } else {
                    _ = try await ledger.perform(.settle(id, cost: Money(nanoUSD: 10)), at: Self.now)
                    journal.write("settled \(id.request) 10")
                }
            } catch {
                LedgerCrash.end(1, error.description)
            }
        }
    }
}
#endif
