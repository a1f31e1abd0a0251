import Synchronization
import TurnoutCore

/// What the actors of a simulated world share.
final class Surroundings: Sendable {
    private struct State {
        var lastCall = -1
        /// What callers in progress ask, to compare with what providers are sent.
        var asked: [Int: ModelRequest] = [:]
    }

    let clock: SimulationClock
    let executor: SimulationExecutor
    let journal: Journal
    /// Whether the guard may say how long an answer may be where the caller does not.
    let limitsAnswers: Bool
    private let state = Mutex(State())

    init(clock: SimulationClock, executor: SimulationExecutor, journal: Journal, limitsAnswers: Bool = false) {
        self.limitsAnswers = limitsAnswers
        self.clock = clock
        self.executor = executor
        self.journal = journal
    }

    /// The number of the next call.
    func nextCall() -> Int {
        state.withLock {
            $0.lastCall += 1
            return $0.lastCall
        }
    }

    func ask(_ request: ModelRequest, number: Int) { state.withLock { $0.asked[number] = request } }

    func forget(_ number: Int) { state.withLock { _ = $0.asked.removeValue(forKey: number) } }

    /// Whether a request is the one that the caller of that number made; one whose caller is gone counts as true.
    func isAsked(_ request: ModelRequest, number: Int) -> Bool {
        state.withLock { state in
            guard let asked = state.asked[number] else { return true }
            var request = request
            if limitsAnswers, asked.options.maxTokens == nil { request.options.maxTokens = nil }
            return asked == request
        }
    }
}
