import Synchronization
import TurnoutEngine

/// Settles which of two calls for the same request answers it: the one whose content comes first.
final class Race: Sendable {
    /// A call that takes part.
    struct Runner: Sendable {
        let lane: Int
        let link: ChainLink
        let watch: AttemptWatch
    }

    private struct State {
        var winner: Int?
        var runners: [Runner] = []
    }

    private let state = Mutex(State())

    /// Adds a call; one that comes too late is ended at once.
    func enter(_ runner: Runner) {
        let isLost = state.withLock { state in
            state.runners.append(runner)
            return state.winner != nil && state.winner != runner.lane
        }
        if isLost { runner.watch.cancel() }
    }

    /// Asks whether a call may answer; the first that asks may.
    ///
    /// - Returns: the calls that are now of no more use; `nil` when another answers.
    func claim(_ lane: Int) -> [Runner]? {
        state.withLock { state in
            if let winner = state.winner { return winner == lane ? [] : nil }
            state.winner = lane
            return state.runners.filter { $0.lane != lane }
        }
    }

    /// Whether content has come.
    var isDecided: Bool { state.withLock { $0.winner != nil } }

    /// Whether another call answers.
    func isLost(_ lane: Int) -> Bool { state.withLock { $0.winner != nil && $0.winner != lane } }
}
