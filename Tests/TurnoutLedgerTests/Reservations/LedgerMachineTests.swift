import Testing
import TurnoutCore
import TurnoutLedger

/// What the conformance suite cannot see from outside, or only a store that fails shows.
struct LedgerMachineTests {
    private static let period = PotPeriod(start: Timestamp(microseconds: 0), end: Timestamp(microseconds: 1_000))
    private static let now = Timestamp(microseconds: 500)

    private static func claim(_ budget: String, _ limit: Int64, alertAt: [Int] = []) -> Claim {
        Claim(
            pot: PotKey(budget: budget), period: period, limit: Money(nanoUSD: limit), isHard: true, alertAt: alertAt)
    }

    private static func order(_ call: Int, _ bound: Int64, _ claims: [Claim]) -> ReservationOrder {
        ReservationOrder(
            id: ReservationID(request: RequestID(high: 0, low: 1), call: call),
            bound: Money(nanoUSD: bound),
            claims: claims,
            expires: period.end
        )
    }

    @Test func aRefusalWritesNothing() {
        var rows = WatchedRows()
        let order = Self.order(0, 10, [Self.claim("a", 10), Self.claim("b", 9)])
        let reply = LedgerMachine.apply(.reserve(order), to: &rows, at: Self.now)
        guard case .refused(claim: 1, let pots) = reply else {
            Issue.record("\(reply)")
            return
        }
        #expect(pots.map(\.limit.nanoUSD) == [10, 9])
        #expect(rows.touchedPots.isEmpty && rows.touchedReservations.isEmpty && rows.raised.isEmpty)
    }

    @Test func aRepeatedCommandWritesNothing() {
        var rows = WatchedRows()
        let order = Self.order(0, 10, [Self.claim("a", 10, alertAt: [1])])
        let commands: [LedgerCommand] = [
            .reserve(order), .dispatch(order.id), .settle(order.id, cost: Money(nanoUSD: 4)),
        ]
        for command in commands {
            _ = LedgerMachine.apply(command, to: &rows, at: Self.now)
            let before = (rows.touchedPots.count, rows.touchedReservations.count, rows.raised.count)
            let reply = LedgerMachine.apply(command, to: &rows, at: Self.now)
            guard case .done = reply else {
                Issue.record("\(reply) to \(command)")
                continue
            }
            #expect(before == (rows.touchedPots.count, rows.touchedReservations.count, rows.raised.count))
        }
    }

    @Test func aFailureOfTheRowsComesThrough() {
        let order = Self.order(0, 10, [Self.claim("a", 10, alertAt: [1, 100])])
        let commands: [LedgerCommand] = [
            .reserve(order), .reserve(Self.order(1, 10, order.claims)), .dispatch(order.id),
            .settle(order.id, cost: nil), .void(order.id), .expire(limit: 1), .reset(PotKey(budget: "a"), Self.period),
        ]
        for command in commands {
            // Each of its accesses fails once; without a failure the next one does.
            var failures = 0
            for access in 0..<20 {
                var rows = BreakingRows()
                rows.base.put(
                    PotStatus(
                        id: PotID(key: PotKey(budget: "a"), start: Self.period.start, generation: 0),
                        end: Self.period.end,
                        limit: Money(nanoUSD: 10), balance: PotBalance()))
                _ = try? LedgerMachine.apply(.reserve(order), to: &rows, at: Self.now)
                rows.failsAfter = access
                do throws(BreakingRows.Broken) {
                    _ = try LedgerMachine.apply(command, to: &rows, at: Self.period.end)
                } catch {
                    failures += 1
                    #expect(error.access == access)
                }
            }
            #expect(failures > 0, "\(command)")
        }
    }

    @Test func aPotThatTheStoreHasLostKeepsItsMoney() throws {
        var rows = MemoryRows(endedLimit: 10)
        let id = ReservationID(request: RequestID(high: 0, low: 1), call: 0)
        let pot = PotID(key: PotKey(budget: "a"), start: Self.period.start, generation: 0)
        rows.put(
            Reservation(
                id: id, state: .dispatched, bound: Money(nanoUSD: 9), pots: [pot], expires: Self.period.end))
        _ = LedgerMachine.apply(.settle(id, cost: Money(nanoUSD: 4)), to: &rows, at: Self.now)
        #expect(try #require(rows.pot(pot)).balance == PotBalance(settled: Money(nanoUSD: 4)))
    }

    @Test(arguments: [
        (Int64(0), Int64(0), 0, false), (1, 0, 100, true), (1, -5, 100, true), (49, 100, 50, false),
        (50, 100, 50, true), (51, 100, 50, true), (1, 3, 33, true), (1, 3, 34, false), (1, 100, 0, true),
        (1, 100, -10, true), (.max, .max, 100, true), (.max - 1, .max, 100, false), (.max, 1, .max, true),
        (.max, 2, .max, true),
        (.max, .max, 101, false), (.max, 101, .max, false), (.max, 1, 100, true), (-1, 100, 50, false),
    ])
    func thresholdsAreExact(spent: Int64, limit: Int64, percent: Int, isReached: Bool) {
        let pot = PotStatus(
            id: PotID(key: PotKey(budget: "a"), start: Self.period.start, generation: 0), end: Self.period.end,
            limit: Money(nanoUSD: limit), balance: PotBalance(settled: Money(nanoUSD: spent)))
        #expect(pot.hasReached(percent) == isReached)
    }

    /// Amounts and limits from the ends of the range, in any order: nothing traps, nothing gets below nothing, and what
    /// is spent never grows less.
    @Test func hostileAmountsNeverTrap() {
        var generator = SeededGenerator(seed: 7)
        let amounts: [Int64] = [.min, .min + 1, -1, 0, 1, 2, .max / 2, .max - 1, .max]
        for _ in 0..<300 {
            var rows = MemoryRows(endedLimit: 100)
            var spent = Int64(0)
            for step in 0..<12 {
                let amount = amounts[generator.below(amounts.count)]
                let limit = amounts[generator.below(amounts.count)]
                var claim = Self.claim("a", limit, alertAt: [.min, 0, 50, .max])
                claim.isHard = generator.chance(50)
                let order = Self.order(generator.below(4), amount, [claim, Self.claim("b", .max)])
                let moment = Timestamp(microseconds: amounts[generator.below(amounts.count)])
                let command: LedgerCommand =
                    switch generator.below(5) {
                    case 0: .settle(order.id, cost: Money(nanoUSD: amount))
                    case 1: .void(order.id)
                    case 2: .expire(limit: Int(clamping: amount))
                    case 3 where step > 8: .dispatch(order.id)
                    default: .reserve(order)
                    }
                _ = LedgerMachine.apply(command, to: &rows, at: moment)
                guard let balance = rows.pot(claim.pot, start: claim.period.start)?.balance else { continue }
                #expect(balance.held >= .zero && balance.overrun >= .zero && balance.settled.nanoUSD >= spent)
                spent = balance.settled.nanoUSD
            }
        }
    }
}
