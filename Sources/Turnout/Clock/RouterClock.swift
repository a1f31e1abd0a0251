public import TurnoutCore

/// The router's only source of time: what makes deadlines, breakers and records testable.
///
/// Instants of one clock must not be mixed with those of another.
public protocol RouterClock: Sendable {
    /// The present on a clock that never jumps: for measuring and waiting.
    func now() -> Instant

    /// The present in civil time, which may jump: for records and the periods of budgets.
    func wallTime() -> Timestamp

    /// Waits until an instant, and returns at once when it has passed.
    ///
    /// - Throws: when the task is cancelled, before or during the wait; without delay.
    func sleep(until deadline: Instant) async throws(CancellationError)
}

extension RouterClock {
    /// Waits for a duration from now; see ``sleep(until:)``.
    public func sleep(for duration: Duration) async throws(CancellationError) {
        try await sleep(until: now().advanced(by: duration))
    }
}
