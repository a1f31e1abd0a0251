#if SQLite
import struct Foundation.Data
import GRDB
import TurnoutCore
import TurnoutLedger

/// The tables within one transaction: each row is read once and written once, however many commands change it.
///
/// Sixty tasks that reserve from one pot in the same flush of the disk make one update of it. Nothing is kept beyond the
/// transaction, since other processes write too.
final class BatchTables {
    /// A pot whatever its generation.
    private struct Place: Hashable {
        var key: PotKey
        var start: Timestamp
    }

    private struct Known<Value> {
        var value: Value
        /// The row's number; `nil` before it is written.
        var row: Int64?
        var isChanged = false
    }

    // Made once: they are looked up by every command.
    private static let potsOfReservationText = """
        SELECT \(PotStatus.columns) FROM reservation_pots JOIN pots ON pots.id = reservation_pots.pot
        WHERE reservation = ? ORDER BY position
        """
    private static let latestPotText = """
        SELECT \(PotStatus.columns) FROM pots WHERE budget = ? AND scope = ? AND period_start = ?
        ORDER BY generation DESC LIMIT 1
        """
    private static let potText = """
        SELECT \(PotStatus.columns) FROM pots
        WHERE budget = ? AND scope = ? AND period_start = ? AND generation = ?
        """

    private let database: Database
    private var reservations: [ReservationID: Known<Reservation>] = [:]
    /// In the order of their coming, so that a file is the same whenever the same commands made it.
    private var changedReservations: [ReservationID] = []
    private var pots: [PotID: Known<PotStatus>] = [:]
    private var changedPots: [PotID] = []
    private var latest: [Place: Int?] = [:]
    private var thresholds: [PotID: [Int]] = [:]
    private var alerts: [RowChanges.Alert] = []
    /// What the tables were asked for and do not have.
    private var absentReservations: Set<ReservationID> = []
    private var absentPots: Set<PotID> = []

    init(_ database: Database) { self.database = database }

    // MARK: Reading

    func reservation(_ id: ReservationID) throws -> Reservation? {
        if let known = reservations[id] { return known.value }
        guard !absentReservations.contains(id) else { return nil }
        let statement = try database.cachedStatement(
            sql: "SELECT id, state, bound, cost, expires FROM reservations WHERE request = ? AND call = ?")
        guard let row = try Row.fetchOne(statement, arguments: [id.request.data, id.call]) else {
            absentReservations.insert(id)
            return nil
        }
        let number: Int64 = row[0]
        return try know(id, number, state: row[1], bound: row[2], cost: row[3], expires: row[4])
    }

