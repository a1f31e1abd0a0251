import TurnoutCore
import TurnoutLedger

/// What has to be so when all is over.
extension MoneyChecks {
    /// Before anything is ended for those who cannot: whoever lives has ended what he set aside.
    func judgeBeforeSweep(_ report: inout Report) {
        for id in book.order {
            guard let booking = book.bookings[id], !booking.isExcused, !booking.row.state.isEnd else { continue }
            report.violate(.nothingStaysHeld, "\(booking.text) is held for ever")
        }
    }

    /// Checks the books after all has ended and what the dead left was swept.
    mutating func finish(_ report: inout Report) {
        guard !budgets.isEmpty else { return }
        for id in book.order {
            guard let booking = book.bookings[id] else { continue }
            tally.reservations += 1
            if !booking.row.state.isEnd {
                tally.lost += 1
                report.violate(.nothingStaysHeld, "\(booking.text) is held still after all was swept")
            }
            judge(booking, &report)
        }
        for id in book.potOrder {
            guard let pot = book.pots[id] else { continue }
            if pot.held != 0 { report.violate(.ledgerAddsUp, "\(id.key.text) still holds \(pot.held) nano-dollars") }
            judgeAlerts(of: id, pot, &report)
        }
        for number in told.keys.sorted() {
            let (said, written) = (told[number, default: []].sorted(), kept[number, default: []].sorted())
            // As long as the ledger's key was never read, names cannot be written down, and nothing is.
            if mayFail ? !written.isPart(of: said) : said != written {
                report.violate(
                    .recordsMatchLedger, "the account of request \(number) says \(said), the ledger \(written)")
            }
        }
    }

    /// Whether a booking ended at what its call cost.
    private func judge(_ booking: MoneyBook.Booking, _ report: inout Report) {
        guard let call = booking.call.flatMap({ book.calls[$0] }) else {
            // Nobody can tell an order that died with its process from one that was sent.
            if booking.row.state == .settled, !booking.isExcused, !booking.isExpired {
                report.violate(.costIsCharged, "\(booking.text) was paid, and nothing was sent")
            }
            return
        }
        let (charge, bound) = (call.plan.charge, booking.order.bound)
        guard booking.row.state == .settled, let cost = booking.row.cost else {
            if booking.row.state == .voided, charge > .zero {
                report.violate(.costIsCharged, "call \(call.plan.number) cost \(charge), and its money was given back")
            }
            return
        }
        if cost < min(charge, bound) {
            report.violate(.costIsCharged, "call \(call.plan.number) cost \(charge), and \(cost) were paid")
        }
        guard call.isFinished, !call.isCancelled, !call.isHedged, !booking.isExpired, !booking.isExcused else { return }
        let due = call.usage.map { Money(nanoUSD: call.target.cost(of: $0)) } ?? bound
        if cost != due {
            report.violate(.costIsCharged, "call \(call.plan.number) is due \(due), and \(cost) were paid")
        }
    }

    private func judgeAlerts(of id: PotID, _ pot: MoneyBook.Pot, _ report: inout Report) {
        guard let budget = budgets.first(where: { $0.name == id.key.budget }) else { return }
        for threshold in budget.alertAt {
            let count = alerts.filter { $0.pot == id && $0.threshold == threshold }.count
            let isDue = pot.settled > 0 && pot.settled * 100 >= budget.limit.nanoUSD * Int64(threshold)
            if count > 1 || (isDue && count == 0) {
                report.violate(
                    .alertsOnce,
                    "\(count) alerts for \(threshold)% of \(id.key.text), of which \(pot.settled) are spent")
            }
        }
    }
}

extension [MoneyChecks.Told] {
    /// Whether each of these is there as often, at least; both are in order.
    fileprivate func isPart(of whole: Self) -> Bool {
        var rest = whole
        for element in self {
            guard let place = rest.firstIndex(of: element) else { return false }
            rest.remove(at: place)
        }
        return true
    }
}

extension MoneyBook.Booking {
    fileprivate var text: String {
        "\(order.bound) for request \(request ?? -1)" + (call.map { ", call \($0)," } ?? "")
    }
}
