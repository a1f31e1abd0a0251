import Synchronization
import TurnoutEngine
import TurnoutPolicy

/// The hedges that a route may still make.
final class HedgeCell: Sendable {
    let settings: HedgeSettings
    private let state: Mutex<HedgeBudget>

    init(_ settings: HedgeSettings) {
        self.settings = settings
        state = Mutex(HedgeBudget(settings))
    }

    /// Counts a request.
    func request() { state.withLock { $0.request() } }

    /// Takes a hedge; `false` when there is none to take.
    func take() -> Bool { state.withLock { $0.take() } }

    /// Gives back a hedge that was not made.
    func giveBack() { state.withLock { $0.giveBack() } }
}
