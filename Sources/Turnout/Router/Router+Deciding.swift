public import TurnoutCore
public import TurnoutEngine
import TurnoutPolicy

extension Router {
    /// Decides a request as ``complete(_:)`` and ``stream(_:)`` would at this moment, and sends nothing.
    ///
    /// - Parameters:
    ///   - request: what would be asked.
    ///   - isStreamed: whether the answer would be wanted piece by piece.
    public func decide(_ request: ModelRequest, isStreamed: Bool = false) -> RoutedDecision {
        decide(request, isStreamed: isStreamed, under: current).decision
    }

    /// Explains how a request would be decided at this moment, and sends nothing.
    ///
    /// - Parameters:
    ///   - request: what would be asked.
    ///   - isStreamed: whether the answer would be wanted piece by piece.
    public func explain(_ request: ModelRequest, isStreamed: Bool = false) -> Explanation {
        decide(request, isStreamed: isStreamed).explanation()
    }

    /// The one way to a decision: classify, take a snapshot, decide.
    func decide(
        _ request: ModelRequest,
        isStreamed: Bool,
        under inForce: PolicyInForce,
        draw: UInt64? = nil
    ) -> (classified: ClassifiedRequest, decision: RoutedDecision) {
        let classified = inForce.classifier.classify(request, for: inForce.policy, isStreamed: isStreamed)
        let state = snapshot(of: inForce, draw: draw)
        let decision = inForce.policy.decide(classified.facts, state)
        return (classified, RoutedDecision(decision, classified: classified, state: state))
    }

    /// Decides a request again that was classified before, with the state of this moment.
    ///
    /// - Parameter target: a target that the request already has leave to call. Its own leave may be the last of a limit,
    ///   a breaker's last trial or a credential's only one, and must not stand in its way.
    func decideAgain(
        _ classified: ClassifiedRequest, under inForce: PolicyInForce, holding target: Int?
    ) -> RoutedDecision {
        var state = snapshot(of: inForce)
        if let target {
            state.targets[target].limitedFor = nil
            state.targets[target].quarantinedFor = nil
            state.targets[target].breaker = .closed
        }
        return RoutedDecision(inForce.policy.decide(classified.facts, state), classified: classified, state: state)
    }

    /// Everything outside a request that a decision depends on, as it is now.
    ///
    /// - Parameter draw: what balancing draws from; `nil` for something new.
    func snapshot(of inForce: PolicyInForce, draw: UInt64? = nil) -> RoutingState {
        let now = options.clock.now()
        return RoutingState(
            now: options.clock.wallTime(),
            targets: inForce.cells.indices.map { inForce.condition(of: $0, at: now) },
            isOffline: isOffline,
            draw: draw ?? options.random()
        )
    }
}
