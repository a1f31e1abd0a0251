import Synchronization
public import TurnoutCore

/// A ledger in memory: for tests, and for routers that may forget what was spent when they end.
///
/// It has a bounded memory of the past: the newest calls, decisions and ended reservations, up to a number of each. Pots
/// stay until ``forget(before:)``, so that no budget grows back. It never fails.
public final class MemoryLedger: Ledger {
    /// How many calls, decisions and ended reservations are kept by default; the oldest of each go first.
    public static let usualCapacity = 100_000

    private struct Books: Sendable {
        var rows: MemoryRows
        var calls: Ring<CallEntry>
        var decisions: Ring<DecisionEntry>
    }

    private let books: Mutex<Books>
    private let secret: [UInt8]

    /// Creates an empty ledger.
    ///
    /// - Parameters:
    ///   - capacity: how many calls, decisions and ended reservations are kept at the most, of each.
    ///   - key: what ``key()`` gives; random bytes of the system when there is none.
    public init(capacity: Int = MemoryLedger.usualCapacity, key: [UInt8]? = nil) {
        books = Mutex(
            Books(
                rows: MemoryRows(endedLimit: capacity),
                calls: Ring(capacity: capacity),
                decisions: Ring(capacity: capacity)
            )
        )
        var generator = SystemRandomNumberGenerator()
        secret = key ?? (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// The calls that are kept, in the order in which they were recorded.
    public var calls: [CallEntry] { books.withLock { $0.calls.elements } }

    /// The decisions that are kept, in the order in which they were recorded.
    public var decisions: [DecisionEntry] { books.withLock { $0.decisions.elements } }

    /// The reservation of a call, as long as it is kept.
    public func reservation(_ id: ReservationID) -> Reservation? { books.withLock { $0.rows.reservation(id) } }

    public func perform(_ command: LedgerCommand, at now: Timestamp) -> LedgerReply {
        books.withLock { LedgerMachine.apply(command, to: &$0.rows, at: now) }
    }

    public func post(
        _ command: LedgerCommand, at now: Timestamp, whenFailed: @escaping @Sendable (LedgerFailure) -> Void
    ) {
        _ = perform(command, at: now)
    }

    public func record(_ call: CallEntry, whenFailed: @escaping @Sendable (LedgerFailure) -> Void) {
        books.withLock { _ = $0.calls.append(call) }
    }

    public func record(_ decision: DecisionEntry, whenFailed: @escaping @Sendable (LedgerFailure) -> Void) {
        books.withLock { _ = $0.decisions.append(decision) }
    }

    /// Returns at once: nothing waits to be written.
    public func flush() {}

    public func balances(of pots: [(key: PotKey, period: PotPeriod)]) -> [PotBalance] {
        books.withLock { books in
            pots.map { books.rows.pot($0.key, start: $0.period.start)?.balance ?? PotBalance() }
        }
    }

    public func pots(at moment: Timestamp) -> [PotStatus] { books.withLock { $0.rows.pots(at: moment) } }

    public func usage(_ query: UsageQuery, at now: Timestamp) -> [UsageRow] {
        UsageTally.rows(of: calls, query, at: now)
    }

    public func costliest(_ query: UsageQuery, limit: Int, at now: Timestamp) -> [RequestKind] {
        UsageTally.costliest(of: calls, query, limit: limit, at: now)
    }

    public func takeAlerts(limit: Int, at now: Timestamp, lease: Timestamp) -> [BudgetAlert] {
        books.withLock { $0.rows.takeAlerts(limit: limit, at: now, lease: lease) }
    }

    public func delivered(_ alert: BudgetAlert, at now: Timestamp) {
        books.withLock { $0.rows.delivered(alert) }
    }

    public func forget(before moment: Timestamp) {
        books.withLock { books in
            books.calls.removeAll { $0.time < moment }
            books.decisions.removeAll { $0.time < moment }
            books.rows.forget(before: moment)
        }
    }

    public func key() -> [UInt8] { secret }
}
