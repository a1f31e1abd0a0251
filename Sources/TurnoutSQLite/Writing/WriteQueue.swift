#if SQLite
import Dispatch
import Synchronization
import TurnoutLedger

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Items in the order in which they came, written by a thread of its own: those that come while the disk is busy go
/// into the next transaction together.
///
/// What somebody waits for is told when it fails. What nobody waits for is kept and tried again as long as the disk is
/// full or another process keeps the file: reservations were made on the strength of it.
final class WriteQueue: Sendable {
    /// More than this in one transaction makes those at its end wait without making the others faster.
    private static let batchLimit = 512
    /// How long a write that failed waits for the next try, unless something new comes first.
    private static let pause = DispatchTimeInterval.milliseconds(200)

    private static let longestLookout = Duration.milliseconds(2)

    private struct State {
        var waiting = WaitingItems()
        var isRunning = false
        var isClosed = false
        /// How many the last transaction answered or left waiting, and until when to look out for them.
        var company = 0
        var lookout = ContinuousClock.now
    }

    private let writer: BatchWriter
    private let limit: Int
    private let patience: Duration
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "turnout.ledger.writing")

    init(_ file: LedgerFile, limit: Int, patience: Duration) {
        writer = BatchWriter(file: file)
        self.limit = limit
        self.patience = patience
    }

    /// Puts an item at the end, or tells it why not.
    func add(_ item: WriteItem) {
        let (refusal, starts): (LedgerFailure?, Bool) = state.withLock { state in
            if state.isClosed { return (closed, false) }
            // Records have room of their own, so that they go on a while when commands are refused.
            if item.isRefusable, state.waiting.refusable >= limit { return (crowded, false) }
            if item.isRecord, state.waiting.records / 4 >= limit { return (crowded, false) }
            state.waiting.append(item)
            defer { state.isRunning = true }
            return (nil, !state.isRunning)
        }
        if let refusal { item.failed(refusal) }
        if starts { queue.async { self.run() } }
    }

    /// Takes nothing more, tries once to write what is there, and fails the rest. Afterwards nothing uses the file.
    func close() async {
        state.withLock { $0.isClosed = true }
        await withCheckedContinuation { (closing: CheckedContinuation<Void, Never>) in
            queue.async {
                while case let items = self.take(), !items.isEmpty {
                    for item in self.write(items, until: .now + self.patience) { item.failed(self.closed) }
                }
                closing.resume()
            }
        }
    }

    private func run() {
        while true {
            waitForCompany()
            let items = take()
            guard !items.isEmpty else { return }
            let began = ContinuousClock.now
            let end = items.compactMap(\.deadline).min() ?? began + patience
            let kept = write(items, until: end)
            noteCompany(items, began)
            guard !kept.isEmpty else { continue }
            state.withLock { $0.waiting.prepend(kept) }
            // Those with a deadline have time left and go on at once; the others can wait.
            if !kept.contains(where: { $0.deadline != nil }) {
                let waits = state.withLock { state in
                    guard state.waiting.timed == 0 else { return false }
                    state.isRunning = false
                    return true
                }
                guard waits else { continue }
                queue.asyncAfter(deadline: .now() + Self.pause) { self.wake() }
                return
            }
        }
    }

    /// Tasks that were just answered come back in a moment. Whoever is first of them would go to the disk alone, and all
    /// others would wait for two flushes instead of one.
    private func waitForCompany() {
        while true {
            let waits = state.withLock { state in
                !state.waiting.isEmpty && !state.isClosed && state.waiting.timed < state.company
                    && ContinuousClock.now < state.lookout
            }
            guard waits else { return }
            usleep(50)
        }
    }

    /// The time to look out is a share of what the disk takes, so that nobody waits much longer for nothing.
    private func noteCompany(_ items: [WriteItem], _ began: ContinuousClock.Instant) {
        let now = ContinuousClock.now
        let answered = items.count { $0.deadline != nil }
        state.withLock { state in
            state.company = answered + state.waiting.timed
            state.lookout = now + min((now - began) / 6, Self.longestLookout)
        }
    }

    private func wake() {
        let starts = state.withLock { state in
            guard !state.isRunning, !state.waiting.isEmpty else { return false }
            state.isRunning = true
            return true
        }
        if starts { run() }
    }

    /// Writes items, tells everyone what came of it, and gives back those that are to be tried again.
    private func write(_ items: [WriteItem], until end: ContinuousClock.Instant) -> [WriteItem] {
        do throws(BatchWriter.Rollback) {
            for (item, outcome) in zip(items, try writer.write(items, until: end)) {
                switch outcome {
                case .written(let done): done()
                case .failed(let failure): item.failed(failure)
                }
            }
            return []
        } catch {
            if error.isOfStatement, items.count > 1 {
                // One of them cannot be written: each alone, so that the others are.
                return items.flatMap { write([$0], until: end) }
            }
            let now = ContinuousClock.now
            return items.filter { item in
                let isKept =
                    switch error.failure.kind {
                    case .busy: item.deadline.map { $0 > now } ?? true
                    case .full, .io: item.deadline == nil && !error.isOfStatement
                    case .unreadable, .closed: false
                    }
                if !isKept { item.failed(error.failure) }
                return isKept
            }
        }
    }

    /// The next items; when there are none, the thread has ended.
    private func take() -> [WriteItem] {
        state.withLock { state in
            let items = state.waiting.removeFirst(Self.batchLimit)
            if items.isEmpty { state.isRunning = false }
            return items
        }
    }

    private var closed: LedgerFailure { writer.file.closed }

    private var crowded: LedgerFailure {
        LedgerFailure(
            .busy,
            "the ledger `\(writer.file.path)` has more to write than its disk takes: look whether the disk is slow or "
                + "another process keeps the file")
    }
}
#endif
