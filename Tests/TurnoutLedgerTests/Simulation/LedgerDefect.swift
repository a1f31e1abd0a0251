import TurnoutCore
import TurnoutLedger

/// Mistakes that a machine for money can make. Simulation and conformance suite have to notice every one of them.
enum LedgerDefect: String, CaseIterable, Sendable {
    case none
    // Admission.
    case onlyFirstClaimChecked
    case onlyLastClaimChecked
    case boundLeftOutOfCheck
    case heldLeftOutOfCheck
    case settledLeftOutOfCheck
    case limitItselfRefused
    case softClaimRefuses
    case refusalKeepsWhatItHeld
    case lastPotNotBooked
    case lateReservationInNewPeriod
    // Repetition.
    case repeatedOrderBooksAgain
    case repeatedSettlementBooksAgain
    case otherCostBooksTheDifference
    case repeatedOrderRevives
    // Ends.
    case expiryVoidsDispatched
    case expirySettlesReserved
    case expiryOnlyBeforeItsMoment
    case expiryIgnoresItsLimit
    case unknownCostIsNothing
    case costAboveBoundCut
    case overrunDropped
    case heldKeptAfterSettlement
    case heldKeptAfterVoid
    case onlyCostReleased
    case onlyFirstPotReleased
    case voidOfDispatchedForgotten
    case voidAfterSettlementRefunds
    case settlementOfReservedRefused
    case settlementAfterVoidBooks
    case dispatchRevives
    case dispatchForgotten
    // Resets and alerts.
    case resetForgetsHeld
    case resetInPlace
    case settlementBookedOnNewGeneration
    case alertsForgotten
    case alertsOnEverySettlement
    case alertAboveThresholdOnly

    /// Carries out a command with the mistake.
    func apply<Rows: LedgerRows>(
        _ command: LedgerCommand, to rows: inout Rows, at now: Timestamp
    ) -> LedgerReply where Rows.Failure == Never {
        switch command {
        case .reserve(let order): reserve(order, &rows, now)
        case .dispatch(let id): dispatch(id, &rows, now)
        case .settle(let id, let cost): settle(id, cost, &rows, now)
        case .void(let id): void(id, &rows, now)
        case .expire(let limit): expire(limit, &rows, now)
        case .reset(let key, let period): reset(key, period, &rows, now)
        }
    }

    func right<Rows: LedgerRows>(
        _ command: LedgerCommand, _ rows: inout Rows, _ now: Timestamp
    ) -> LedgerReply where Rows.Failure == Never {
        LedgerMachine.apply(command, to: &rows, at: now)
    }
}

extension LedgerDefect {
    private func reserve<Rows: LedgerRows>(
        _ order: ReservationOrder, _ rows: inout Rows, _ now: Timestamp
    ) -> LedgerReply where Rows.Failure == Never {
        let known = rows.reservation(order.id)
        if var known {
            switch self {
            case .repeatedOrderBooksAgain where !known.state.isEnd:
                change(known.pots, &rows) { $0.balance.held.nanoUSD += known.bound.nanoUSD }
            case .repeatedOrderRevives where known.state == .voided:
                known.state = .dispatched
                rows.put(known)
                change(known.pots, &rows) { $0.balance.held.nanoUSD += known.bound.nanoUSD }
                return .done(known, known.pots.compactMap { rows.pot($0) })
            default: break
            }
            return right(.reserve(order), &rows, now)
        }
        var order = order
        if self == .lateReservationInNewPeriod {
            order.claims = order.claims.map { claim in
                guard claim.period != .always, now >= claim.period.end else { return claim }
                var claim = claim
                claim.period.start = claim.period.end
                return claim
            }
        }
        let claims = order.claims
        order.claims = claims.enumerated().map { changed($1, place: $0, of: claims.count, order.bound, rows) }
        let reply = right(.reserve(order), &rows, now)
        switch (self, reply) {
        case (.refusalKeepsWhatItHeld, .refused(let claim, let pots)):
            for pot in pots.prefix(claim) {
                var pot = pot
                pot.balance.held.nanoUSD += order.bound.nanoUSD
                rows.put(pot)
            }
        case (.lastPotNotBooked, .done(let reservation?, let pots)) where pots.count > 1:
            change(Array(reservation.pots.suffix(1)), &rows) { $0.balance.held.nanoUSD -= order.bound.nanoUSD }
        default: break
        }
        return reply
    }

    /// A claim as the mistaken check sees it: leaving something out of a sum is a limit that is higher by as much.
    private func changed<Rows: LedgerRows>(
        _ claim: Claim, place: Int, of count: Int, _ bound: Money, _ rows: Rows
    ) -> Claim where Rows.Failure == Never {
        let balance = rows.pot(claim.pot, start: claim.period.start)?.balance ?? PotBalance()
        var claim = claim
        func raise(by amount: Money) { claim.limit = claim.limit.adding(amount) ?? claim.limit }
        switch self {
        case .onlyFirstClaimChecked: claim.isHard = claim.isHard && place == 0
        case .onlyLastClaimChecked: claim.isHard = claim.isHard && place == count - 1
        case .boundLeftOutOfCheck: raise(by: bound)
        case .heldLeftOutOfCheck: raise(by: balance.held)
        case .settledLeftOutOfCheck: raise(by: balance.settled)
        case .limitItselfRefused: raise(by: Money(nanoUSD: -1))
        case .softClaimRefuses: claim.isHard = true
        case .alertsForgotten: claim.alertAt = []
        case .alertAboveThresholdOnly: claim.alertAt = claim.alertAt.map { $0 + 1 }
        default: break
        }
        return claim
    }

    private func dispatch<Rows: LedgerRows>(
        _ id: ReservationID, _ rows: inout Rows, _ now: Timestamp
    ) -> LedgerReply where Rows.Failure == Never {
        let before = rows.reservation(id)
        let reply = right(.dispatch(id), &rows, now)
        switch self {
        case .dispatchRevives:
            guard var before, before.state == .voided else { break }
            before.state = .dispatched
            rows.put(before)
            return .done(before, before.pots.compactMap { rows.pot($0) })
        case .dispatchForgotten:
            if let before { rows.put(before) }
        default: break
        }
        return reply
    }
}
