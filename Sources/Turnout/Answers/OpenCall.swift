import Synchronization
import TurnoutCore
import TurnoutEngine
import TurnoutProviders

/// A streamed answer that has begun, as its reader fetches it.
///
/// The reader's own task reads the connection, so a piece of the answer wakes one thread and not one behind the other.
/// While the reader is away nothing runs for the call but the watchdog: what is read together waits, and the connection
/// is not read on. Whoever ends the call while the reader is away also closes its account.
final class OpenCall: Sendable {
    private enum Phase {
        /// Nobody is at the call.
        case away
        /// Somebody is: a reader, one who winds the call down, or one who closes it.
        case reading
        case over
    }

    private struct State {
        var call: AttemptCall
        /// The next of the call's ready events.
        var next = 0
        var machine: ChainMachine
        var generator: SplitMix64
        var pass = LobbyPass.none
        var phase = Phase.reading
        /// The reader does not want the rest.
        var isAbandoned = false
        /// What the reader finds at the end, once.
        var error: TurnoutError?
        /// Readers beyond the first.
        var waiters: [CheckedContinuation<Void, Never>] = []

        var isComplete: Bool { call.settled != nil }

        mutating func takeReady() -> AnswerEvent? {
            guard next < call.ready.count else { return nil }
            defer { next += 1 }
            return call.ready[next]
        }

        /// The one at the call leaves it; returns who is to look again.
        mutating func leave(_ next: Phase) -> [CheckedContinuation<Void, Never>] {
            phase = next
            defer { waiters = [] }
            return waiters
        }
    }

    /// What a reader has to do.
    private enum Turn {
        case take(AnswerEvent)
        case fetch
        case wait
        case end(TurnoutError?)
    }

    private let dispatch: Dispatch
    private let link: ChainLink
    private let watch: AttemptWatch
    private let answer: (any AnswerPull)?
    private let state: Mutex<State>

    init(
        _ call: AttemptCall, of link: ChainLink, for dispatch: Dispatch, _ machine: ChainMachine,
        _ generator: SplitMix64
    ) {
        self.dispatch = dispatch
        self.link = link
        watch = call.watch
        answer = call.answer
        state = Mutex(State(call: call, machine: machine, generator: generator))
    }

    /// Begins to be the reader's.
    ///
    /// - Parameter pass: what the request has taken of limits.
    func start(_ pass: LobbyPass) {
        let (isComplete, isAtEnd) = state.withLock { state in
            state.pass = pass
            if !state.isComplete, !state.call.isAtEnd { state.phase = .away }
            return (state.isComplete, state.call.isAtEnd)
        }
        watch.start { [weak self] in self?.interrupt() }
        if isComplete || isAtEnd { windDown(isAtEnd: isAtEnd) }
    }

    // MARK: The reader

    /// The next event, if there is one without waiting.
    func poll() -> AnswerEvent? { state.withLock { $0.takeReady() } }

    /// The next event; `nil` at the end, and from then on.
    func next() async -> Result<AnswerEvent?, TurnoutError> {
        while true {
            let turn = state.withLock { state -> Turn in
                if let event = state.takeReady() { return .take(event) }
                switch state.phase {
                case .over:
                    defer { state.error = nil }
                    return .end(state.error)
                // The rest of the call is nothing to a reader.
                case .reading: return state.isComplete ? .end(nil) : .wait
                case .away:
                    state.phase = .reading
                    return .fetch
                }
            }
            switch turn {
            case .take(let event): return .success(event)
            case .end(let error): return error.map { .failure($0) } ?? .success(nil)
            case .fetch: await fetch()
            case .wait: await wait()
            }
        }
    }

    private func wait() async {
        await withCheckedContinuation { continuation in
            let waits = state.withLock { state in
                guard state.phase == .reading else { return false }
                state.waiters.append(continuation)
                return true
            }
            if !waits { continuation.resume() }
        }
    }

    private func fetch() async {
        guard let answer else { return close(nil) }
        var events: [AnswerEvent] = []
        watch.passed()
        let outcome: Result<Bool, ProviderFailure> = await withTaskCancellationHandler {
            do throws(ProviderFailure) { return .success(try await answer.next(into: &events)) } catch {
                return .failure(error)
            }
        } onCancel: {
            abandon()
        }
        let isComplete = take(events)
        switch outcome {
        case .failure(let failure): close(failure)
        case .success(false): close(nil)
        case .success(true) where isComplete: windDown(isAtEnd: false)
        case .success(true):
            let waiters = state.withLock { $0.leave(.away) }
            for waiter in waiters { waiter.resume() }
            // It may have been ended in between, when nobody else could close it.
            if watch.isEnded { interrupt() }
        }
    }

    /// Takes what was fetched; returns whether the answer is complete.
    private func take(_ events: [AnswerEvent]) -> Bool {
        var events = events
        watch.handle(&events)
        let isComplete = if case .finished? = events.last { true } else { false }
        var settled: CallSettlement?
        if isComplete {
            var call = state.withLock { $0.call }
            attempt.complete(&call)
            settled = call.settled
        }
        state.withLock { state in
            (state.call.ready, state.next) = (events, 0)
            if let settled { state.call.settled = settled }
        }
        return isComplete
    }

    // MARK: The end

    /// The reader wants no more. A complete answer winds down by itself, so that its connection is used again.
    func abandon() {
        let isOver = state.withLock { state in
            guard state.phase != .over, !state.isComplete else { return true }
            state.isAbandoned = true
            return false
        }
        if !isOver { watch.cancel() }
    }

    /// The call is to end: it took too long, or is of no more use.
    private func interrupt() {
        answer?.cancel()
        let isMine = state.withLock { state in
            guard state.phase == .away else { return false }
            state.phase = .reading
            return true
        }
        if isMine { close(nil) }
    }

    /// Reads the rest of a complete answer's call, so that its connection can be used again.
    private func windDown(isAtEnd: Bool) {
        guard !isAtEnd, let answer else { return close(nil) }
        watch.passed()
        let waiters = state.withLock { $0.leave(.reading) }
        for waiter in waiters { waiter.resume() }
        let rest = { @Sendable in
            var events: [AnswerEvent] = []
            var failure: ProviderFailure?
            do throws(ProviderFailure) {
                while try await answer.next(into: &events) { events.removeAll() }
            } catch {
                failure = error
            }
            self.close(failure)
        }
        if let executor = dispatch.router.options.executor {
            Task(executorPreference: executor) { await rest() }
        } else {
            Task { await rest() }
        }
    }

    /// Closes the account of the call and of the request. For the one who is at the call.
    private func close(_ failure: ProviderFailure?) {
        var (call, machine, generator, pass, isAbandoned) = state.withLock {
            ($0.call, $0.machine, $0.generator, $0.pass, $0.isAbandoned)
        }
        call.ready = []
        let report = attempt.close(call, failure, isCancelled: isAbandoned)
        let step = dispatch.take(.ended(report) as Attempt<NoSink>.Result, of: link, &machine, &generator)
        dispatch.leave(pass)
        var error: TurnoutError?
        if case .stop(let ending) = step { error = dispatch.error(for: .chain(ending)) }
        let waiters = state.withLock { state in
            state.error = error
            return state.leave(.over)
        }
        for waiter in waiters { waiter.resume() }
    }

    private var attempt: Attempt<NoSink> {
        Attempt(dispatch: dispatch, link: link, limits: watch.limits, sink: NoSink())
    }
}
