import TurnoutCore
import TurnoutLedger

/// What a ledger ought to hold, kept in the plainest way: a list of reservations, and sums over them.
///
/// It says nothing of how the machine works and shares no code with it.
struct LedgerModel {
    struct Entry {
        var state: Reservation.State
        let bound: Int64
        var cost: Int64 = 0
        var pots: [PotID] = []
        let expires: Timestamp
        let isHard: Bool
        /// What the provider really charged.
        var charged: Int64 = 0
    }

    struct Sums: Equatable {
        var settled: Int64 = 0
        var held: Int64 = 0
        var overrun: Int64 = 0
        var charged: Int64 = 0
    }

    struct Place: Hashable {
        var key: PotKey
        var start: Timestamp
    }

    var entries: [ReservationID: Entry] = [:]
    var sums: [PotID: Sums] = [:]
    var limits: [PotKey: (limit: Int64, isHard: Bool)] = [:]
    var generations: [Place: Int] = [:]
    /// Pots whose alert for the whole limit is due since a call was refused.
    var refusing: Set<PotID> = []

    func pot(_ claim: Claim) -> PotID {
        let generation = generations[Place(key: claim.pot, start: claim.period.start)] ?? 0
        return PotID(key: claim.pot, start: claim.period.start, generation: generation)
    }

    /// The first claim that has to refuse an order.
    func refusal(of order: ReservationOrder) -> Int? {
        order.claims.firstIndex { claim in
            let sums = sums[pot(claim)] ?? Sums()
            return claim.isHard && sums.settled + sums.held + order.bound.nanoUSD > claim.limit.nanoUSD
        }
    }

    mutating func reserve(_ order: ReservationOrder) {
        var entry = Entry(
            state: order.isDispatching ? .dispatched : .reserved,
            bound: order.bound.nanoUSD,
            expires: order.expires,
            isHard: order.claims.contains(where: \.isHard)
        )
        for claim in order.claims {
            let pot = pot(claim)
            generations[Place(key: claim.pot, start: claim.period.start)] = pot.generation
            limits[claim.pot] = (claim.limit.nanoUSD, claim.isHard)
            entry.pots.append(pot)
            sums[pot, default: Sums()].held += entry.bound
        }
        entries[order.id] = entry
    }

    mutating func end(_ id: ReservationID, as state: Reservation.State, cost: Int64) {
        guard var entry = entries[id] else { return }
        entry.state = state
        entry.cost = cost
        entries[id] = entry
        for pot in entry.pots {
            sums[pot, default: Sums()].held -= entry.bound
            sums[pot, default: Sums()].settled += cost
            sums[pot, default: Sums()].overrun += max(0, state == .settled ? cost - entry.bound : 0)
        }
    }

    mutating func charge(_ id: ReservationID, _ amount: Int64) {
        entries[id]?.charged = amount
        for pot in entries[id]?.pots ?? [] { sums[pot, default: Sums()].charged += amount }
    }

    mutating func reset(_ key: PotKey, _ period: PotPeriod) {
        let place = Place(key: key, start: period.start)
        guard let generation = generations[place] else { return }
        let sums = sums[PotID(key: key, start: period.start, generation: generation)] ?? Sums()
        if sums.settled != 0 || sums.held != 0 { generations[place] = generation + 1 }
    }

    /// The sums once more, over all reservations.
    func sumsFromScratch() -> [PotID: Sums] {
        var sums: [PotID: Sums] = [:]
        for entry in entries.values {
            for pot in entry.pots {
                var sum = sums[pot] ?? Sums()
                sum.charged += entry.charged
                switch entry.state {
                case .reserved, .dispatched: sum.held += entry.bound
                case .settled:
                    sum.settled += entry.cost
                    sum.overrun += max(0, entry.cost - entry.bound)
                case .voided: break
                }
                sums[pot] = sum
            }
        }
        return sums
    }
}
