public import TurnoutCore
public import TurnoutPolicy

/// What a policy says of a request: which targets may answer, in which order, and why the others may not.
///
/// It is the engine's own record of how it came to its answer, in numbers; ``Explanation`` puts it into words.
public struct Decision: Sendable {
    /// Whether the request is let through.
    public enum Outcome: Hashable, Sendable {
        case allow
        case reject(ReasonCode)
    }

    /// The policy that decided.
    public let policy: Policy
    public internal(set) var outcome: Outcome
    /// The task's number in the policy's vocabulary.
    public internal(set) var task: Int
    public internal(set) var taskCause: TaskCause
    /// The sensitivity's number in the policy's vocabulary.
    public internal(set) var sensitivity: Int
    public internal(set) var sensitivityCause: SensitivityCause
    /// The number of the route that matches; `nil` when none does, or when a target was pinned.
    public internal(set) var route: Int?
    /// The number of the override that allowed a pin.
    public internal(set) var override: Int?
    /// The targets in the order in which they are tried, with what is to be said of each.
    public internal(set) var candidates: [Candidate]
    /// What was wrong with the request: the name of an attribute or a task, never a value of the content.
    public internal(set) var subject: String?

    /// Whether the request is let through.
    public var isAllowed: Bool { outcome == .allow }

    /// The task.
    public var taskName: String { policy.vocabulary.tasks[task] }

    /// The sensitivity.
    public var sensitivityName: String { policy.vocabulary.levels[sensitivity] }

    /// The targets that may be used, in order, by their numbers.
    public var chain: [Int] { candidates.filter(\.isEligible).map(\.target) }

    /// The name of the first target that may be used.
    public var target: TargetName? {
        candidates.first(where: \.isEligible).map { policy.targets[$0.target].name }
    }
}

/// What set the task.
public enum TaskCause: Hashable, Sendable {
    /// A rule of `classify.task`, by its number.
    case rule(Int)
    /// The caller.
    case request
    /// Nothing, so that it is `simple`.
    case fallback
}

/// What set the sensitivity.
public enum SensitivityCause: Hashable, Sendable {
    /// Nothing, so that it is the lowest level.
    case lowest
    /// A rule of `classify.sensitivity`, by its number: the first that reaches the level.
    case rule(Int)
    /// A detector failed.
    case detectorFailure
    /// The request carries a label that the policy does not know, which counts as the highest level.
    case unknownLabel
}

/// A target in a chain, and what is to be said of it.
public struct Candidate: Hashable, Sendable {
    /// The target's number.
    public var target: Int
    public var verdict: Verdict
    /// Whether the target is unwell and may be used only because most of its step is: the verdict leaves health out.
    public var isPanic = false
    /// The guards that replace parts of the content before the target sees it, by number.
    public var rewriting: [Int] = []
    /// The budget, by number, whose state puts the target before others that its route names first.
    public var preferredBy: Int?

    /// Whether the target may be used.
    public var isEligible: Bool { verdict == .eligible }
}

/// What is to be said of a target for a request.
public enum Verdict: Hashable, Sendable {
    case eligible
    /// A guard denies it, by its number: nothing makes it available to this request.
    case deniedByGuard(Int)
    /// A budget that is used up denies it, by its number.
    case deniedByBudget(Int)
    /// A guard, by its number, has parts of the content replaced before the target sees it, and that cannot be done.
    case notRewritten(Int)
    /// It cannot do what the request needs.
    case missing(Capabilities)
    /// Its service's interface cannot express a part of the request.
    case unsupported(RequestFeatures)
    /// The prompt, or prompt and answer, are longer than the model's context.
    case contextTooSmall(needed: Int)
    /// The request wants a longer answer than the model gives.
    case outputTooSmall(needed: Int)
    /// The worst case costs more than the request's cap.
    case overCostCap(worstCase: Money)
    /// The request has a cap and the worst case cannot be bounded.
    case unknownPrice
    /// The worst case costs more than is left in the pot of a hard budget, by the budget's number.
    case overBudget(Int, worstCase: Money, left: Money)
    /// A hard budget, by its number, counts the target, and the worst case cannot be bounded.
    case unboundedCost(Int)
    /// The router or the request is offline.
    case offline
    /// It is known to be down.
    case unhealthy
    /// Its credential or its account is refused for now.
    case quarantined(retryIn: Duration)
    /// Its circuit breaker is open.
    case breakerOpen(retryIn: Duration)
    /// Its circuit breaker is half open and every probe is taken.
    case breakerProbing
    /// A limit keeps requests away.
    case rateLimited(retryIn: Duration)

    /// The verdict's code.
    public var code: ReasonCode {
        switch self {
        case .eligible: .eligible
        case .deniedByGuard: .deniedByGuard
        case .deniedByBudget: .deniedByBudget
        case .notRewritten: .notRewritten
        case .missing: .missingCapability
        case .unsupported: .unsupportedOption
        case .contextTooSmall: .contextTooSmall
        case .outputTooSmall: .outputTooSmall
        case .overCostCap: .overCostCap
        case .unknownPrice: .unknownPrice
        case .overBudget: .overBudget
        case .unboundedCost: .unboundedCost
        case .offline: .offline
        case .unhealthy: .unhealthy
        case .quarantined: .quarantined
        case .breakerOpen: .breakerOpen
        case .breakerProbing: .breakerProbing
        case .rateLimited: .rateLimited
        }
    }

    /// Whether it is no more than what a breaker makes of the past: not what a probe has just found, and not what an
    /// operator holds shut.
    var isOfHealth: Bool {
        switch self {
        case .breakerOpen(let wait): wait < BreakerStanding.indefinitely
        case .breakerProbing: true
        default: false
        }
    }

    /// Whether waiting may change it: the target is only passed over for now.
    public var isTemporary: Bool {
        switch self {
        case .unhealthy, .quarantined, .breakerOpen, .breakerProbing, .rateLimited: true
        case .eligible, .deniedByGuard, .deniedByBudget, .notRewritten, .missing, .unsupported, .contextTooSmall,
            .outputTooSmall,
            .overCostCap,
            .unknownPrice, .overBudget, .unboundedCost, .offline:
            false
        }
    }
}
