public import TurnoutCore
import TurnoutPolicy

extension WaitingLine {
    /// Lets a request wait, or says at once why it cannot.
    ///
    /// - Parameter firstToken: how long a served request typically takes until its first token, which has to fit in
    ///   before the deadline too; `nil` when nobody knows.
    public mutating func enqueue(
        _ entry: WaitingEntry,
        firstToken: Duration? = nil,
        at now: Instant
    ) -> WaitingAdmission {
        guard settings.size > 0 else { return .refused(WaitingRefusal(reason: .off, retryIn: nil)) }
        guard room.seat(of: entry.id) == nil else {
            return .refused(WaitingRefusal(reason: .duplicate, retryIn: nil))
        }
        let latest = entry.deadline.advanced(by: .zero - max(.zero, firstToken ?? .zero))
        let patience = min(now.duration(to: latest), settings.maximumWait)
        guard patience > .zero else { return .refused(WaitingRefusal(reason: .tooLate, retryIn: nil)) }
        if let wait = predictedWait(for: entry, at: now), wait > patience {
            return .refused(WaitingRefusal(reason: .tooLate, retryIn: wait - patience))
        }
        var displaced: WaitingDeparture?
        if room.count >= settings.size {
            guard let seat = displaceable(by: entry), let loser = remove(seat, at: now) else {
                // As long as it takes until one of those who wait has been served.
                let one = room.cost / max(1, room.count)
                return .refused(WaitingRefusal(reason: .full, retryIn: rate.time(for: max(1, one), at: now)))
            }
            displaced = WaitingDeparture(loser, .displaced, at: now)
        }
        var entry = entry
        entry.entered = now
        room.seat(entry, leaves: min(entry.deadline, now.advanced(by: settings.maximumWait)))
        rate.note(isEmpty: false, at: now)
        let ahead = room.classes[entry.priority.rank...].reduce(0) { $0 + $1.chain.count }
        return .queued(position: ahead, displaced: displaced)
    }

    /// How long an entry that came now would wait, if nobody came after it; `nil` while nobody knows how fast the line
    /// moves.
    ///
    /// It waits for its own tenant's work, for as much of each other tenant's in its class, and for the work that the
    /// weights give to the other classes meanwhile.
    public func predictedWait(for entry: WaitingEntry, at now: Instant) -> Duration? {
        let rank = entry.priority.rank
        let own = room.line(WaitingRoom.LineKey(rank: rank, tenant: entry.tenant))
        let before = isNewestFirst(entry.priority, at: now) ? 0 : own.map { room.lines[$0].cost } ?? 0
        var ahead = before
        var line = room.classes[rank].ring.first
        while let other = line {
            if other != own { ahead = ahead.plus(min(room.lines[other].cost, before.plus(entry.cost))) }
            line = room.nextLine(other)
        }
        let share = Int128(ahead.plus(entry.cost))
        for other in room.classes.indices where other != rank {
            let given = share * Int128(ClassTurns.weights[other]) / Int128(ClassTurns.weights[rank])
            ahead = ahead.plus(min(room.classes[other].cost, Int(clamping: given)))
        }
        return rate.time(for: ahead, at: now)
    }

    /// Who has to leave a full line for an entry; `nil` when it has no claim.
    private func displaceable(by entry: WaitingEntry) -> Int? {
        let rank = entry.priority.rank
        guard let lowest = room.classes.firstIndex(where: { $0.chain.count > 0 }), lowest <= rank,
            let fattest = room.fattest(of: lowest)
        else { return nil }
        if lowest == rank {
            let own = room.line(WaitingRoom.LineKey(rank: rank, tenant: entry.tenant))
            let ownCount = own.map { room.lines[$0].chain.count } ?? 0
            guard room.lines[fattest].chain.count >= ownCount + 2 else { return nil }
        }
        return room.lines[fattest].chain.last
    }
}

extension WaitingDeparture {
    init(_ entry: WaitingEntry, _ reason: Reason, at now: Instant) {
        self.init(id: entry.id, reason: reason, waited: max(.zero, entry.entered.duration(to: now)))
    }
}
