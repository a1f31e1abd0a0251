#if SQLite
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Until when a connection waits for a lock that another process keeps.
///
/// SQLite's own waiting sleeps ever longer and so starves beside a busy writer, which leaves the lock for less than a
/// millisecond at a time. This one looks often at first.
final class BusyDeadline: Sendable {
    private let deadline: Mutex<ContinuousClock.Instant>

    init(_ deadline: ContinuousClock.Instant) { self.deadline = Mutex(deadline) }

    func set(_ moment: ContinuousClock.Instant) { deadline.withLock { $0 = moment } }

    /// Sleeps for a moment; `false` when there is no time for it. It blocks its thread, which must not be a task's.
    func waits(tries: Int) -> Bool {
        guard ContinuousClock.now < deadline.withLock({ $0 }) else { return false }
        // Uneven steps, so that two who wait do not keep in step with each other.
        usleep(UInt32.random(in: 200...(tries < 400 ? 800 : 4000)))
        return true
    }
}
#endif
