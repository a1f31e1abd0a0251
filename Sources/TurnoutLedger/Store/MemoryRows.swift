package import TurnoutCore

/// The rows of a ledger in memory.
///
/// Reservations that have ended are kept up to a number, the newest of them, since only late or repeated commands ask
/// for them. Pots and the thresholds raised for them stay until ``forget(before:)``.
package struct MemoryRows: LedgerRows, Sendable {
    package typealias Failure = Never

    /// A pot whatever its generation.
    private struct Place: Hashable {
        var key: PotKey
        var start: Timestamp

        init(key: PotKey, start: Timestamp) {
            self.key = key
            self.start = start
        }

        init(_ pot: PotID) { self.init(key: pot.key, start: pot.start) }
    }

    private var reservations: [ReservationID: Reservation] = [:]
    /// Those that have not ended, with the number of their coming.
    private var open: [ReservationID: Int] = [:]
    private var arrivals = 0
    private var ended: Ring<ReservationID>
    private var pots: [PotID: PotStatus] = [:]
    private var latest: [Place: Int] = [:]
    private var raised: [PotID: [Int]] = [:]
    private var outbox = AlertOutbox()

    /// Creates empty rows that keep so many ended reservations.
    package init(endedLimit: Int) { ended = Ring(capacity: endedLimit) }

    package func reservation(_ id: ReservationID) -> Reservation? { reservations[id] }

    package mutating func put(_ reservation: Reservation) {
        let id = reservation.id
        let wasEnded = reservations.updateValue(reservation, forKey: id)?.state.isEnd ?? false
        guard reservation.state.isEnd else {
            if open[id] == nil {
                arrivals += 1
                open[id] = arrivals
            }
            return
        }
        open[id] = nil
        if !wasEnded, let gone = ended.append(id) { reservations[gone] = nil }
    }

    package func openReservations(expiringBy moment: Timestamp, limit: Int) -> [Reservation] {
        var due: [(reservation: Reservation, arrival: Int)] = []
        for (id, arrival) in open {
            guard let reservation = reservations[id], reservation.expires <= moment else { continue }
            due.append((reservation, arrival))
        }
        due.sort { ($0.reservation.expires, $0.arrival) < ($1.reservation.expires, $1.arrival) }
        return due.prefix(max(0, limit)).map(\.reservation)
    }

    package func pot(_ key: PotKey, start: Timestamp) -> PotStatus? {
        guard let generation = latest[Place(key: key, start: start)] else { return nil }
        return pots[PotID(key: key, start: start, generation: generation)]
    }

    package func pot(_ id: PotID) -> PotStatus? { pots[id] }

    package mutating func put(_ pot: PotStatus) {
        pots[pot.id] = pot
        let place = Place(pot.id)
        latest[place] = max(latest[place] ?? pot.id.generation, pot.id.generation)
    }

    package mutating func raise(_ pot: PotID, threshold: Int, limit: Money, taken: Money, at time: Timestamp) {
        guard raised[pot]?.contains(threshold) != true else { return }
        raised[pot, default: []].append(threshold)
        outbox.add(pot, threshold: threshold, limit: limit, taken: taken, at: time)
    }

    package func alerts(of pot: PotID) -> [Int] { raised[pot] ?? [] }

    // MARK: What a store needs besides

    /// The pots whose period has not ended, in their latest generation, by budget, scope and beginning.
    package func pots(at moment: Timestamp) -> [PotStatus] {
        latest.compactMap { pots[PotID(key: $0.key, start: $0.start, generation: $1)] }
            .filter { $0.end > moment }
            .sorted {
                ($0.id.key.budget, $0.id.key.scope, $0.id.start) < ($1.id.key.budget, $1.id.key.scope, $1.id.start)
            }
    }

    package mutating func takeAlerts(limit: Int, at now: Timestamp, lease: Timestamp) -> [BudgetAlert] {
        outbox.take(limit: limit, at: now, lease: lease)
    }

    package mutating func delivered(_ alert: BudgetAlert) { outbox.remove { $0.id == alert.id } }

    /// Removes ended reservations that expired before a moment, and pots whose period ended by it, with their alerts.
    ///
    /// All generations of a pot go together: were a later one gone, the next claim would begin the first one anew.
    package mutating func forget(before moment: Timestamp) {
        var removed: Set<ReservationID> = []
        var needed: Set<Place> = []
        for (id, reservation) in reservations {
            if !reservation.state.isEnd {
                for pot in reservation.pots { needed.insert(Place(pot)) }
            } else if reservation.expires < moment {
                removed.insert(id)
            }
        }
        for id in removed { reservations[id] = nil }
        ended.removeAll { removed.contains($0) }
        for (place, generation) in latest where !needed.contains(place) {
            let last = PotID(key: place.key, start: place.start, generation: generation)
            guard let end = pots[last]?.end, end <= moment else { continue }
            latest[place] = nil
        }
        for id in pots.keys where latest[Place(id)] == nil {
            pots[id] = nil
            raised[id] = nil
        }
        outbox.remove { latest[Place($0.pot)] == nil }
    }
}
