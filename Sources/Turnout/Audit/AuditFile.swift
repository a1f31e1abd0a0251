import Dispatch
import Synchronization
import TurnoutCore

/// The decision log in a file of JSON lines, each tied to the one before by its digest, and flushed to the disk.
///
/// Entries that come while the disk is busy are flushed together. Only one process writes a log. The file is made readable
/// by its owner alone. A line that a crash cut short stays, and the next one says how much of it there is.
///
/// `turnout audit verify` reads it back.
public final class AuditFile: AuditTrail {
    /// When a log's file is put aside and another one begun. The chain goes on across files.
    public struct Rotation: Hashable, Sendable {
        /// The longest that a file becomes, in bytes, but for the entries that are flushed together; `nil` for any length.
        public var maxBytes: Int64?
        /// Whether a file holds the entries of one day in UTC.
        public var daily: Bool
        /// How many files that were put aside are kept; `nil` for all.
        public var keep: Int?

        /// Creates rules; by default all goes into one file.
        public init(maxBytes: Int64? = nil, daily: Bool = false, keep: Int? = nil) {
            self.maxBytes = maxBytes
            self.daily = daily
            self.keep = keep
        }
    }

    /// Who is told how an entry fared.
    private enum Listener {
        case writer(CheckedContinuation<Result<Void, AuditFailure>, Never>)
        case note(@Sendable (AuditFailure) -> Void)

        var isWaiting: Bool { if case .writer = self { true } else { false } }

        func tell(_ result: Result<Void, AuditFailure>) {
            switch self {
            case .writer(let writer): writer.resume(returning: result)
            case .note(let onFailure): if case .failure(let failure) = result { onFailure(failure) }
            }
        }
    }

    /// An entry, or a wish for those before it to be safe.
    private struct Item {
        var entry: AuditEntry?
        var listener: Listener
    }

    private let waiting = Mutex<[Item]>([])
    /// Held by the queue alone.
    private let file: Mutex<ChainedFile>
    /// Whose entries are written but not safe yet.
    private let unsafe = Mutex<[Listener]>([])
    /// JSON, digests and the disk are worked at here and not on the tasks' own threads.
    private let queue = DispatchQueue(label: "turnout.audit")

    /// How long an entry that nobody waits for may be unsafe.
    private static let patience = DispatchTimeInterval.milliseconds(100)

    /// Opens a log, or makes it.
    ///
    /// - Throws: when it cannot be written to, another process writes it, or the file is something else.
    public init(path: String, rotation: Rotation = Rotation()) throws(AuditFailure) {
        file = Mutex(try ChainedFile(path: path, rotation: rotation))
    }

    public func write(_ entry: AuditEntry) async throws(AuditFailure) { try await add(entry) }

    public func note(_ entry: AuditEntry, onFailure: @escaping @Sendable (AuditFailure) -> Void) {
        add(Item(entry: entry, listener: .note(onFailure)))
    }

    /// Returns when everything that came before would survive a loss of power. Before a process ends, it should wait for
    /// this.
    public func flush() async throws(AuditFailure) { try await add(nil) }

    private func add(_ entry: AuditEntry?) async throws(AuditFailure) {
        let result = await withCheckedContinuation { writer in
            add(Item(entry: entry, listener: .writer(writer)))
        }
        try result.get()
    }

    private func add(_ item: Item) {
        let isFirst = waiting.withLock { waiting in
            waiting.append(item)
            return waiting.count == 1
        }
        if isFirst { queue.async { self.work() } }
    }

    /// Writes all that waits, and tells everyone who waits for it.
    private func work() {
        let items = waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
        guard !items.isEmpty else { return }
        let isAwaited = items.contains { $0.listener.isWaiting }
        let written = file.withLock { file in
            Self.result { () throws(AuditFailure) in try file.append(items.compactMap(\.entry)) }
        }
        if case .success = written {
            unsafe.withLock { $0 += items.map(\.listener) }
            if isAwaited { settle() } else { queue.asyncAfter(deadline: .now() + Self.patience) { self.settle() } }
        } else {
            for item in items { item.listener.tell(written) }
        }
    }

    /// Makes safe what was written, and tells who wrote it.
    private func settle() {
        let listeners = unsafe.withLock { listeners in
            defer { listeners = [] }
            return listeners
        }
        guard !listeners.isEmpty else { return }
        let result = file.withLock { file in Self.result { () throws(AuditFailure) in try file.sync() } }
        for listener in listeners { listener.tell(result) }
    }

    private static func result(_ body: () throws(AuditFailure) -> Void) -> Result<Void, AuditFailure> {
        do throws(AuditFailure) {
            try body()
            return .success(())
        } catch {
            return .failure(error)
        }
    }
}
