import Synchronization
public import Turnout
public import TurnoutCore

/// Time that passes only when the driver says so, from one thing that is due to the next.
///
/// What is due is a task that sleeps, or an action of the world: a caller who comes, a cable that is pulled. Civil time
/// runs along and may be made to jump.
public final class SimulationClock: RouterClock {
    private enum Due {
        case sleeper(CheckedContinuation<Bool, Never>)
        case action(@Sendable () -> Void)
    }

    private struct Entry {
        let serial: UInt64
        let deadline: Instant
        let due: Due
    }

    private struct State {
        var now = Instant(nanoseconds: 0)
        /// 2027-01-01T00:00:00Z.
        var wall = Timestamp(microseconds: 1_798_761_600_000_000)
        var lastSerial: UInt64 = 0
        /// What is due first stands last, where it is taken out cheaply.
        var entries: [Entry] = []
        var sleepers = 0

        mutating func serial() -> UInt64 {
            lastSerial &+= 1
            return lastSerial
        }

        mutating func insert(_ entry: Entry) {
            var low = 0
            var high = entries.count
            while low < high {
                let middle = (low + high) / 2
                if entries[middle].deadline > entry.deadline { low = middle + 1 } else { high = middle }
            }
            // Equal deadlines come in the order of their serial numbers.
            entries.insert(entry, at: low)
            if case .sleeper = entry.due { sleepers += 1 }
        }

        mutating func remove(_ serial: UInt64) -> Entry? {
            guard let index = entries.firstIndex(where: { $0.serial == serial }) else { return nil }
            sleepers -= 1
            return entries.remove(at: index)
        }
    }

    private let state = Mutex(State())

    /// Creates a clock at its origin.
    public init() {}

    public func now() -> Instant { state.withLock { $0.now } }

    public func wallTime() -> Timestamp { state.withLock { $0.wall } }

    public func sleep(until deadline: Instant) async throws(CancellationError) {
        let serial = state.withLock { $0.serial() }
        let woken = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let immediate: Bool? = state.withLock { state in
                    if Task.isCancelled { return false }
                    if deadline <= state.now { return true }
                    state.insert(Entry(serial: serial, deadline: deadline, due: .sleeper(continuation)))
                    return nil
                }
                if let immediate { continuation.resume(returning: immediate) }
            }
        } onCancel: {
            guard let entry = state.withLock({ $0.remove(serial) }), case .sleeper(let continuation) = entry.due
            else { return }
            continuation.resume(returning: false)
        }
        if !woken { throw CancellationError() }
    }

    /// Waits for a while whether or not the task is cancelled: for what takes its time to notice.
    func waitUnmoved(for duration: Duration) async {
        _ = await withCheckedContinuation { (continuation: CheckedContinuation<Bool, Never>) in
            state.withLock { state in
                let deadline = state.now.advanced(by: duration)
                state.insert(Entry(serial: state.serial(), deadline: deadline, due: .sleeper(continuation)))
            }
        }
    }

    /// Has something done at an instant, between two jobs.
    public func schedule(at instant: Instant, _ action: @escaping @Sendable () -> Void) {
        state.withLock { $0.insert(Entry(serial: $0.serial(), deadline: max(instant, $0.now), due: .action(action))) }
    }

    /// Moves to the next thing that is due and lets it happen; `false` when nothing is.
    public func advanceToNext() -> Bool {
        let entry: Entry? = state.withLock { state in
            guard let entry = state.entries.popLast() else { return nil }
            if case .sleeper = entry.due { state.sleepers -= 1 }
            let passed = state.now.duration(to: entry.deadline).nanosecondsSaturating
            if passed > 0 {
                let before = state.now.nanoseconds / 1_000
                state.now = entry.deadline
                state.wall.microseconds += state.now.nanoseconds / 1_000 - before
            }
            return entry
        }
        switch entry?.due {
        case .sleeper(let continuation): continuation.resume(returning: true)
        case .action(let action): action()
        case nil: return false
        }
        return true
    }

    /// Makes civil time jump; nobody is woken.
    public func jumpWallTime(by duration: Duration) {
        state.withLock { $0.wall.microseconds += duration.nanosecondsSaturating / 1_000 }
    }

    /// Whether nothing is due any more.
    var isIdle: Bool { state.withLock { $0.entries.isEmpty } }

    /// How many tasks sleep.
    public var sleeperCount: Int { state.withLock { $0.sleepers } }
}
