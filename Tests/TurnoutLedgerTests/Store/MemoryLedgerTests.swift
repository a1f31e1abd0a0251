import Testing
import TurnoutCore
import TurnoutLedger
import TurnoutTesting

struct MemoryLedgerTests {
    @Test func keepsThePromisesOfEveryLedger() async {
        let found = await LedgerConformance { MemoryLedger() }.violations()
        #expect(found == [])
    }

    @Test func aLedgerWithoutPromisesIsReported() async {
        struct Nothing: Error {}
        let found = await LedgerConformance { () throws -> MemoryLedger in throw Nothing() }.violations()
        #expect(found.count == LedgerViolation.Situation.allCases.count)
        #expect(found.allSatisfy { $0.rule == .succeeds })
    }

    @Test func theNewestCallsAndEndedReservationsAreKept() {
        let ledger = MemoryLedger(capacity: 3)
        let pot = PotKey(budget: "all")
        let now = Timestamp(microseconds: 1)
        let claim = Claim(pot: pot, period: .always, limit: Money(nanoUSD: 100), isHard: true)
        for call in 0..<5 {
            let id = ReservationID(request: RequestID(high: 0, low: 0), call: call)
            let order = ReservationOrder(id: id, bound: Money(nanoUSD: 2), claims: [claim], expires: now)
            _ = ledger.perform(.reserve(order), at: now)
            if call != 0 { _ = ledger.perform(.settle(id, cost: nil), at: now) }
            let entry = CallEntry(
                id: id, time: now, target: TargetName(provider: "p", model: "m"), isLocal: true,
                attribution: Attribution(), task: "chat", outcome: CallEntry.served, duration: .zero)
            ledger.record(entry) { _ in }
        }
        #expect(ledger.calls.map(\.id.call) == [2, 3, 4])
        let states = (0..<5).map { call in
            ledger.reservation(ReservationID(request: RequestID(high: 0, low: 0), call: call))?.state
        }
        // Nothing that is open is ever dropped, and no money with what is.
        #expect(states == [.dispatched, nil, .settled, .settled, .settled])
        let balance = PotBalance(settled: Money(nanoUSD: 8), held: Money(nanoUSD: 2))
        #expect(ledger.balances(of: [(pot, .always)]) == [balance])
    }

    @Test func keysDiffer() {
        #expect(MemoryLedger().key() != MemoryLedger().key())
        #expect(MemoryLedger(key: [1, 2]).key() == [1, 2])
    }
}
