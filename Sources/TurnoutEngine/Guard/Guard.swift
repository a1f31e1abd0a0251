public import TurnoutPolicy

/// The guard stage: judges a target for a request's content once more, right before it would be sent there.
public enum Guard {
    /// Gives leave to send a request's content to a target, or says why not.
    ///
    /// Guards, hard budgets, capabilities and offline mode are judged anew with the state of this moment; breakers and
    /// limits are not, since the dispatcher asks them itself and they protect the target rather than the content.
    ///
    /// - Parameters:
    ///   - target: the target's number in the policy.
    ///   - classified: the content, with the facts that were found in it.
    ///   - state: the state of this moment.
    /// - Throws: the verdict that stands in the way.
    public static func permit(
        _ target: Int, for classified: ClassifiedRequest, under policy: Policy, _ state: RoutingState
    ) throws(Denial) -> DispatchPermit {
        guard policy.targets.indices.contains(target) else { throw Denial(target: target, verdict: .unhealthy) }
        let verdict = policy.verdict(on: target, classified.facts, state)
        guard verdict == .eligible || verdict.isTemporary else { throw Denial(target: target, verdict: verdict) }
        return DispatchPermit(
            target: policy.targets[target], request: classified.request, policyDigest: policy.digest)
    }
}

/// Why no permit was given.
public struct Denial: Error, Hashable, Sendable {
    /// The target's number.
    public var target: Int
    public var verdict: Verdict
}
