import TurnoutCore

extension LedgerMachine {
    /// Sets money aside in all pots or in none.
    ///
    /// A soft claim refuses only what cannot be counted: were the sum of a pot out of range, giving back a part of it
    /// later would make money reappear.
    static func reserve<Rows: LedgerRows>(
        _ order: ReservationOrder, in rows: inout Rows, at now: Timestamp
    ) throws(Rows.Failure) -> LedgerReply {
        if let known = try rows.reservation(order.id) { return try repeated(order, known, in: &rows) }
        var before: [PotStatus?] = []
        var pots: [PotStatus] = []
        // Which of the pots each claim means: two claims may mean the same one, which is booked once.
        var places: [Int] = []
        for claim in order.claims {
            if let place = pots.firstIndex(where: { $0.id.key == claim.pot && $0.id.start == claim.period.start }) {
                if claim.limit < pots[place].limit { pots[place].take(claim) }
                places.append(place)
                continue
            }
            let found = try rows.pot(claim.pot, start: claim.period.start)
            places.append(pots.count)
            before.append(found)
            pots.append(PotStatus(found, claim))
        }
        for (index, claim) in order.claims.enumerated() where !claim.admits(order.bound, on: pots[places[index]]) {
            let standing = places.map { pots[$0] }
            try alertOfRefusal(claim, standing[index], isNew: before[places[index]] == nil, in: &rows, at: now)
            return .refused(claim: index, standing)
        }
        let reservation = Reservation(
            id: order.id,
            state: order.isDispatching ? .dispatched : .reserved,
            bound: max(order.bound, .zero),
            pots: pots.map(\.id),
            expires: order.expires
        )
        for place in pots.indices {
            pots[place].balance.hold(reservation.bound)
            try rows.put(pots[place])
            try alert(from: before[place], to: pots[place], in: &rows, at: now)
        }
        try rows.put(reservation)
        return .done(reservation, pots)
    }

    /// Answers an order for a reservation that exists. Another bound makes it another order, which is not carried out.
    private static func repeated<Rows: LedgerRows>(
        _ order: ReservationOrder, _ known: Reservation, in rows: inout Rows
    ) throws(Rows.Failure) -> LedgerReply {
        guard known.bound == max(order.bound, .zero) else { return .conflict(known) }
        var reservation = known
        // Whoever sends on this answer must not leave behind what an expiry takes for unsent.
        if reservation.state == .reserved, order.isDispatching {
            reservation.state = .dispatched
            try rows.put(reservation)
        }
        return .done(reservation, try pots(of: reservation, in: rows))
    }
}

extension Claim {
    /// Whether a pot holds a bound, or does not need to.
    fileprivate func admits(_ bound: Money, on pot: PotStatus) -> Bool {
        guard bound >= .zero, let taken = pot.balance.settled.adding(pot.balance.held), let sum = taken.adding(bound)
        else { return false }
        return !isHard || sum <= limit
    }
}

extension PotStatus {
    /// A pot as a claim finds it: what is taken, under the claim's terms.
    fileprivate init(_ found: PotStatus?, _ claim: Claim) {
        self.init(
            id: found?.id ?? PotID(key: claim.pot, start: claim.period.start, generation: 0),
            end: claim.period.end,
            limit: claim.limit,
            alertAt: claim.alertAt,
            balance: found?.balance ?? PotBalance()
        )
    }

    fileprivate mutating func take(_ claim: Claim) {
        end = claim.period.end
        limit = claim.limit
        alertAt = claim.alertAt
    }
}
