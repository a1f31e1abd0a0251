public import TurnoutCore

/// What changes a ledger's money. All of it is idempotent: the same command twice does what one does.
public enum LedgerCommand: Hashable, Sendable {
    /// Sets money aside in all pots or in none.
    case reserve(ReservationOrder)
    /// The call is about to be sent.
    case dispatch(ReservationID)
    /// The call cost so much; `nil` when nobody knows, which costs the bound.
    case settle(ReservationID, cost: Money?)
    /// The call was not sent, or nobody charges for it.
    case void(ReservationID)
    /// Ends the reservations whose time is over, up to so many.
    case expire(limit: Int)
    /// Begins a new generation of a pot, with nothing taken. What is held stays with the old one.
    case reset(PotKey, PotPeriod)
}

/// What came of a command.
public enum LedgerReply: Hashable, Sendable {
    /// Done, with the pots as they stand now. Also the answer to a repeated command.
    case done(Reservation?, [PotStatus])
    /// A hard budget does not hold the bound: the first of the claims that refused, by its index, and the pots as they
    /// stand. Nothing was set aside.
    case refused(claim: Int, [PotStatus])
    /// There is no such reservation.
    case unknown
    /// The reservation has ended otherwise, or cannot go where the command wants it; nothing was changed.
    case conflict(Reservation)
    /// So many reservations were ended.
    case expired(Int)
}
