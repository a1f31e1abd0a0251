import Synchronization
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutProviders

/// A simulated provider whose answers are fetched by their readers, as those over HTTP are.
struct PulledProvider: PullProvider {
    let provider: SimulatedProvider

    func send(
        _ permit: consuming DispatchPermit, context: CallContext, emit: (AnswerEvent) async -> Void
    ) async throws(ProviderFailure) {
        try await provider.send(permit, context: context, emit: emit)
    }

    func open(
        _ permit: consuming DispatchPermit, context: CallContext
    ) throws(ProviderFailure) -> any AnswerPull {
        provider.answer(permit, context: context)
    }
}

/// One answer of a simulated provider. What its script writes without a pause comes together.
final class SimulatedAnswer: AnswerPull {
    private struct State {
        var steps: ArraySlice<CallScript.Step>
        var piece = 0
        var sleeper: Task<Bool, Never>?
        var isReading = false
        var isCancelled = false
        var isOver = false
    }

    private let number: Int
    private let lateness: Duration
    private let world: Surroundings
    private let whenOver: @Sendable () -> Void
    private let state: Mutex<State>

    init(
        _ script: CallScript, as number: Int, lateness: Duration, world: Surroundings,
        whenOver: @escaping @Sendable () -> Void
    ) {
        self.number = number
        self.lateness = lateness
        self.world = world
        self.whenOver = whenOver
        state = Mutex(State(steps: script.steps[...]))
    }

    func next(into events: inout [AnswerEvent]) async throws(ProviderFailure) -> Bool {
        state.withLock { $0.isReading = true }
        let before = events.count
        while true {
            if state.withLock({ $0.isCancelled }) { try await giveUp() }
            guard let step = state.withLock({ $0.steps.first }) else {
                end(.returned)
                return false
            }
            if step.isPause || step.isFailure, events.count > before { break }
            state.withLock { _ = $0.steps.popFirst() }
            switch step {
            case .wait(let duration): await sleep(for: duration)
            case .hang: await sleep(for: .seconds(86_400))
            case .write:
                let piece = state.withLock { state in
                    defer { state.piece += 1 }
                    return state.piece
                }
                world.journal.log(.callWrote(call: number, piece: piece))
                events.append(.delta(text: PrivateText("c\(number).\(piece) "), choice: 0))
            case .ping: events.append(.activity)
            case .count(let usage):
                world.journal.log(.callCounted(call: number, usage: usage))
                events.append(.usage(usage))
            case .finish(let reason):
                world.journal.log(.callFinished(call: number))
                events.append(.finished(reason))
            case .fail(let failure):
                end(.failed(failure.code, retryAfter: failure.retryAfter))
                throw failure
            }
        }
        // Cancelled meanwhile, and nobody may come again to hear of it.
        let isLeft = state.withLock { state in
            state.isReading = false
            return state.isCancelled
        }
        if isLeft { end(.cancelled) }
        return true
    }

    func cancel() {
        let (isFirst, isReading, sleeper) = state.withLock { state -> (Bool, Bool, Task<Bool, Never>?) in
            guard !state.isCancelled, !state.isOver else { return (false, false, nil) }
            state.isCancelled = true
            return (true, state.isReading, state.sleeper)
        }
        guard isFirst else { return }
        world.journal.log(.callCancelled(call: number))
        sleeper?.cancel()
        if !isReading { end(.cancelled) }
    }

    private func giveUp() async throws(ProviderFailure) {
        if !state.withLock({ $0.isOver }), lateness > .zero { await world.clock.waitUnmoved(for: lateness) }
        end(.cancelled)
        throw ProviderFailure(.cancelled, "the call was cancelled")
    }

    private func sleep(for duration: Duration) async {
        let sleeper = Task(executorPreference: world.executor) { [world] in
            do throws(CancellationError) { try await world.clock.sleep(for: duration) } catch { return false }
            return true
        }
        let isCancelled = state.withLock { state in
            state.sleeper = sleeper
            return state.isCancelled
        }
        if isCancelled { sleeper.cancel() }
        _ = await sleeper.value
        state.withLock { $0.sleeper = nil }
    }

    private func end(_ ending: SimulationEvent.CallEnding) {
        let isFirst = state.withLock { state in
            defer { state.isOver = true }
            return !state.isOver
        }
        guard isFirst else { return }
        world.journal.log(.callEnded(call: number, ending))
        whenOver()
    }
}

extension CallScript.Step {
    fileprivate var isPause: Bool {
        switch self {
        case .wait, .hang: true
        default: false
        }
    }

    fileprivate var isFailure: Bool { if case .fail = self { true } else { false } }
}
