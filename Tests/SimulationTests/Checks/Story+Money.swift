import TurnoutCore
import TurnoutLedger

@testable import SimulationKit

extension Story {
    /// The identifier that the router gives a request.
    static func id(_ number: Int) -> RequestID { RequestID(high: 0, low: UInt64(number)) }

    /// A policy with one hard budget of a dollar.
    static func withBudget(_ change: (inout BudgetPlan) -> Void = { _ in }) -> Story {
        var budget = BudgetPlan(name: "pot", period: "total", zone: "UTC", limit: Money(nanoUSD: 1_000_000_000))
        budget.alertAt = [50]
        change(&budget)
        return Story { $0.budgets = [budget] }
    }

    private var pot: PotID { PotID(key: PotKey(budget: "pot"), start: PotPeriod.always.start, generation: 0) }

    private func row(_ state: Reservation.State, of number: Int, _ bound: Int64, cost: Int64? = nil) -> Reservation {
        Reservation(
            id: ReservationID(request: Story.id(number), call: 0), state: state, bound: Money(nanoUSD: bound),
            cost: cost.map { Money(nanoUSD: $0) }, pots: [pot], expires: Timestamp(microseconds: .max))
    }

    private func deed(
        _ command: LedgerCommand, _ row: Reservation, settled: Int64, held: Int64
    ) -> SimulationEvent {
        var deed = LedgerDeed(
            process: 0, time: Timestamp(microseconds: 1_798_761_600_000_000), command: command,
            reply: .done(row, []), isReplyLost: false)
        deed.rows = [row]
        deed.pots = [
            LedgerDeed.Pot(
                id: pot, period: .always,
                balance: PotBalance(settled: Money(nanoUSD: settled), held: Money(nanoUSD: held)))
        ]
        return .ledgerDid(deed)
    }

    /// Money is set aside for a request; the pot holds it afterwards, or something else.
    mutating func reserve(
        _ milliseconds: Int, _ number: Int = 0, _ bound: Int64, held: Int64? = nil, period: PotPeriod = .always
    ) {
        let row = row(.dispatched, of: number, bound)
        let claim = Claim(
            pot: pot.key, period: period, limit: Money(nanoUSD: 1_000_000_000), isHard: true, alertAt: [50])
        let order = ReservationOrder(id: row.id, bound: row.bound, claims: [claim], expires: row.expires)
        at(milliseconds, deed(.reserve(order), row, settled: 0, held: held ?? bound))
    }

    /// A request's reservation is paid.
    mutating func settle(_ milliseconds: Int, _ number: Int = 0, _ bound: Int64, cost: Int64) {
        let row = row(.settled, of: number, bound, cost: cost)
        at(milliseconds, deed(.settle(row.id, cost: row.cost), row, settled: cost, held: 0))
    }

    /// A request's reservation is given back.
    mutating func void(_ milliseconds: Int, _ number: Int = 0, _ bound: Int64) {
        let row = row(.voided, of: number, bound)
        at(milliseconds, deed(.void(row.id), row, settled: 0, held: 0))
    }

    /// A call begins that costs.
    mutating func paidCall(_ milliseconds: Int, _ number: Int, of request: Int = 0, worst: Int64, charge: Int64) {
        at(
            milliseconds, .attempting(request: request, target: Story.cloud),
            .callBegan(
                SimulationEvent.Call(
                    number: number, request: request, target: Story.cloud, policy: 0, isTrue: true, isStreamed: false,
                    lateness: .zero, worst: Money(nanoUSD: worst), charge: Money(nanoUSD: charge))))
    }
}
