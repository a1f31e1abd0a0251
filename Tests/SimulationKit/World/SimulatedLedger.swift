import Synchronization
import TurnoutCore
import TurnoutLedger

/// One process's way to the store: commands take their time and stay in order, replies get lost, and now and then
/// nobody answers.
final class SimulatedLedger: TurnoutLedger.Ledger {
    private let store: LedgerStore
    private let clock: SimulationClock
    /// The process whose ledger it is.
    private let process: Int
    /// When the last of its commands comes to the store.
    private let last = Mutex(Instant(nanoseconds: 0))

    init(_ store: LedgerStore, clock: SimulationClock, process: Int) {
        self.store = store
        self.clock = clock
        self.process = process
    }

    /// Has something done at the store, after all that was handed over before it.
    private func send(_ action: @escaping @Sendable () -> Void) {
        let due = last.withLock { last in
            last = max(last, clock.now().advanced(by: store.delay()))
            return last
        }
        clock.schedule(at: due, action)
    }

    /// Has something answered, some time after it was done.
    private func reply<Value: Sendable>(
        _ result: Result<Value, LedgerFailure>,
        to continuation: CheckedContinuation<Result<Value, LedgerFailure>, Never>
    ) {
        clock.schedule(at: clock.now().advanced(by: store.delay())) { continuation.resume(returning: result) }
    }

    func perform(_ command: LedgerCommand, at now: Timestamp) async throws(LedgerFailure) -> LedgerReply {
        try await withCheckedContinuation {
            (continuation: CheckedContinuation<Result<LedgerReply, LedgerFailure>, Never>) in
            send { [self] in
                switch store.fate() {
                case .fails(let failure):
                    store.fail(command, failure, by: process)
                    reply(.failure(failure), to: continuation)
                case .replyIsLost(let failure):
                    _ = store.apply(command, at: now, by: process, isReplyLost: true)
                    reply(.failure(failure), to: continuation)
                case .done:
                    reply(.success(store.apply(command, at: now, by: process, isReplyLost: false)), to: continuation)
                }
            }
        }.get()
    }

    func post(
        _ command: LedgerCommand, at now: Timestamp, whenFailed: @escaping @Sendable (LedgerFailure) -> Void
    ) {
        send { [self] in
            switch store.fate() {
            case .fails(let failure):
                store.fail(command, failure, by: process)
                whenFailed(failure)
            case .replyIsLost(let failure):
                _ = store.apply(command, at: now, by: process, isReplyLost: true)
                whenFailed(failure)
            case .done: _ = store.apply(command, at: now, by: process, isReplyLost: false)
            }
        }
    }

    func record(_ call: CallEntry, whenFailed: @escaping @Sendable (LedgerFailure) -> Void) {
        // Calls and decisions are written with commands; what is checked is what was handed over.
        store.record(call)
    }

    func record(_ decision: DecisionEntry, whenFailed: @escaping @Sendable (LedgerFailure) -> Void) {
        store.record(decision)
    }

    /// Asks the store for something that changes nothing.
    private func ask<Value: Sendable>(
        _ question: @escaping @Sendable (MemoryLedger) -> Value
    ) async throws(LedgerFailure) -> Value {
        try await withCheckedContinuation { (continuation: CheckedContinuation<Result<Value, LedgerFailure>, Never>) in
            send { [self] in
                switch store.fate() {
                case .fails(let failure), .replyIsLost(let failure): reply(.failure(failure), to: continuation)
                case .done: reply(.success(question(store.rows)), to: continuation)
                }
            }
        }.get()
    }

    func flush() async throws(LedgerFailure) { try await ask { $0.flush() } }

    func balances(of pots: [(key: PotKey, period: PotPeriod)]) async throws(LedgerFailure) -> [PotBalance] {
        try await ask { $0.balances(of: pots) }
    }

    func pots(at moment: Timestamp) async throws(LedgerFailure) -> [PotStatus] {
        try await ask { $0.pots(at: moment) }
    }

    func usage(_ query: UsageQuery, at now: Timestamp) async throws(LedgerFailure) -> [UsageRow] {
        try await ask { $0.usage(query, at: now) }
    }

    func costliest(_ query: UsageQuery, limit: Int, at now: Timestamp) async throws(LedgerFailure) -> [RequestKind] {
        try await ask { $0.costliest(query, limit: limit, at: now) }
    }

    func takeAlerts(limit: Int, at now: Timestamp, lease: Timestamp) async throws(LedgerFailure) -> [BudgetAlert] {
        try await ask { $0.takeAlerts(limit: limit, at: now, lease: lease) }
    }

    func delivered(_ alert: BudgetAlert, at now: Timestamp) async throws(LedgerFailure) {
        try await ask { $0.delivered(alert, at: now) }
    }

    func forget(before moment: Timestamp) async throws(LedgerFailure) { try await ask { $0.forget(before: moment) } }

    func key() async throws(LedgerFailure) -> [UInt8] { try await ask { $0.key() } }
}
