import TurnoutCore
import TurnoutLedger

/// Mistakes at the end of a reservation, and with generations.
extension LedgerDefect {
    func settle<Rows: LedgerRows>(
        _ id: ReservationID, _ cost: Money?, _ rows: inout Rows, _ now: Timestamp
    ) -> LedgerReply where Rows.Failure == Never {
        guard let before = rows.reservation(id) else { return right(.settle(id, cost: cost), &rows, now) }
        let price = cost ?? before.bound
        if before.state.isEnd { return settleEnded(before, cost, &rows, now) }
        switch self {
        case .unknownCostIsNothing: return right(.settle(id, cost: cost ?? .zero), &rows, now)
        case .costAboveBoundCut: return right(.settle(id, cost: min(price, before.bound)), &rows, now)
        case .settlementOfReservedRefused where before.state == .reserved: return .conflict(before)
        default: break
        }
        let old = before.pots.compactMap { rows.pot($0) }
        let reply = right(.settle(id, cost: cost), &rows, now)
        let bound = before.bound.nanoUSD
        switch self {
        case .overrunDropped: change(before.pots, &rows) { $0.balance.overrun = .zero }
        case .heldKeptAfterSettlement: change(before.pots, &rows) { $0.balance.held.nanoUSD += bound }
        case .onlyCostReleased:
            change(before.pots, &rows) { $0.balance.held.nanoUSD += max(0, bound - price.nanoUSD) }
        case .onlyFirstPotReleased:
            change(Array(before.pots.dropFirst()), &rows) { $0.balance.held.nanoUSD += bound }
        case .settlementBookedOnNewGeneration:
            for pot in old {
                guard var new = rows.pot(pot.id.key, start: pot.id.start), new.id != pot.id else { continue }
                rows.put(pot)
                new.balance.settled.nanoUSD += price.nanoUSD
                rows.put(new)
            }
        case .alertsOnEverySettlement: raiseAgain(before.pots, &rows, now)
        default: break
        }
        return reply
    }

    private func settleEnded<Rows: LedgerRows>(
        _ before: Reservation, _ cost: Money?, _ rows: inout Rows, _ now: Timestamp
    ) -> LedgerReply where Rows.Failure == Never {
        let price = cost ?? before.bound
        let paid = before.cost ?? .zero
        var amount = Int64(0)
        switch self {
        case .repeatedSettlementBooksAgain where before.cost == price: amount = price.nanoUSD
        case .otherCostBooksTheDifference where before.state == .settled: amount = price.nanoUSD - paid.nanoUSD
        case .settlementAfterVoidBooks where before.state == .voided: amount = price.nanoUSD
        default: return right(.settle(before.id, cost: cost), &rows, now)
        }
        var after = before
        after.state = .settled
        after.cost = price
        rows.put(after)
        change(before.pots, &rows) { $0.balance.settled.nanoUSD += amount }
        return .done(after, before.pots.compactMap { rows.pot($0) })
    }

    func void<Rows: LedgerRows>(
        _ id: ReservationID, _ rows: inout Rows, _ now: Timestamp
    ) -> LedgerReply where Rows.Failure == Never {
        let before = rows.reservation(id)
        let reply = right(.void(id), &rows, now)
        guard var before else { return reply }
        switch (self, before.state) {
        case (.voidAfterSettlementRefunds, .settled):
            let cost = before.cost ?? .zero
            change(before.pots, &rows) { $0.balance.settled.nanoUSD -= cost.nanoUSD }
            before.state = .voided
            before.cost = nil
            rows.put(before)
            return .done(before, before.pots.compactMap { rows.pot($0) })
        case (.heldKeptAfterVoid, .reserved), (.heldKeptAfterVoid, .dispatched):
            change(before.pots, &rows) { $0.balance.held.nanoUSD += before.bound.nanoUSD }
        // The money is given back and the reservation stays as it was.
        case (.voidOfDispatchedForgotten, .dispatched): rows.put(before)
        default: break
        }
        return reply
    }

    func expire<Rows: LedgerRows>(
        _ limit: Int, _ rows: inout Rows, _ now: Timestamp
    ) -> LedgerReply where Rows.Failure == Never {
        let due = rows.openReservations(expiringBy: now, limit: limit)
        switch self {
        case .expiryVoidsDispatched:
            for reservation in due { _ = right(.void(reservation.id), &rows, now) }
            return .expired(due.count)
        case .expirySettlesReserved:
            for reservation in due { _ = right(.settle(reservation.id, cost: nil), &rows, now) }
            return .expired(due.count)
        case .expiryOnlyBeforeItsMoment:
            return right(.expire(limit: limit), &rows, Timestamp(microseconds: now.microseconds - 60_000_000))
        case .expiryIgnoresItsLimit:
            _ = right(.expire(limit: limit + 1), &rows, now)
            return .expired(due.count)
        default:
            return right(.expire(limit: limit), &rows, now)
        }
    }

    func reset<Rows: LedgerRows>(
        _ key: PotKey, _ period: PotPeriod, _ rows: inout Rows, _ now: Timestamp
    ) -> LedgerReply where Rows.Failure == Never {
        guard var old = rows.pot(key, start: period.start) else { return right(.reset(key, period), &rows, now) }
        switch self {
        case .resetInPlace:
            old.balance = PotBalance()
            rows.put(old)
            return .done(nil, [old])
        case .resetForgetsHeld:
            let reply = right(.reset(key, period), &rows, now)
            old.balance.held = .zero
            if rows.pot(key, start: period.start)?.id != old.id { rows.put(old) }
            return reply
        default:
            return right(.reset(key, period), &rows, now)
        }
    }

    func change<Rows: LedgerRows>(
        _ pots: [PotID], _ rows: inout Rows, _ edit: (inout PotStatus) -> Void
    ) where Rows.Failure == Never {
        for id in pots {
            guard var pot = rows.pot(id) else { continue }
            edit(&pot)
            rows.put(pot)
        }
    }

    private func raiseAgain<Rows: LedgerRows>(
        _ pots: [PotID], _ rows: inout Rows, _ now: Timestamp
    ) where Rows.Failure == Never {
        for id in pots {
            guard let pot = rows.pot(id), let threshold = rows.alerts(of: id).first else { continue }
            rows.raise(id, threshold: threshold, limit: pot.limit, taken: pot.balance.taken, at: now)
        }
    }
}
