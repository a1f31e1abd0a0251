import TurnoutCore
import TurnoutLedger

/// Gives commands to a machine and looks at every reply, and at everything that was written, before the next one.
struct LedgerExaminer {
    /// What must hold, and does not.
    enum Finding: Hashable, CustomStringConvertible {
        case reply(String)
        case balance(String)
        case limit(String)
        case reservation(String)
        case uncounted(String)
        case alert(String)

        var description: String {
            switch self {
            case .reply(let text): "reply: \(text)"
            case .balance(let text): "balance: \(text)"
            case .limit(let text): "limit: \(text)"
            case .reservation(let text): "reservation: \(text)"
            case .uncounted(let text): "uncounted: \(text)"
            case .alert(let text): "alert: \(text)"
            }
        }
    }

    /// How often each kind of reply was given.
    struct Replies {
        var done = 0
        var refused = 0
        var unknown = 0
        var conflict = 0
        var expired = 0

        mutating func count(_ reply: LedgerReply) {
            switch reply {
            case .done: done += 1
            case .refused: refused += 1
            case .unknown: unknown += 1
            case .conflict: conflict += 1
            case .expired(let count): expired += count
            }
        }

        static func += (left: inout Replies, right: Replies) {
            left.done += right.done
            left.refused += right.refused
            left.unknown += right.unknown
            left.conflict += right.conflict
            left.expired += right.expired
        }
    }

    static let thresholds = [50, 100]

    let machine: LedgerDefect
    /// Whether calls are only given back that nobody charges for, so that the ledger must know of all that was charged.
    var isHonest = true
    private(set) var rows = WatchedRows()
    private(set) var finding: Finding?
    private(set) var replies = Replies()
    var model = LedgerModel()

    init(machine: LedgerDefect) { self.machine = machine }

    @discardableResult
    mutating func perform(_ command: LedgerCommand, at now: Timestamp) -> LedgerReply {
        rows.beginCommand()
        let reply = machine.apply(command, to: &rows, at: now)
        replies.count(reply)
        judge(reply, to: command, at: now)
        for id in rows.touchedReservations { judge(id) }
        for pot in rows.touchedPots { judge(pot) }
        for alert in rows.raised { judgeAlert(alert.pot, alert.threshold) }
        return reply
    }

    mutating func fail(_ finding: Finding) {
        if self.finding == nil { self.finding = finding }
    }

    // MARK: Replies

    private mutating func judge(_ reply: LedgerReply, to command: LedgerCommand, at now: Timestamp) {
        switch command {
        case .reserve(let order): judgeReserve(reply, order)
        case .dispatch(let id):
            let isRight = model.entries[id]?.state.isEnd == false
            if isRight { model.entries[id]?.state = .dispatched }
            judgeEnding(reply, id, isRight: isRight, command)
        case .settle(let id, let cost):
            let entry = model.entries[id]
            let price = cost?.nanoUSD ?? entry?.bound ?? 0
            let isOpen = entry?.state.isEnd == false
            if isOpen { model.end(id, as: .settled, cost: price) }
            judgeEnding(reply, id, isRight: isOpen || (entry?.state == .settled && entry?.cost == price), command)
        case .void(let id):
            let state = model.entries[id]?.state
            if state?.isEnd == false { model.end(id, as: .voided, cost: 0) }
            judgeEnding(reply, id, isRight: state != .settled, command)
        case .expire(let limit): judgeExpire(reply, limit: limit, at: now)
        case .reset(let key, let period):
            model.reset(key, period)
            if case .done(nil, _) = reply { break }
            fail(.reply("\(reply) to \(command)"))
        }
    }

    private mutating func judgeReserve(_ reply: LedgerReply, _ order: ReservationOrder) {
        if let known = model.entries[order.id] {
            if known.state == .reserved, order.isDispatching { model.entries[order.id]?.state = .dispatched }
            if case .done(let found?, _) = reply, found.state == model.entries[order.id]?.state { return }
            return fail(.reply("a repeated order was answered with \(reply)"))
        }
        let refusal = model.refusal(of: order)
        switch reply {
        case .done where refusal == nil: model.reserve(order)
        case .refused(let claim, _) where claim == refusal:
            if order.claims[claim].alertAt.contains(100) { model.refusing.insert(model.pot(order.claims[claim])) }
        default: fail(.limit("\(reply) instead of a refusal by \(refusal.map(String.init) ?? "none")"))
        }
    }

