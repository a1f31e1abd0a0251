#if SQLite
import TurnoutCore
import TurnoutLedger

/// What one command changes, kept apart until it has come to its end: one that fails leaves nothing behind.
struct RowChanges {
    /// Values by a key, in the order in which the keys came.
    struct Ordered<Key: Hashable, Value> {
        private(set) var values: [Value] = []
        private var places: [Key: Int] = [:]

        subscript(_ key: Key) -> Value? {
            get { places[key].map { values[$0] } }
            set {
                guard let newValue else { return }
                if let place = places[key] {
                    values[place] = newValue
                } else {
                    places[key] = values.count
                    values.append(newValue)
                }
            }
        }
    }

    struct Alert {
        var pot: PotID
        var threshold: Int
        var limit: Money
        var taken: Money
        var time: Timestamp
    }

    var reservations = Ordered<ReservationID, Reservation>()
    var pots = Ordered<PotID, PotStatus>()
    var alerts: [Alert] = []
}

/// The rows that one command sees: the tables, with what it has changed so far.
struct CommandRows: LedgerRows {
    private let tables: BatchTables
    private let file: String
    private(set) var changes = RowChanges()

    init(_ tables: BatchTables, file: String) {
        self.tables = tables
        self.file = file
    }

    func reservation(_ id: ReservationID) throws(LedgerFailure) -> Reservation? {
        if let changed = changes.reservations[id] { return changed }
        return try reading { try tables.reservation(id) }
    }

    mutating func put(_ reservation: Reservation) throws(LedgerFailure) {
        changes.reservations[reservation.id] = reservation
    }

    func openReservations(expiringBy moment: Timestamp, limit: Int) throws(LedgerFailure) -> [Reservation] {
        try reading { try tables.openReservations(expiringBy: moment, limit: limit) }
    }

    func pot(_ key: PotKey, start: Timestamp) throws(LedgerFailure) -> PotStatus? {
        let found = try reading { try tables.pot(key, start: start) }
        let changed = changes.pots.values.last { $0.id.key == key && $0.id.start == start }
        guard let changed, changed.id.generation >= found?.id.generation ?? changed.id.generation else { return found }
        return changed
    }

    func pot(_ id: PotID) throws(LedgerFailure) -> PotStatus? {
        if let changed = changes.pots[id] { return changed }
        return try reading { try tables.pot(id) }
    }

    mutating func put(_ pot: PotStatus) throws(LedgerFailure) { changes.pots[pot.id] = pot }

    mutating func raise(
        _ pot: PotID, threshold: Int, limit: Money, taken: Money, at time: Timestamp
    ) throws(LedgerFailure) {
        changes.alerts.append(
            RowChanges.Alert(pot: pot, threshold: threshold, limit: limit, taken: taken, time: time))
    }

    func alerts(of pot: PotID) throws(LedgerFailure) -> [Int] {
        try reading { try tables.alerts(of: pot) }
            + changes.alerts.filter { $0.pot == pot }.map(\.threshold)
    }

    private func reading<Value>(_ body: () throws -> Value) throws(LedgerFailure) -> Value {
        do { return try body() } catch { throw LedgerFailure(error, file: file) }
    }
}
#endif
