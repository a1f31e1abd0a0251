public import TurnoutCore

/// The rules by which a ledger moves money: the only place where any is moved.
///
/// It is pure: rows, a command and a time of day make new rows and a reply. A store calls it within a transaction of its
/// own and keeps all of what it writes, or nothing. Three things hold after every command:
///
/// - `settled + held <= limit` for each pot with a hard claim, as long as no call has cost more than its bound;
/// - each pot's balance is the sum over the reservations that are booked on it;
/// - a reservation ends once.
///
/// Nothing here trusts a clock: a reservation belongs to the periods that its claims name, and `now` only says which
/// reservations are overdue. Nothing traps on an amount either: what is out of range counts as the largest amount, so
/// that a pot which cannot be counted any more is full.
public enum LedgerMachine {
    /// Carries out a command.
    ///
    /// - Returns: what came of it. `.done` with a reservation that has ended is the answer to a command that came too
    ///   late or twice: look at its state before a call is sent.
    /// - Throws: what the rows throw; the transaction must be rolled back then.
    public static func apply<Rows: LedgerRows>(
        _ command: LedgerCommand, to rows: inout Rows, at now: Timestamp
    ) throws(Rows.Failure) -> LedgerReply {
        switch command {
        case .reserve(let order): try reserve(order, in: &rows, at: now)
        case .dispatch(let id): try dispatch(id, in: &rows)
        case .settle(let id, let cost): try settle(id, cost: cost, in: &rows, at: now)
        case .void(let id): try void(id, in: &rows, at: now)
        case .expire(let limit): try expire(limit: limit, in: &rows, at: now)
        case .reset(let key, let period): try reset(key, period, in: &rows)
        }
    }

    private static func dispatch<Rows: LedgerRows>(
        _ id: ReservationID, in rows: inout Rows
    ) throws(Rows.Failure) -> LedgerReply {
        guard var reservation = try rows.reservation(id) else { return .unknown }
        switch reservation.state {
        case .reserved:
            reservation.state = .dispatched
            try rows.put(reservation)
        case .dispatched: break
        case .settled, .voided: return .conflict(reservation)
        }
        return .done(reservation, try pots(of: reservation, in: rows))
    }

    /// A pot on which nothing was taken since its last reset stays as it is, so that a repeated reset does nothing.
    private static func reset<Rows: LedgerRows>(
        _ key: PotKey, _ period: PotPeriod, in rows: inout Rows
    ) throws(Rows.Failure) -> LedgerReply {
        guard let old = try rows.pot(key, start: period.start) else { return .done(nil, []) }
        guard old.balance != PotBalance() else { return .done(nil, [old]) }
        let new = PotStatus(
            id: PotID(key: key, start: period.start, generation: old.id.generation + 1),
            end: period.end,
            limit: old.limit,
            alertAt: old.alertAt,
            balance: PotBalance()
        )
        try rows.put(new)
        return .done(nil, [new])
    }

    /// The pots that a reservation is booked on, as they stand.
    static func pots<Rows: LedgerRows>(
        of reservation: Reservation, in rows: Rows
    ) throws(Rows.Failure) -> [PotStatus] {
        var found: [PotStatus] = []
        found.reserveCapacity(reservation.pots.count)
        for id in reservation.pots {
            if let pot = try rows.pot(id) { found.append(pot) }
        }
        return found
    }
}
