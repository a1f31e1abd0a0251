import Synchronization
import TurnoutCore
import TurnoutLedger

/// A ledger in memory whose machine, or whose store, makes a mistake.
final class DefectiveLedger: Ledger {
    /// Mistakes of a store.
    enum StoreDefect: CaseIterable, Sendable {
        case commandsOverwriteEachOther
        case postedCommandsLost
        case balancesInAnotherOrder
        case endedPeriodsListed
        case resetPotsListedTwice
        case leasesIgnored
        case deliveriesForgotten
        case allAlertsAtOnce
        case endOfQueryIncluded
        case costliestUnlimited
        case nothingForgotten
        case openReservationsForgotten
        case keyDrawnEachTime
    }

    private let defect: LedgerDefect
    private let mistake: StoreDefect?
    private let rows = Mutex(MemoryRows(endedLimit: .max))
    private let rest = MemoryLedger()

    init(_ defect: LedgerDefect = .none, _ mistake: StoreDefect? = nil) {
        self.defect = defect
        self.mistake = mistake
    }

    func perform(_ command: LedgerCommand, at now: Timestamp) async -> LedgerReply {
        guard mistake == .commandsOverwriteEachOther else { return apply(command, at: now) }
        var copy = rows.withLock { $0 }
        let reply = defect.apply(command, to: &copy, at: now)
        for _ in 0..<100 { await Task.yield() }
        rows.withLock { [copy] in $0 = copy }
        return reply
    }

    private func apply(_ command: LedgerCommand, at now: Timestamp) -> LedgerReply {
        rows.withLock { defect.apply(command, to: &$0, at: now) }
    }

    func post(_ command: LedgerCommand, at now: Timestamp, whenFailed: @escaping @Sendable (LedgerFailure) -> Void) {
        if mistake != .postedCommandsLost { _ = apply(command, at: now) }
    }

    func record(_ call: CallEntry, whenFailed: @escaping @Sendable (LedgerFailure) -> Void) {
        rest.record(call, whenFailed: whenFailed)
    }

    func record(_ decision: DecisionEntry, whenFailed: @escaping @Sendable (LedgerFailure) -> Void) {
        rest.record(decision, whenFailed: whenFailed)
    }

    func flush() {}

    func balances(of pots: [(key: PotKey, period: PotPeriod)]) -> [PotBalance] {
        let found = rows.withLock { rows in
            pots.map { rows.pot($0.key, start: $0.period.start)?.balance ?? PotBalance() }
        }
        return mistake == .balancesInAnotherOrder ? found.reversed() : found
    }

    func pots(at moment: Timestamp) -> [PotStatus] {
        let from = mistake == .endedPeriodsListed ? Timestamp(microseconds: 0) : moment
        let found = rows.withLock { $0.pots(at: from) }
        guard mistake == .resetPotsListedTwice else { return found }
        return found.flatMap { pot in Array(repeating: pot, count: pot.id.generation + 1) }
    }

    func usage(_ query: UsageQuery, at now: Timestamp) -> [UsageRow] {
        guard mistake == .endOfQueryIncluded else { return rest.usage(query, at: now) }
        var query = query
        query.until = Timestamp(microseconds: (query.until ?? now).microseconds + 1)
        return rest.usage(query, at: now)
    }

    func costliest(_ query: UsageQuery, limit: Int, at now: Timestamp) -> [RequestKind] {
        rest.costliest(query, limit: mistake == .costliestUnlimited ? .max : limit, at: now)
    }

    func takeAlerts(limit: Int, at now: Timestamp, lease: Timestamp) -> [BudgetAlert] {
        rows.withLock {
            $0.takeAlerts(
                limit: mistake == .allAlertsAtOnce ? .max : limit, at: now,
                lease: mistake == .leasesIgnored ? now : lease)
        }
    }

    func delivered(_ alert: BudgetAlert, at now: Timestamp) {
        if mistake != .deliveriesForgotten { rows.withLock { $0.delivered(alert) } }
    }

    func forget(before moment: Timestamp) {
        if mistake == .nothingForgotten { return }
        if mistake == .openReservationsForgotten { rows.withLock { $0 = MemoryRows(endedLimit: .max) } }
        rest.forget(before: moment)
        rows.withLock { $0.forget(before: moment) }
    }

    func key() -> [UInt8] { mistake == .keyDrawnEachTime ? MemoryLedger().key() : rest.key() }
}