    private mutating func judgeEnding(
        _ reply: LedgerReply, _ id: ReservationID, isRight: Bool, _ command: LedgerCommand
    ) {
        guard let entry = model.entries[id] else {
            if reply != .unknown { fail(.reply("\(reply) to \(command), which nothing is known of")) }
            return
        }
        switch reply {
        case .done(let found?, _) where isRight && found.state == entry.state: return
        case .conflict(let found) where !isRight && found.state == entry.state: return
        default: fail(.reply("\(reply) to \(command), on what is \(entry.state)"))
        }
    }

    private mutating func judgeExpire(_ reply: LedgerReply, limit: Int, at now: Timestamp) {
        // Which of several that are overdue at the same moment go first is the store's choice: what it wrote counts.
        var ended = 0
        for id in rows.touchedReservations {
            guard let entry = model.entries[id], !entry.state.isEnd, entry.expires <= now else {
                fail(.reservation("\(id) was ended by an expiry that it was not due for"))
                continue
            }
            ended += 1
            if entry.state == .reserved {
                model.end(id, as: .voided, cost: 0)
            } else {
                model.end(id, as: .settled, cost: entry.bound)
            }
        }
        if reply != .expired(ended) { fail(.reply("\(reply) when \(ended) were ended")) }
        guard ended < limit else { return }
        let left = model.entries.contains { !$1.state.isEnd && $1.expires <= now }
        if left { fail(.reservation("an expiry left something behind")) }
    }

    // MARK: Rows

    private mutating func judge(_ id: ReservationID) {
        guard let found = rows.reservation(id), let entry = model.entries[id] else {
            return fail(.reservation("\(id) was written and should not be there"))
        }
        let cost = entry.state == .settled ? entry.cost : nil
        if found.state != entry.state || found.cost?.nanoUSD != cost || found.pots != entry.pots {
            fail(.reservation("\(found) instead of \(entry)"))
        }
    }

    private mutating func judge(_ pot: PotID) {
        guard let found = rows.pot(pot)?.balance else { return fail(.balance("\(pot) is gone")) }
        let sums = model.sums[pot] ?? LedgerModel.Sums()
        let isSum =
            found.settled.nanoUSD == sums.settled && found.held.nanoUSD == sums.held
            && found.overrun.nanoUSD == sums.overrun
        if !isSum { fail(.balance("\(pot) holds \(found) instead of \(sums)")) }
        guard let terms = model.limits[pot.key] else { return }
        let taken = found.settled.nanoUSD + found.held.nanoUSD
        if terms.isHard, taken > terms.limit + sums.overrun {
            fail(.limit("\(taken) taken of \(terms.limit) in \(pot)"))
        }
        if isHonest, taken < sums.charged { fail(.uncounted("\(sums.charged) charged, \(taken) known in \(pot)")) }
        for threshold in Self.thresholds {
            let isDue =
                (sums.settled > 0 && sums.settled * 100 >= terms.limit * Int64(threshold))
                || (threshold == 100 && model.refusing.contains(pot))
            if rows.alerts(of: pot).contains(threshold) != isDue {
                fail(.alert("\(threshold)% of \(pot): \(sums) of \(terms.limit)"))
            }
        }
    }

    private mutating func judgeAlert(_ pot: PotID, _ threshold: Int) {
        let count = rows.raised.count { $0.pot == pot && $0.threshold == threshold }
        let isNew = alerted.insert(Alert(pot: pot, threshold: threshold)).inserted
        if count > 1 || !isNew { fail(.alert("\(threshold)% of \(pot) was raised twice")) }
    }

    private struct Alert: Hashable {
        var pot: PotID
        var threshold: Int
    }

    private var alerted: Set<Alert> = []

    /// Sums everything up once more, and looks at every row.
    mutating func judgeAll() {
        let sums = model.sumsFromScratch()
        for (pot, sum) in model.sums where sum != sums[pot] { fail(.balance("the model's own sums differ at \(pot)")) }
        for pot in model.sums.keys { judge(pot) }
        for id in model.entries.keys { judge(id) }
    }

    /// Looks at the end, when every reservation has to have ended.
    mutating func judgeEnd() {
        judgeAll()
        for pot in model.sums.keys {
            let held = rows.pot(pot)?.balance.held ?? .zero
            if held != .zero { fail(.balance("\(held) held for ever in \(pot)")) }
        }
        for (id, entry) in model.entries where !entry.state.isEnd { fail(.reservation("\(id) has never ended")) }
    }
}
