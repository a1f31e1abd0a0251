import TurnoutCore

extension LedgerMachine {
    /// Books what a call cost. A cost below nothing is one that nobody knows.
    static func settle<Rows: LedgerRows>(
        _ id: ReservationID, cost: Money?, in rows: inout Rows, at now: Timestamp
    ) throws(Rows.Failure) -> LedgerReply {
        guard var reservation = try rows.reservation(id) else { return .unknown }
        var price = reservation.bound
        if let cost, cost >= .zero { price = cost }
        switch reservation.state {
        case .reserved, .dispatched:
            return try end(&reservation, as: .settled, cost: price, in: &rows, at: now)
        case .settled:
            guard reservation.cost == price else { return .conflict(reservation) }
            return .done(reservation, try pots(of: reservation, in: rows))
        case .voided:
            return .conflict(reservation)
        }
    }

    /// Gives back what was set aside.
    static func void<Rows: LedgerRows>(
        _ id: ReservationID, in rows: inout Rows, at now: Timestamp
    ) throws(Rows.Failure) -> LedgerReply {
        guard var reservation = try rows.reservation(id) else { return .unknown }
        switch reservation.state {
        case .reserved, .dispatched:
            return try end(&reservation, as: .voided, cost: nil, in: &rows, at: now)
        case .voided:
            return .done(reservation, try pots(of: reservation, in: rows))
        case .settled:
            return .conflict(reservation)
        }
    }

    /// Ends what is overdue: what was not sent is given back, what may have been sent costs its bound.
    static func expire<Rows: LedgerRows>(
        limit: Int, in rows: inout Rows, at now: Timestamp
    ) throws(Rows.Failure) -> LedgerReply {
        guard limit > 0 else { return .expired(0) }
        var ended = 0
        for var reservation in try rows.openReservations(expiringBy: now, limit: limit) {
            switch reservation.state {
            case .reserved: _ = try end(&reservation, as: .voided, cost: nil, in: &rows, at: now)
            case .dispatched:
                _ = try end(&reservation, as: .settled, cost: reservation.bound, in: &rows, at: now)
            case .settled, .voided: continue
            }
            ended += 1
        }
        return .expired(ended)
    }

    /// Ends an open reservation in the pots that it is booked on.
    private static func end<Rows: LedgerRows>(
        _ reservation: inout Reservation, as state: Reservation.State, cost: Money?, in rows: inout Rows,
        at now: Timestamp
    ) throws(Rows.Failure) -> LedgerReply {
        var pots: [PotStatus] = []
        pots.reserveCapacity(reservation.pots.count)
        for id in reservation.pots {
            // A store that has lost a pot must not lose the money too.
            let before =
                try rows.pot(id) ?? PotStatus(id: id, end: id.start, limit: .zero, balance: PotBalance())
            var after = before
            after.balance.release(reservation.bound)
            if let cost { after.balance.settle(cost, bound: reservation.bound) }
            try rows.put(after)
            if cost != nil { try alert(from: before, to: after, in: &rows, at: now) }
            pots.append(after)
        }
        reservation.state = state
        reservation.cost = cost
        try rows.put(reservation)
        return .done(reservation, pots)
    }
}
