public import TurnoutCore
public import TurnoutEngine
import TurnoutPolicy
import TurnoutPrivacy

extension Router {
    /// Decides a request as ``complete(_:)`` and ``stream(_:)`` would at this moment, and sends nothing.
    ///
    /// - Parameters:
    ///   - request: what would be asked.
    ///   - isStreamed: whether the answer would be wanted piece by piece.
    ///   - recognition: what ``recognise(_:)`` said; under a policy with a recogniser that was not asked, the request counts
    ///     as one on which a detector failed.
    public func decide(
        _ request: ModelRequest, isStreamed: Bool = false, recognition: Recognition? = nil
    ) -> RoutedDecision {
        decide(request, isStreamed: isStreamed, recognition: recognition, under: current).decision
    }

    /// Explains how a request would be decided at this moment, and sends nothing.
    ///
    /// - Parameters:
    ///   - request: what would be asked.
    ///   - isStreamed: whether the answer would be wanted piece by piece.
    ///   - recognition: as in ``decide(_:isStreamed:recognition:)``.
    public func explain(
        _ request: ModelRequest, isStreamed: Bool = false, recognition: Recognition? = nil
    ) -> Explanation {
        decide(request, isStreamed: isStreamed, recognition: recognition).explanation()
    }

    /// The one way to a decision: classify, take a snapshot, decide.
    func decide(
        _ request: ModelRequest,
        isStreamed: Bool,
        recognition: Recognition?,
        under inForce: PolicyInForce,
        draw: UInt64? = nil
    ) -> (classified: ClassifiedRequest, decision: RoutedDecision) {
        let classified = inForce.classifier.classify(
            request, for: inForce.policy, isStreamed: isStreamed, means: means(for: request.context, under: inForce),
            recognition: recognition)
        let budgets = knownStandings(for: classified.facts, under: inForce, at: options.clock.wallTime())
        return decide(classified, under: inForce, budgets: budgets, recognition: recognition, draw: draw)
    }

    /// Decides a request that was classified, and once more for what is left of it where its route has older messages
    /// left out.
    func decide(
        _ classified: ClassifiedRequest, under inForce: PolicyInForce, budgets: [BudgetStanding],
        recognition: Recognition?, draw: UInt64?
    ) -> (classified: ClassifiedRequest, decision: RoutedDecision) {
        let policy = inForce.policy
        let state = snapshot(of: inForce, budgets: budgets, draw: draw)
        let decision = policy.decide(classified.facts, state)
        guard
            let left = inForce.classifier.trimmed(
                classified, for: decision, means: means(for: classified.request.context, under: inForce),
                recognition: recognition)
        else { return (classified, RoutedDecision(decision, classified: classified, state: state)) }
        return (left, RoutedDecision(policy.decide(left.facts, state), classified: left, state: state))
    }

    /// What replacing parts of a request takes; `nil` under a policy that replaces nothing.
    func means(for context: RequestContext, under inForce: PolicyInForce) -> RewritingMeans? {
        let policy = inForce.policy
        guard !policy.rewrites.isEmpty || !policy.sanitising.isEmpty else { return nil }
        var conversation = ConversationPseudonyms()
        if let name = context.conversation, policy.rewrites.contains(where: { $0.method == .pseudonymise }) {
            // Callers choose the names of conversations, so whose it is belongs to the key.
            let owner = [context.tenant, context.user].map { $0.map { "\($0.utf8.count):\($0)" } ?? "-" }.joined()
            conversation = pseudonyms.open(
                ConversationKey(owner: owner, conversation: name.reveal()), at: options.clock.now())
        }
        return RewritingMeans(key: key, conversation: conversation, random: options.random)
    }

    /// Decides a request again that was classified before, with the state of this moment.
    ///
    /// - Parameter target: a target that the request already has leave to call. Its own leave may be the last of a limit,
    ///   a breaker's last trial or a credential's only one, and must not stand in its way.
    func decideAgain(
        _ classified: ClassifiedRequest, under inForce: PolicyInForce, holding target: Int?
    ) async -> RoutedDecision {
        let budgets = await standings(for: classified.facts, under: inForce, at: options.clock.wallTime())
        var state = snapshot(of: inForce, budgets: budgets)
        if let target {
            state.targets[target].limitedFor = nil
            state.targets[target].quarantinedFor = nil
            state.targets[target].breaker = .closed
        }
        return RoutedDecision(inForce.policy.decide(classified.facts, state), classified: classified, state: state)
    }

    /// Everything outside a request that a decision depends on, as it is now.
    ///
    /// - Parameters:
    ///   - budgets: how the request's pots stand.
    ///   - draw: what balancing draws from; `nil` for something new.
    func snapshot(of inForce: PolicyInForce, budgets: [BudgetStanding], draw: UInt64? = nil) -> RoutingState {
        let now = options.clock.now()
        return RoutingState(
            now: options.clock.wallTime(),
            targets: inForce.cells.indices.map { inForce.condition(of: $0, at: now) },
            budgets: budgets,
            isOffline: isOffline,
            draw: draw ?? options.random()
        )
    }
}
