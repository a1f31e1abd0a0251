public import TurnoutCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The machine's time. All values of this type share one origin, so their instants compare.
///
/// Durations are measured with `ContinuousClock`, which also runs while the machine sleeps: a lease or an open breaker
/// ends when its time is over for the world outside.
public struct SystemClock: RouterClock {
    /// The origin of all instants: the first use in this process.
    private static let origin = ContinuousClock.now

    /// Creates the clock.
    public init() {}

    #if os(Linux)
    /// What ``origin`` reads on the system's clock, in nanoseconds.
    private static let start: Int64 = {
        _ = origin
        return boot()
    }()

    /// The clock below `ContinuousClock`, whose arithmetic with 128 bits takes longer than to read it.
    private static func boot() -> Int64 {
        var time = timespec()
        // Fails only for a clock that the system does not have, and Linux has this one.
        clock_gettime(CLOCK_BOOTTIME, &time)
        return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }

    public func now() -> Instant {
        let start = Self.start
        return Instant(nanoseconds: Self.boot() &- start)
    }
    #else
    public func now() -> Instant {
        Instant(nanoseconds: Self.origin.duration(to: ContinuousClock.now).nanosecondsSaturating)
    }
    #endif

    public func wallTime() -> Timestamp {
        var time = timespec()
        // Fails only for a clock that the system does not have, and every system has this one.
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(microseconds: Int64(time.tv_sec) &* 1_000_000 &+ Int64(time.tv_nsec) / 1_000)
    }

    public func sleep(until deadline: Instant) async throws(CancellationError) {
        do {
            try await ContinuousClock().sleep(until: Self.origin.advanced(by: .nanoseconds(deadline.nanoseconds)))
            // The standard sleep may return normally when its time is over in a task that is cancelled already.
            try Task.checkCancellation()
        } catch {
            // The only error that either call knows.
            throw CancellationError()
        }
    }
}
