import TurnoutCore
import TurnoutLedger

/// The rows of a simulated ledger, which note what a command writes.
struct WatchedRows: LedgerRows {
    typealias Failure = Never

    var base = MemoryRows(endedLimit: .max)
    /// What the command in hand has written.
    var touchedPots: [PotID] = []
    var touchedReservations: [ReservationID] = []
    /// Alerts that the command has raised, also such as had been raised before.
    var raised: [(pot: PotID, threshold: Int)] = []

    mutating func beginCommand() {
        touchedPots.removeAll(keepingCapacity: true)
        touchedReservations.removeAll(keepingCapacity: true)
        raised.removeAll(keepingCapacity: true)
    }

    func reservation(_ id: ReservationID) -> Reservation? { base.reservation(id) }

    mutating func put(_ reservation: Reservation) {
        touchedReservations.append(reservation.id)
        base.put(reservation)
    }

    func openReservations(expiringBy moment: Timestamp, limit: Int) -> [Reservation] {
        base.openReservations(expiringBy: moment, limit: limit)
    }

    func pot(_ key: PotKey, start: Timestamp) -> PotStatus? { base.pot(key, start: start) }
    func pot(_ id: PotID) -> PotStatus? { base.pot(id) }

    mutating func put(_ pot: PotStatus) {
        touchedPots.append(pot.id)
        base.put(pot)
    }

    mutating func raise(_ pot: PotID, threshold: Int, limit: Money, taken: Money, at time: Timestamp) {
        raised.append((pot, threshold))
        base.raise(pot, threshold: threshold, limit: limit, taken: taken, at: time)
    }

    func alerts(of pot: PotID) -> [Int] { base.alerts(of: pot) }
}
