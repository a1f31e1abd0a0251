#if SQLite
import Dispatch
import GRDB
import Synchronization
public import TurnoutCore
public import TurnoutLedger

/// A ledger in a file, which several processes of one machine may share.
///
/// It is an SQLite database in WAL mode. A reply is given when the change is flushed to the disk; commands that come
/// while the disk is busy are flushed together, in the order in which they came. Waiting is done on threads of its own.
///
/// While the disk is full or another process keeps the file, commands fail when their time is over, and what was handed
/// over by ``post(_:at:whenFailed:)`` is kept and tried again: a settlement is never dropped. Calls and decisions are kept
/// too, up to four times ``Options/queueLimit``.
///
/// The file is made readable by its owner alone. It must lie on a local disk: locks of network disks cannot be relied on.
public final class SQLiteLedger: Ledger {
    /// How a ledger waits.
    public struct Options: Hashable, Sendable {
        /// How long a command waits for the file while another process keeps it, before it fails with `.busy`.
        public var patience: Duration
        /// How many commands may wait to be written; more are refused with `.busy`. Settlements never are.
        public var queueLimit: Int

        /// Creates options; by default 5 s and 4,096 commands.
        public init(patience: Duration = .seconds(5), queueLimit: Int = 4096) {
            self.patience = patience
            self.queueLimit = queueLimit
        }
    }

    let file: LedgerFile
    private let options: Options
    private let writing: WriteQueue
    private let reading = DispatchQueue(label: "turnout.ledger.reading")
    /// Set and asked for on the queue of reading alone.
    private let isClosed = Mutex(false)

    /// Opens a file, makes it where there is none, and migrates an older one. It blocks its thread: call it at the start.
    ///
    /// - Throws: `.unreadable` for a file of a newer version, which is left as it is, and for one that is no ledger.
    public convenience init(path: String, options: Options = Options()) throws(LedgerFailure) {
        self.init(try LedgerFile(path: path, waiting: options.patience), options)
    }

    /// Opens a file to read it, for commands that report. It is neither made nor migrated; what would write fails.
    public convenience init(readingFrom path: String, options: Options = Options()) throws(LedgerFailure) {
        self.init(try LedgerFile(readingFrom: path, waiting: options.patience), options)
    }

    init(_ file: LedgerFile, _ options: Options) {
        self.file = file
        self.options = options
        writing = WriteQueue(file, limit: max(1, options.queueLimit), patience: options.patience)
    }

    /// Where the file is.
    public var path: String { file.path }

    /// Writes what was handed over and closes the file. What comes later fails with `.closed`, and so does what could not
    /// be written.
    public func close() async {
        await writing.close()
        await withCheckedContinuation { (closing: CheckedContinuation<Void, Never>) in
            reading.async { [self] in
                if !isClosed.withLock({ $0 }) { file.closeConnections() }
                isClosed.withLock { $0 = true }
                closing.resume()
            }
        }
    }

    public func perform(_ command: LedgerCommand, at now: Timestamp) async throws(LedgerFailure) -> LedgerReply {
        let deadline = ContinuousClock.now + options.patience
        return try await withCheckedContinuation { (waiter: Waiter<LedgerReply>) in
            writing.add(
                WriteItem(
                    work: .command(command, at: now) { waiter.resume(returning: .success($0)) },
                    deadline: deadline,
                    failed: { waiter.resume(returning: .failure($0)) }
                ))
        }.get()
    }

    public func post(
        _ command: LedgerCommand, at now: Timestamp, whenFailed: @escaping @Sendable (LedgerFailure) -> Void
    ) {
        writing.add(WriteItem(work: .command(command, at: now) { _ in }, failed: whenFailed))
    }

    public func record(_ call: CallEntry, whenFailed: @escaping @Sendable (LedgerFailure) -> Void) {
        writing.add(WriteItem(work: .record(.call(call)), failed: whenFailed))
    }

    public func record(_ decision: DecisionEntry, whenFailed: @escaping @Sendable (LedgerFailure) -> Void) {
        writing.add(WriteItem(work: .record(.decision(decision)), failed: whenFailed))
    }

    public func flush() async throws(LedgerFailure) { try await change { _ in } }

    // MARK: Turns

    typealias Waiter<Value> = CheckedContinuation<Result<Value, LedgerFailure>, Never>

    /// Changes rows, in turn with the commands; the value is given after the commit.
    func change<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(LedgerFailure) -> Value {
        let deadline = ContinuousClock.now + options.patience
        return try await withCheckedContinuation { (waiter: Waiter<Value>) in
            let item = WriteItem(
                work: .job { database in
                    let value = try body(database)
                    return { waiter.resume(returning: .success(value)) }
                },
                deadline: deadline,
                failed: { waiter.resume(returning: .failure($0)) }
            )
            writing.add(item)
        }.get()
    }

    /// Reads what is on the disk now, beside the writing.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(LedgerFailure) -> Value {
        try await withCheckedContinuation { (waiter: Waiter<Value>) in
            reading.async { [self] in
                let isClosed = isClosed.withLock { $0 }
                waiter.resume(returning: isClosed ? .failure(file.closed) : file.read(body))
            }
        }.get()
    }
}
#endif
