/// Why a target is or is not used, and why a request is turned away: closed, permanent, documented one by one.
public enum ReasonCode: String, Sendable, CaseIterable {
    // Of a target
    /// The target may be used.
    case eligible
    /// A guard denies the target for this request.
    case deniedByGuard = "denied_by_guard"
    /// A hard budget is used up and denies the target.
    case deniedByBudget = "denied_by_budget"
    /// A guard has parts of the request replaced before the target sees it, and that cannot be done.
    case notRewritten = "not_rewritten"
    /// The target cannot do what the request needs.
    case missingCapability = "missing_capability"
    /// The target's service has no way to say a part of the request.
    case unsupportedOption = "unsupported_option"
    /// The request is longer than the model's context.
    case contextTooSmall = "context_too_small"
    /// The request wants a longer answer than the model gives.
    case outputTooSmall = "output_too_small"
    /// The worst case costs more than the request's cap.
    case overCostCap = "over_cost_cap"
    /// The request has a cost cap and the target has no price.
    case unknownPrice = "unknown_price"
    /// The worst case costs more than a hard budget has left.
    case overBudget = "over_budget"
    /// A hard budget counts the target, and what a call costs at most is not known.
    case unboundedCost = "unbounded_cost"
    /// The router or the request is offline and the target is external.
    case offline
    /// The target is known to be down.
    case unhealthy
    /// The target's credential or account is refused for now.
    case quarantined
    /// The target's circuit breaker is open.
    case breakerOpen = "breaker_open"
    /// The target's circuit breaker is half open and its probes are taken.
    case breakerProbing = "breaker_probing"
    /// The target's limit is used up for now, or its provider asked to wait.
    case rateLimited = "rate_limited"
    /// The target has as many calls as it takes at a time.
    case saturated
    /// The account of the request could not be written before it was to be sent.
    case auditFailed = "audit_failed"
    /// The money for the call could not be set aside, since the ledger cannot be written or read.
    case ledgerFailed = "ledger_failed"

    // Of a rejection
    /// No target of the route may be used.
    case noEligibleTarget = "no_eligible_target"
    /// No route matches the request.
    case noRoute = "no_route"
    /// The request names a task that the policy does not know.
    case unknownTask = "unknown_task"
    /// The request carries an attribute or a value that the policy does not know.
    case invalidAttribute = "invalid_attribute"
    /// The request pins a target and no override allows it.
    case pinNotAllowed = "pin_not_allowed"
    /// The request pins a target that the policy does not have.
    case pinUnknown = "pin_unknown"
}

extension ReasonCode {
    /// Whether it says why a request is turned away, rather than what is to be said of a target.
    public var isOfRejection: Bool {
        switch self {
        case .noEligibleTarget, .noRoute, .unknownTask, .invalidAttribute, .pinNotAllowed, .pinUnknown: true
        case .eligible, .deniedByGuard, .deniedByBudget, .notRewritten, .missingCapability, .unsupportedOption,
            .contextTooSmall,
            .outputTooSmall, .overCostCap, .unknownPrice, .overBudget, .unboundedCost, .offline, .unhealthy,
            .quarantined, .breakerOpen, .breakerProbing, .rateLimited, .saturated, .auditFailed, .ledgerFailed:
            false
        }
    }
}
