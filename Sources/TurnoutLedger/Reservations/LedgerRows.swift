public import TurnoutCore

/// The rows of a ledger within one transaction, as ``LedgerMachine`` reads and writes them.
///
/// A store implements it on its tables, a simulation on dictionaries. Nothing that is written may be seen by others, or
/// survive, unless the whole command does.
public protocol LedgerRows {
    /// What stands in the way of reading or writing; a store's own error.
    associatedtype Failure: Error

    func reservation(_ id: ReservationID) throws(Failure) -> Reservation?
    mutating func put(_ reservation: Reservation) throws(Failure)
    /// Reservations that have not ended and expire at or before a moment, the oldest first.
    func openReservations(expiringBy moment: Timestamp, limit: Int) throws(Failure) -> [Reservation]

    /// The latest generation of a pot in a period, with its balance; `nil` when nothing was ever booked on it.
    func pot(_ key: PotKey, start: Timestamp) throws(Failure) -> PotStatus?
    /// A certain generation.
    func pot(_ id: PotID) throws(Failure) -> PotStatus?
    /// Writes a pot as a whole: its end, limit, thresholds and balance.
    mutating func put(_ pot: PotStatus) throws(Failure)

    /// Puts an alert into the outbox, unless one for the same pot and threshold has ever been there.
    mutating func raise(_ pot: PotID, threshold: Int, limit: Money, taken: Money, at time: Timestamp) throws(Failure)
    /// The thresholds of a pot for which there is an alert, or for which none is to come any more.
    func alerts(of pot: PotID) throws(Failure) -> [Int]
}
