import TurnoutCore
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
    ///   - leave: the money that was set aside for the call. What a budget's pot has left does not speak against a call
    ///     that has its money already.
    /// - Throws: the verdict that stands in the way.
    public static func permit(
        _ target: Int, for classified: ClassifiedRequest, under policy: Policy, _ state: RoutingState,
        leave: SpendingLeave? = nil
    ) throws(Denial) -> DispatchPermit {
        guard classified.policyDigest == policy.digest else { throw Denial(target: target, reason: .otherPolicy) }
        if let (reason, _) = policy.invalidity(of: classified.facts) {
            throw Denial(target: target, reason: .invalidRequest(reason))
        }
        guard policy.targets.indices.contains(target) else { throw Denial(target: target, reason: .unknownTarget) }
        let verdict = policy.verdict(on: target, classified.facts, state)
        guard verdict == .eligible || verdict.isTemporary else {
            throw Denial(target: target, reason: .verdict(verdict))
        }
        let charge = policy.charge(of: target, classified.facts, state)
        if charge.needsLeave {
            guard let leave, leave.target == target, let bound = charge.bound, leave.bound >= bound else {
                throw Denial(target: target, reason: .noLeave)
            }
        }
        var request = classified.request
        var screening = AnswerScreening()
        screening.rules = policy.sanitising(of: target, classified.facts)
        if !screening.rules.isEmpty {
            screening.scanner = classified.scanner
            screening.key = classified.key
        }
        let rules = policy.rewriting(of: target, classified.facts)
        if let first = rules.first {
            // The verdict was on this content; without it there is nothing that the target may see.
            guard let variant = classified.variants.first(where: { $0.facts.rules == rules }) else {
                throw Denial(target: target, reason: .verdict(.notRewritten(first)))
            }
            request = variant.content.request
            screening.replaced = variant.content.counts
            screening.restorations = variant.content.restorations
        }
        if charge.needsLeave, request.options.maxTokens == nil {
            // The bound is only one as long as the service keeps to the length that it was worked out for.
            request.options.maxTokens = policy.targets[target].longestAnswer(toPrompt: classified.facts.sent.tokens)
        }
        let dropped = classified.facts.features.subtracting(policy.targets[target].kind.features)
        return DispatchPermit(
            target: policy.targets[target], request: request.dropping(dropped), dropped: dropped,
            policyDigest: policy.digest, screening: screening)
    }
}

/// Why no permit was given.
public struct Denial: Error, Hashable, Sendable {
    /// What stands in the way.
    public enum Reason: Hashable, Sendable {
        /// What the policy says of the target.
        case verdict(Verdict)
        /// The content was classified for another policy, so labels that this one looks for may be missing.
        case otherPolicy
        /// The policy cannot judge the request.
        case invalidRequest(ReasonCode)
        /// The policy has no such target.
        case unknownTarget
        /// A hard budget counts the call, and no money was set aside for it.
        case noLeave
    }

    /// The target's number.
    public var target: Int
    public var reason: Reason

    /// The code that records carry.
    public var code: ReasonCode {
        switch reason {
        case .verdict(let verdict): verdict.code
        case .invalidRequest(let code): code
        // What was not judged counts as denied.
        case .otherPolicy, .unknownTarget: .deniedByGuard
        case .noLeave: .overBudget
        }
    }
}
