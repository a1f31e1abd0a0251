public import TurnoutCore

extension WaitingLine {
    /// Takes the next to be served out of the line. One that is too late is never taken.
    ///
    /// - Parameter canServe: whether there is room where the entry wants to go; one that finds none is passed over and
    ///   keeps its place. It is asked of the first few as a rule, and of everybody when nobody can be served.
    public mutating func next(at now: Instant, canServe: (WaitingEntry) -> Bool) -> WaitingEntry? {
        guard room.count > 0 else { return nil }
        let current = turns.current
        var seats = SIMD4<Int>(repeating: -1)
        var costs = SIMD4<Int64>(repeating: 0)
        if let candidate = candidate(current, at: now, canServe) {
            if turns.stays(for: candidate.cost) { return serve(candidate.seat, at: now) }
            (seats[current], costs[current]) = candidate
        }
        for rank in room.classes.indices where rank != current {
            guard let candidate = candidate(rank, at: now, canServe) else { continue }
            (seats[rank], costs[rank]) = candidate
        }
        guard let rank = turns.pass(costs) else { return nil }
        return serve(seats[rank], at: now)
    }

    /// Takes everybody out who is too late or too many, to be told.
    public mutating func expire(at now: Instant) -> [WaitingDeparture] {
        var gone: [WaitingDeparture] = []
        while let seat = room.due(at: now), let entry = remove(seat, at: now) {
            gone.append(WaitingDeparture(entry, entry.deadline <= now ? .deadline : .maximumWait, at: now))
        }
        for rank in 0...Self.highestShed {
            look(rank, at: now)
            while delays[rank].sheds(at: now), let seat = room.classes[rank].chain.first,
                let entry = remove(seat, at: now)
            {
                gone.append(WaitingDeparture(entry, .shed, at: now))
            }
        }
        return gone
    }

    private mutating func serve(_ seat: Int, at now: Instant) -> WaitingEntry? {
        guard let entry = room.entry(at: seat) else { return nil }
        turns.pay(Int64(entry.cost))
        // Before it leaves, while the time that it waited is still counted.
        rate.served(entry.cost, at: now)
        remove(seat, at: now)
        room.rotate(WaitingRoom.LineKey(rank: entry.priority.rank, tenant: entry.tenant))
        return entry
    }

    /// Whom a class would have served: of the first tenant in turn who has somebody to serve, the oldest such, or the
    /// newest while the line stands.
    private mutating func candidate(
        _ rank: Int,
        at now: Instant,
        _ canServe: (WaitingEntry) -> Bool
    ) -> (seat: Int, cost: Int64)? {
        look(rank, at: now)
        let newestFirst = delays[rank].isStanding(at: now)
        var line = room.classes[rank].ring.first
        while let tenant = line {
            let chain = room.lines[tenant].chain
            var seat = newestFirst ? chain.last : chain.first
            while let here = seat {
                if room.isInTime(here, at: now), let entry = room.entry(at: here), canServe(entry) {
                    return (here, Int64(entry.cost))
                }
                seat = room.nextInLine(here, newestFirst: newestFirst)
            }
            line = room.nextLine(tenant)
        }
        return nil
    }
}
