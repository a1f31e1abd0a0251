import TurnoutCore
import TurnoutLedger
import TurnoutPolicy

/// That no budget is overspent, nothing that was set aside is lost, and the ledger tells what providers charged.
///
/// It knows what providers charge and what stands in the ledger's rows, and never asks the router.
struct MoneyChecks: Sendable {
    var book = MoneyBook()
    let budgets: [BudgetPlan]
    /// Whether the ledger may be out of reach.
    let mayFail: Bool
    /// What the accounts of requests say that calls cost, and what the ledger keeps of them, by request.
    var told: [Int: [Told]] = [:]
    var kept: [Int: [Told]] = [:]
    var alerts: [BudgetAlert] = []
    /// What happened, in numbers.
    var tally = MoneyTally()

    /// A call as somebody tells of it.
    struct Told: Hashable, Comparable, CustomStringConvertible {
        var target: String
        var cost: Int64

        var description: String { "\(target) \(cost)" }

        static func < (one: Told, other: Told) -> Bool { (one.target, one.cost) < (other.target, other.cost) }
    }

    /// - Parameter plan: `nil` for a world without money.
    init(_ plan: MoneyPlan?) {
        budgets = plan?.budgets ?? []
        mayFail = plan?.ledger.mayFail ?? false
    }

    mutating func take(_ event: SimulationEvent, _ ledger: Ledger, _ report: inout Report) {
        guard !budgets.isEmpty else { return }
        switch event {
        case .ledgerDid(let deed): apply(deed, &report)
        case .ledgerRefused(_, let command, _): if let id = command.reservation { excuse(id) }
        case .callBegan(let call): begin(call, ledger, &report)
        case .callCounted(let number, let usage): book.calls[number]?.usage = usage
        case .callFinished(let number): book.calls[number]?.isFinished = true
        case .callCancelled(let number): book.calls[number]?.isCancelled = true
        case .attempted(let number, let attempt): judge(attempt, number, ledger, &report)
        case .ledgerKept(let entry):
            guard let number = book.numbers[entry.id.request] else { return }
            kept[number, default: []].append(
                Told(target: entry.target.description, cost: entry.cost?.nanoUSD ?? -1))
        case .processDied(let process, let requests):
            book.dead.insert(process)
            for id in book.order where book.bookings[id]?.process == process { book.bookings[id]?.isExcused = true }
            for number in requests where ledger.request(number) != nil { (told[number], kept[number]) = (nil, nil) }
        case .ledgerIsSwept: judgeBeforeSweep(&report)
        case .ledgerAlerts(let alerts): self.alerts = alerts
        default: break
        }
    }

    private mutating func excuse(_ id: ReservationID) { book.bookings[id]?.isExcused = true }

    // MARK: The ledger

    private mutating func apply(_ deed: LedgerDeed, _ report: inout Report) {
        var isExpiry = false
        switch deed.command {
        case .reserve(let order):
            if case .refused = deed.reply { tally.refused += 1 }
            if case .done(let row?, _) = deed.reply, book.bookings[order.id] == nil {
                book.add(order, row, by: deed.process)
                checkPeriods(order, at: deed.time, &report)
            }
            if deed.isReplyLost { book.bookings[order.id]?.isUnknown = true }
        case .expire: isExpiry = true
        default: break
        }
        for row in deed.rows {
            book.note(row, isExpiry: isExpiry)
            if let booking = book.bookings[row.id], booking.endings > 1 {
                report.violate(.reservationEndsOnce, "\(row.id) ended \(booking.endings) times")
            }
        }
        for pot in deed.pots { check(pot, &report) }
    }

    private func check(_ row: LedgerDeed.Pot, _ report: inout Report) {
        guard let pot = book.pots[row.id] else { return }
        let (balance, name) = (row.balance, row.id.key.text)
        if pot.settled != balance.settled.nanoUSD || pot.held != balance.held.nanoUSD
            || pot.overrun != balance.overrun.nanoUSD
        {
            report.violate(
                .ledgerAddsUp,
                "\(name) holds \(balance.settled.nanoUSD) + \(balance.held.nanoUSD), its reservations "
                    + "\(pot.settled) + \(pot.held) nano-dollars")
        }
        guard let budget = budgets.first(where: { $0.name == row.id.key.budget }), budget.isStrict else { return }
        let taken = balance.taken.nanoUSD - balance.overrun.nanoUSD
        if taken > budget.limit.nanoUSD {
            report.violate(
                .hardLimitHolds, "\(name) has \(taken) nano-dollars taken of \(budget.limit.nanoUSD)")
        }
    }

