import TurnoutCore
import TurnoutLedger

/// Rows of a store that breaks down at some access.
struct BreakingRows: LedgerRows {
    struct Broken: Error {
        var access: Int
    }

    typealias Failure = Broken

    var base = MemoryRows(endedLimit: 100)
    /// How many accesses succeed from now on; `nil` for all of them.
    var failsAfter: Int? {
        didSet { counter = Counter() }
    }

    /// Reads count too, and they do not mutate.
    private final class Counter {
        var accesses = 0
    }

    private var counter = Counter()

    private func access() throws(Broken) {
        if let failsAfter, counter.accesses == failsAfter { throw Broken(access: failsAfter) }
        counter.accesses += 1
    }

    func reservation(_ id: ReservationID) throws(Broken) -> Reservation? {
        try access()
        return base.reservation(id)
    }

    mutating func put(_ reservation: Reservation) throws(Broken) {
        try access()
        base.put(reservation)
    }

    func openReservations(expiringBy moment: Timestamp, limit: Int) throws(Broken) -> [Reservation] {
        try access()
        return base.openReservations(expiringBy: moment, limit: limit)
    }

    func pot(_ key: PotKey, start: Timestamp) throws(Broken) -> PotStatus? {
        try access()
        return base.pot(key, start: start)
    }

    func pot(_ id: PotID) throws(Broken) -> PotStatus? {
        try access()
        return base.pot(id)
    }

    mutating func put(_ pot: PotStatus) throws(Broken) {
        try access()
        base.put(pot)
    }

    mutating func raise(
        _ pot: PotID, threshold: Int, limit: Money, taken: Money, at time: Timestamp
    ) throws(Broken) {
        try access()
        base.raise(pot, threshold: threshold, limit: limit, taken: taken, at: time)
    }

    func alerts(of pot: PotID) throws(Broken) -> [Int] {
        try access()
        return base.alerts(of: pot)
    }
}