    private func know(
        _ id: ReservationID, _ row: Int64, state number: Int, bound: Int64, cost: Int64?, expires: Int64
    ) throws -> Reservation {
        guard let state = Reservation.State(number: number) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a reservation has the state \(number)")
        }
        let statement = try database.cachedStatement(
            sql: Self.potsOfReservationText)
        let rows = try Row.fetchCursor(statement, arguments: [row])
        var booked: [PotID] = []
        while let row = try rows.next() { booked.append(know(row).id) }
        let reservation = Reservation(
            id: id, state: state, bound: Money(nanoUSD: bound), cost: cost.map { Money(nanoUSD: $0) }, pots: booked,
            expires: Timestamp(microseconds: expires))
        reservations[id] = Known(value: reservation, row: row)
        return reservation
    }

    /// Writes what has changed first: the tables find what is overdue.
    func openReservations(expiringBy moment: Timestamp, limit: Int) throws -> [Reservation] {
        try write()
        let statement = try database.cachedStatement(
            sql: """
                SELECT id, request, call, state, bound, cost, expires FROM reservations
                WHERE state < 2 AND expires <= ? ORDER BY expires, id LIMIT ?
                """)
        return try Row.fetchAll(statement, arguments: [moment.microseconds, max(0, limit)]).map { row in
            let bytes: Data = row[1]
            guard let request = RequestID(bytes) else {
                throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a reservation has no whole identifier")
            }
            let id = ReservationID(request: request, call: row[2])
            if let known = reservations[id] { return known.value }
            return try know(id, row[0], state: row[3], bound: row[4], cost: row[5], expires: row[6])
        }
    }

    func pot(_ key: PotKey, start: Timestamp) throws -> PotStatus? {
        let place = Place(key: key, start: start)
        if let generation = latest[place] {
            return try generation.flatMap { try pot(PotID(key: key, start: start, generation: $0)) }
        }
        let statement = try database.cachedStatement(
            sql: Self.latestPotText)
        let row = try Row.fetchOne(statement, arguments: [key.budget, key.scope, start.microseconds])
        let found = row.map { know($0) }
        latest[place] = .some(found?.id.generation)
        if found == nil { absentPots.insert(PotID(key: key, start: start, generation: 0)) }
        return found
    }

    func pot(_ id: PotID) throws -> PotStatus? {
        if let known = pots[id] { return known.value }
        guard !absentPots.contains(id) else { return nil }
        let statement = try database.cachedStatement(
            sql: Self.potText)
        return try Row.fetchOne(
            statement, arguments: [id.key.budget, id.key.scope, id.start.microseconds, id.generation]
        ).map { know($0) }
    }

    /// What a row says about a pot, unless more is known.
    private func know(_ row: Row) -> PotStatus {
        let pot = PotStatus(row)
        if let known = pots[pot.id] { return known.value }
        pots[pot.id] = Known(value: pot, row: row[0])
        return pot
    }

    func alerts(of pot: PotID) throws -> [Int] {
        if let known = thresholds[pot] { return known }
        var found: [Int] = []
        if try self.pot(pot) != nil, let row = pots[pot]?.row {
            let statement = try database.cachedStatement(sql: "SELECT threshold FROM alerts WHERE pot = ? ORDER BY id")
            found = try Int.fetchAll(statement, arguments: [row])
        }
        thresholds[pot] = found
        return found
    }

    // MARK: Taking over what a command has changed

    func take(_ changes: RowChanges) throws {
        for pot in changes.pots.values {
            // Reading it first tells its row, where it has one.
            _ = try self.pot(pot.id)
            let old = pots[pot.id]
            if old?.isChanged != true { changedPots.append(pot.id) }
            pots[pot.id] = Known(value: pot, row: old?.row, isChanged: true)
            let place = Place(key: pot.id.key, start: pot.id.start)
            let newest = latest[place] ?? nil
            if latest[place] != nil { latest[place] = max(newest ?? pot.id.generation, pot.id.generation) }
        }
        for reservation in changes.reservations.values {
            _ = try self.reservation(reservation.id)
            let old = reservations[reservation.id]
            if old?.isChanged != true { changedReservations.append(reservation.id) }
            reservations[reservation.id] = Known(value: reservation, row: old?.row, isChanged: true)
        }
        for alert in changes.alerts where try !alerts(of: alert.pot).contains(alert.threshold) {
            thresholds[alert.pot, default: []].append(alert.threshold)
            alerts.append(alert)
        }
    }

    // MARK: Writing

    /// Writes what has changed since the last time.
    func write() throws {
        for id in changedPots {
            guard let known = pots[id] else { continue }
            pots[id]?.row = try write(known.value, row: known.row)
            pots[id]?.isChanged = false
        }
        changedPots.removeAll(keepingCapacity: true)
        for id in changedReservations {
            guard let known = reservations[id] else { continue }
            reservations[id]?.row = try write(known.value, row: known.row)
            reservations[id]?.isChanged = false
        }
        changedReservations.removeAll(keepingCapacity: true)
        for alert in alerts {
            guard let row = pots[alert.pot]?.row else { continue }
            let statement = try database.cachedStatement(
                sql: "INSERT INTO alerts (pot, threshold, limited_to, taken, time) VALUES (?, ?, ?, ?, ?)")
            try statement.execute(arguments: [
                row, alert.threshold, alert.limit.nanoUSD, alert.taken.nanoUSD, alert.time.microseconds,
            ])
        }
        alerts.removeAll(keepingCapacity: true)
    }

    private func write(_ pot: PotStatus, row: Int64?) throws -> Int64 {
        let balance = pot.balance
        if let row {
            let statement = try database.cachedStatement(
                sql: """
                    UPDATE pots SET period_end = ?, limited_to = ?, alert_at = ?, settled = ?, held = ?, overrun = ?
                    WHERE id = ?
                    """)
            try statement.execute(arguments: [
                pot.end.microseconds, pot.limit.nanoUSD, pot.thresholdList, balance.settled.nanoUSD,
                balance.held.nanoUSD, balance.overrun.nanoUSD, row,
            ])
            return row
        }
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO pots (budget, scope, period_start, generation, period_end, limited_to, alert_at, settled,
                held, overrun) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        try statement.execute(arguments: [
            pot.id.key.budget, pot.id.key.scope, pot.id.start.microseconds, pot.id.generation, pot.end.microseconds,
            pot.limit.nanoUSD, pot.thresholdList, balance.settled.nanoUSD, balance.held.nanoUSD,
            balance.overrun.nanoUSD,
        ])
        return database.lastInsertedRowID
    }

    private func write(_ reservation: Reservation, row: Int64?) throws -> Int64 {
        if let row {
            let statement = try database.cachedStatement(
                sql: "UPDATE reservations SET state = ?, bound = ?, cost = ?, expires = ? WHERE id = ?")
            try statement.execute(arguments: [
                reservation.state.number, reservation.bound.nanoUSD, reservation.cost?.nanoUSD,
                reservation.expires.microseconds, row,
            ])
            // A reservation keeps its pots as long as it lives.
            return row
        }
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO reservations (request, call, state, bound, cost, expires) VALUES (?, ?, ?, ?, ?, ?)
                """)
        try statement.execute(arguments: [
            reservation.id.request.data, reservation.id.call, reservation.state.number, reservation.bound.nanoUSD,
            reservation.cost?.nanoUSD, reservation.expires.microseconds,
        ])
        let row = database.lastInsertedRowID
        for (position, pot) in reservation.pots.enumerated() {
            _ = try self.pot(pot)
            guard let potRow = pots[pot]?.row else {
                throw DatabaseError(message: "a reservation is booked on a pot that is not there")
            }
            let statement = try database.cachedStatement(
                sql: "INSERT INTO reservation_pots (reservation, position, pot) VALUES (?, ?, ?)")
            try statement.execute(arguments: [row, position, potRow])
        }
        return row
    }
}
#endif