    /// A call is charged to the periods in which its money was set aside.
    private func checkPeriods(_ order: ReservationOrder, at time: Timestamp, _ report: inout Report) {
        for claim in order.claims {
            guard let budget = budgets.first(where: { $0.name == claim.pot.budget }) else { continue }
            let period = claim.period
            let seconds = (period.end.microseconds / 1_000_000) - (period.start.microseconds / 1_000_000)
            guard let lengths = budget.lengths else {
                if period != .always { report.violate(.rightPeriod, "\(claim.pot.text) has a period that ends") }
                continue
            }
            if !lengths.contains(seconds) || time < period.start || time >= period.end {
                report.violate(
                    .rightPeriod,
                    "\(order.id) is charged to \(claim.pot.text) from \(period.start.microseconds) to "
                        + "\(period.end.microseconds), at \(time.microseconds)")
            }
        }
    }

    // MARK: Calls

    private mutating func begin(_ plan: SimulationEvent.Call, _ ledger: Ledger, _ report: inout Report) {
        guard let request = ledger.request(plan.request), let target = request.policy.target(plan.target),
            target.price != nil
        else { return }
        let counting = request.policy.budgets.filter { $0.counts(request.plan) }
        var call = MoneyBook.Call(
            plan: plan, target: target, isHedged: request.policy.route(for: request.plan)?.hedge != nil)
        defer { book.calls[plan.number] = call }
        tally.calls += 1
        guard !counting.isEmpty, plan.worst > .zero else { return }
        let booking = book.free(of: plan.request).filter {
            $0.order.bound >= plan.worst && pays(for: request.plan, at: target, counting, $0.order)
        }.min { $0.order.bound < $1.order.bound }
        guard let booking else {
            report.violate(
                .reservedBeforeSent,
                "call \(plan.number) went to \(plan.target) and may cost \(plan.worst), which nobody has set aside")
            return
        }
        call.booking = booking.order.id
        book.bookings[booking.order.id]?.call = plan.number
        for id in booking.row.pots { charge(plan, booking, to: id, &report) }
    }

    /// What a pot's calls are charged never exceeds a hard limit, whatever the ledger says.
    private mutating func charge(
        _ plan: SimulationEvent.Call, _ booking: MoneyBook.Booking, to id: PotID, _ report: inout Report
    ) {
        book.pots[id]?.charged += plan.charge.nanoUSD
        if plan.charge > booking.order.bound { book.pots[id]?.isOvercharged = true }
        guard let budget = budgets.first(where: { $0.name == id.key.budget }), budget.isStrict,
            let pot = book.pots[id], !pot.isOvercharged
        else { return }
        let over = pot.charged - budget.limit.nanoUSD
        guard over > 0 else { return }
        tally.overshoot = max(tally.overshoot, over)
        report.violate(.hardLimitHolds, "the calls that \(id.key.text) pays cost \(over) nano-dollars more than it has")
    }

    /// Whether an order names all pots that a call is to be paid from, as hard as they are.
    private func pays(
        for request: RequestPlan, at target: TargetPlan, _ counting: [BudgetPlan], _ order: ReservationOrder
    ) -> Bool {
        var claims = order.claims
        for budget in counting {
            for pot in budget.pots(of: request, at: target) {
                guard
                    let place = claims.firstIndex(where: {
                        $0.pot == pot && $0.limit == budget.limit && $0.isHard == budget.refuses(target)
                    })
                else { return false }
                claims.remove(at: place)
            }
        }
        return claims.isEmpty
    }

    /// What the router says of a target that it called, or left out.
    private mutating func judge(
        _ attempt: SimulationEvent.AttemptView, _ number: Int, _ ledger: Ledger, _ report: inout Report
    ) {
        if attempt.wasSent {
            // What nobody can say is paid with all that was set aside.
            let request = ledger.request(number)
            let isCounted =
                request.map { request in request.policy.budgets.contains { $0.counts(request.plan) } } ?? false
            let cost = attempt.cost ?? (isCounted ? attempt.bound : nil)
            told[number, default: []].append(Told(target: attempt.target, cost: cost?.nanoUSD ?? -1))
        }
        guard let reason = attempt.reason, [.ledgerFailed, .overBudget, .unboundedCost].contains(reason) else { return }
        tally.refused += reason == .ledgerFailed ? 1 : 0
        if ledger.policy.target(attempt.target)?.price == nil {
            report.violate(.freeStaysOpen, "\(attempt.target) is free and was left out: \(reason.rawValue)")
        }
    }
}

extension PotKey {
    var text: String { scope.isEmpty ? budget : "\(budget) of \(scope)" }
}

extension LedgerCommand {
    /// The reservation that it is about.
    var reservation: ReservationID? {
        switch self {
        case .reserve(let order): order.id
        case .dispatch(let id), .settle(let id, _), .void(let id): id
        case .expire, .reset: nil
        }
    }
}
