import Synchronization
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutProviders

/// One call to a provider under examination, and what was seen of it.
struct ProviderTrial: Sendable {
    /// How the call ended.
    enum Ending: Hashable, Sendable {
        case returned
        case failed(ProviderFailure)
        /// It did not, in the time that it had.
        case stillRunning
    }

    /// When the call is cancelled.
    enum Cancellation: Hashable, Sendable {
        case never
        case before
        case atFirstEvent
        /// After so long.
        case after(Duration)
    }

    let events: [AnswerEvent]
    let ending: Ending
    /// Whether it came to the cancellation that was planned.
    let wasCancelled: Bool
    /// From the cancellation, or else from the beginning, to the end of the call.
    let took: Duration

    /// What the running call writes down.
    private struct Notes {
        var events: [AnswerEvent] = []
        var ending: Ending?
        var cancelled: Instant?
        var ended: Instant?
    }

    /// Makes a call in a task of its own.
    ///
    /// That task is deliberately outside the caller's: a provider that ignores cancellation would otherwise hold up the
    /// examination for ever instead of being reported. Such a task is cancelled and left behind.
    static func run(
        _ provider: any Provider,
        permit: @escaping @Sendable () -> DispatchPermit,
        isStreamed: Bool,
        pause: Duration? = nil,
        cancellation: Cancellation = .never,
        limit: Duration,
        cancellationLimit: Duration
    ) async -> ProviderTrial {
        let clock = SystemClock()
        let notes = NoteBook()
        let began = clock.now()
        let call = Task {
            if cancellation == .before { notes.cancelCurrentTask(at: clock.now()) }
            let ending: Ending
            do throws(ProviderFailure) {
                try await provider.send(permit(), context: CallContext(isStreamed: isStreamed)) { event in
                    let isFirst = notes.add(event)
                    if isFirst, cancellation == .atFirstEvent { notes.cancelCurrentTask(at: clock.now()) }
                    // A cancelled pause is over at once, which is as good.
                    if let pause { try? await clock.sleep(for: pause) }
                }
                ending = .returned
            } catch {
                ending = .failed(error)
            }
            notes.end(ending, at: clock.now())
        }
        if case .after(let delay) = cancellation {
            await notes.waitForEnd(clock: clock, limit: delay, afterCancellation: delay)
            notes.cancelled(at: clock.now())
            call.cancel()
        }
        await notes.waitForEnd(clock: clock, limit: limit, afterCancellation: cancellationLimit)
        call.cancel()
        return notes.trial(began: began, now: clock.now())
    }

    /// The notes, shared between the call and its examiner.
    private final class NoteBook: Sendable {
        private let notes = Mutex(Notes())

        /// - Returns: whether the event is the call's first.
        func add(_ event: AnswerEvent) -> Bool {
            notes.withLock {
                $0.events.append(event)
                return $0.events.count == 1
            }
        }

        func end(_ ending: Ending, at now: Instant) {
            notes.withLock {
                $0.ending = ending
                $0.ended = now
            }
        }

        func cancelled(at now: Instant) { notes.withLock { $0.cancelled = now } }

        /// Cancels the task that runs this.
        func cancelCurrentTask(at now: Instant) {
            cancelled(at: now)
            withUnsafeCurrentTask { $0?.cancel() }
        }

        /// Waits until the call has ended, or for so long from now, or for so long from its cancellation.
        func waitForEnd(clock: SystemClock, limit: Duration, afterCancellation: Duration) async {
            let deadline = clock.now().advanced(by: limit)
            while true {
                let (hasEnded, cancelled) = notes.withLock { ($0.ending != nil, $0.cancelled) }
                let last = min(deadline, cancelled?.advanced(by: afterCancellation) ?? deadline)
                if hasEnded || clock.now() >= last { return }
                // When the examination itself is cancelled there is nothing more to wait for.
                do { try await clock.sleep(for: .milliseconds(1)) } catch { return }
            }
        }

        func trial(began: Instant, now: Instant) -> ProviderTrial {
            notes.withLock {
                ProviderTrial(
                    events: $0.events,
                    ending: $0.ending ?? .stillRunning,
                    wasCancelled: $0.cancelled != nil,
                    took: ($0.cancelled ?? began).duration(to: $0.ended ?? now)
                )
            }
        }
    }
}
