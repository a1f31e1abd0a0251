import Synchronization
import Testing
import TurnoutCore
import TurnoutLedger
import TurnoutPolicy
import TurnoutTesting

@testable import Turnout

/// Alerts on their way from the outbox: each once per period, again until it is taken.
@Suite(.timeLimit(.minutes(1))) struct AlertCourierTests {
    /// Takes what it is sent, but for channels that are out of order.
    private final class Mailbox: AlertSender {
        private struct State {
            var taken: [String] = []
            var broken: Set<String> = []
        }

        private let state = Mutex(State())

        var taken: [String] { state.withLock { $0.taken } }

        func breaks(_ channel: String, _ isBroken: Bool) {
            state.withLock { if isBroken { $0.broken.insert(channel) } else { $0.broken.remove(channel) } }
        }

        func send(_ notice: AlertNotice, through channel: AlertChannel) async throws(AlertFailure) {
            let name: String
            switch channel {
            case .log: name = "log"
            case .command(let words): name = words.joined(separator: " ")
            case .webhook: name = "webhook"
            }
            let isTaken = state.withLock { state in
                guard !state.broken.contains(name) else { return false }
                state.taken.append("\(name) \(notice.alert.threshold)")
                return true
            }
            if !isTaken { throw AlertFailure("out of order") }
        }
    }

    private func policy() throws -> Policy {
        try Policy(
            yaml: """
                version: 1
                providers: {home: {kind: custom, locality: local, models: {a: {}}}}
                budgets:
                  - {id: pot, period: day, limit: 1.00 USD, alert_at: [50%, 100%]}
                  - {id: other, period: day, limit: 1.00 USD, alert_at: [50%]}
                alerts:
                  - {id: log, to: log}
                  - {id: pager, to: {command: [page]}, budgets: [pot]}
                routes: [{id: all, use: [home/a]}]
                """)
    }

    private static func spend(
        _ ledger: MemoryLedger, _ cents: Int64, from budget: String = "pot", request: UInt64, at now: Timestamp
    ) {
        let period = PotPeriod.containing(now, .day, in: .utc)
        let claim = Claim(
            pot: PotKey(budget: budget), period: period, limit: Money(nanoUSD: 1_000_000_000), isHard: false,
            alertAt: [50, 100])
        let id = ReservationID(request: RequestID(high: 0, low: request), call: 0)
        let amount = Money(nanoUSD: cents * 10_000_000)
        _ = ledger.perform(
            .reserve(ReservationOrder(id: id, bound: amount, claims: [claim], expires: now)), at: now)
        _ = ledger.perform(.settle(id, cost: amount), at: now)
    }

    @Test func eachIsDeliveredOnceToEachRoute() async throws {
        let (ledger, mail, clock) = (MemoryLedger(), Mailbox(), ManualClock())
        Self.spend(ledger, 60, request: 1, at: clock.wallTime())
        Self.spend(ledger, 60, from: "other", request: 2, at: clock.wallTime())
        let courier = AlertCourier(ledger: ledger, sender: mail, clock: clock)
        #expect(try await courier.deliverDue(under: policy()) == 2)
        #expect(mail.taken.sorted() == ["log 50", "log 50", "page 50"])
        // A further courier, as after a restart, finds nothing; nor does more money, until the next threshold.
        Self.spend(ledger, 10, request: 3, at: clock.wallTime())
        #expect(try await AlertCourier(ledger: ledger, sender: mail, clock: clock).deliverDue(under: policy()) == 0)
        Self.spend(ledger, 40, request: 4, at: clock.wallTime())
        #expect(try await courier.deliverDue(under: policy()) == 1)
        #expect(mail.taken.count == 5)
        // A new day, a new alert.
        clock.advance(by: .seconds(86_400))
        Self.spend(ledger, 50, request: 5, at: clock.wallTime())
        #expect(try await courier.deliverDue(under: policy()) == 1)
    }

    @Test func aRouteThatFailsIsTriedAgainAndTheOthersAreNotAskedTwice() async throws {
        let (ledger, mail, clock, journal) = (MemoryLedger(), Mailbox(), ManualClock(), Journal())
        Self.spend(ledger, 60, request: 1, at: clock.wallTime())
        let courier = AlertCourier(ledger: ledger, sender: mail, clock: clock, observer: journal)
        mail.breaks("page", true)
        #expect(try await courier.deliverDue(under: policy()) == 0)
        #expect(mail.taken == ["log 50"])
        #expect(journal.events.count == 1)
        // While its lease lasts, nobody else has it either.
        #expect(try await AlertCourier(ledger: ledger, sender: mail, clock: clock).deliverDue(under: policy()) == 0)
        for _ in 0..<3 {
            clock.advance(by: .seconds(121))
            #expect(try await courier.deliverDue(under: policy()) == 0)
        }
        #expect(mail.taken == ["log 50"])
        mail.breaks("page", false)
        clock.advance(by: .seconds(121))
        #expect(try await courier.deliverDue(under: policy()) == 1)
        #expect(mail.taken == ["log 50", "page 50"])
        clock.advance(by: .seconds(121))
        #expect(try await courier.deliverDue(under: policy()) == 0)
    }

    @Test func manyCouriersShareTheWork() async throws {
        let (ledger, mail, clock) = (MemoryLedger(), Mailbox(), ManualClock())
        let policy = try policy()
        for day in 0..<40 {
            let now = Timestamp(microseconds: clock.wallTime().microseconds + Int64(day) * 86_400_000_000)
            Self.spend(ledger, 60, request: UInt64(day), at: now)
        }
        let delivered = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                let courier = AlertCourier(ledger: ledger, sender: mail, clock: clock)
                group.addTask { try await courier.deliverDue(under: policy) }
            }
            return try await group.reduce(0, +)
        }
        #expect(delivered == 40)
        #expect(mail.taken.count == 80)
    }
}
