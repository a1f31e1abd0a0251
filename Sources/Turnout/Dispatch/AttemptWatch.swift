import Synchronization
import TurnoutCore
import TurnoutEngine

/// Holds the machine of one attempt between the task that makes the call and those who may end it: the watchdog, the
/// caller, and another attempt that was faster.
final class AttemptWatch: Sendable {
    private struct State {
        var machine: AttemptMachine
        /// Ends the task that makes the call.
        var end: (@Sendable () -> Void)?
        /// The call has returned.
        var isOver = false
        /// The call is to end.
        var isEnded = false
        /// The call has been made.
        var isSent = false
        /// Somebody has written it into the account.
        var isNoted = false
        /// What was set aside for it.
        var money: CallMoney?
    }

    let limits: AttemptLimits
    private let clock: any RouterClock
    private let state: Mutex<State>

    init(limits: AttemptLimits, clock: any RouterClock, at now: Instant) {
        self.limits = limits
        self.clock = clock
        state = Mutex(State(machine: AttemptMachine(limits: limits, at: now)))
    }

    /// Whether the call has returned.
    var isOver: Bool { state.withLock { $0.isOver } }

    /// Whether the call is to end.
    var isEnded: Bool { state.withLock { $0.isEnded } }

    /// Takes what ends the task that makes the call.
    func start(_ end: @escaping @Sendable () -> Void) {
        let isEnded = state.withLock { state in
            if !state.isOver { state.end = end }
            return state.isEnded
        }
        if isEnded { end() }
    }

    /// Ends the call when it has taken too long.
    ///
    /// - Returns: when to look again; `nil` when there is no need.
    func look(at now: Instant) -> Instant? {
        let (next, end) = state.withLock { state -> (Instant?, (@Sendable () -> Void)?) in
            guard !state.isOver, !state.isEnded else { return (nil, nil) }
            guard state.machine.expire(at: now) else { return (state.machine.nextLook(at: now), nil) }
            state.isEnded = true
            return (nil, state.end)
        }
        end?()
        return next
    }

    /// When to look for the first time.
    func firstLook(at now: Instant) -> Instant { state.withLock { $0.machine.nextLook(at: now) } }

    /// Ends the call because it is of no more use: its caller has gone, or another was faster.
    func cancel() {
        let end = state.withLock { state in
            state.isEnded = true
            return state.end
        }
        end?()
    }

    func handle(_ event: AnswerEvent) -> AttemptMachine.Handling {
        let now = clock.now()
        return state.withLock { $0.machine.handle(event, at: now) }
    }

    /// Takes events that came together; leaves those that are to be handed on.
    func handle(_ events: inout [AnswerEvent]) {
        let now = clock.now()
        state.withLock { state in
            events.removeAll { event in
                switch state.machine.handle(event, at: now) {
                case .drop, .hold: true
                case .begin, .pass: false
                }
            }
        }
    }

    func passed() {
        let now = clock.now()
        state.withLock { $0.machine.passed(at: now) }
    }

    func abort(_ ending: AttemptEnding) {
        let now = clock.now()
        state.withLock { $0.machine.abort(ending, at: now) }
    }

    /// Takes the end of the provider's call, and returns the machine with its ending.
    func close(_ failure: ProviderFailure?, isCancelled: Bool) -> (AttemptEnding, AttemptMachine) {
        let now = clock.now()
        return state.withLock { state in
            state.isOver = true
            state.end = nil
            return (state.machine.close(failure, isCancelled: isCancelled, at: now), state.machine)
        }
    }

    /// Notes that the call is about to be made; `false` when it is of no more use.
    func markSent() -> Bool {
        state.withLock { state in
            guard !state.isEnded else { return false }
            state.isSent = true
            return true
        }
    }

    /// Takes on to write the call into the account; `nil` when it was not made, or when somebody else does.
    func takeNote() -> AttemptMachine? {
        state.withLock { state in
            guard state.isSent, !state.isNoted else { return nil }
            state.isNoted = true
            return state.machine
        }
    }

    /// Nothing was sent.
    func drop() {
        state.withLock { state in
            state.isOver = true
            state.end = nil
        }
    }

    /// What the provider has counted so far.
    var usage: Usage? { state.withLock { $0.machine.usage } }

    /// Keeps the call's money for whoever writes it into the account.
    func take(_ money: CallMoney?) { state.withLock { $0.money = money } }

    /// What was set aside for the call.
    var money: CallMoney? { state.withLock { $0.money } }

    /// The machine as it stands.
    var machine: AttemptMachine { state.withLock { $0.machine } }
}
