import Synchronization

/// Settles which of two calls for the same request answers it: the one whose content comes first.
final class Race: Sendable {
    private struct State {
        var winner: Int?
        var runners: [Int: AttemptWatch] = [:]
    }

    private let state = Mutex(State())

    /// Adds a call; one that comes too late is ended at once.
    func enter(_ lane: Int, _ watch: AttemptWatch) {
        let isLost = state.withLock { state in
            state.runners[lane] = watch
            return state.winner != nil && state.winner != lane
        }
        if isLost { watch.cancel() }
    }

    /// Asks whether a call may answer; the first that asks may, and the others are ended.
    func claim(_ lane: Int) -> Bool {
        let (isWon, losers) = state.withLock { state -> (Bool, [AttemptWatch]) in
            guard state.winner == nil || state.winner == lane else { return (false, []) }
            let losers = state.winner == nil ? state.runners.filter { $0.key != lane }.map(\.value) : []
            state.winner = lane
            return (true, losers)
        }
        for loser in losers { loser.cancel() }
        return isWon
    }

    /// Whether content has come.
    var isDecided: Bool { state.withLock { $0.winner != nil } }

    /// Whether another call answers.
    func isLost(_ lane: Int) -> Bool { state.withLock { $0.winner != nil && $0.winner != lane } }
}
