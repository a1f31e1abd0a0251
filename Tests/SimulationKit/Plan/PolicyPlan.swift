import TurnoutCore

/// What a generated policy says: the policy's text is made from it, and checks ask it what is allowed.
///
/// It is the simulation's own reading of a policy, so that a mistake of the engine's does not excuse itself.
public struct PolicyPlan: Hashable, Sendable {
    /// A rule that keeps targets from requests.
    public enum Guard: Hashable, Sendable {
        /// No provider that trains, for a tenant's requests.
        case noTraining(tenant: String)
        /// Only targets that keep data in Europe, for a tenant's requests.
        case europe(tenant: String)
        /// One target for nobody of that name.
        case ban(target: String, user: String)
        /// Nothing external for requests of the lowest priority.
        case batchStaysHome
    }

    /// A step of a chain.
    public enum Step: Hashable, Sendable {
        case target(String)
        case balance(String, [String])

        var targets: [String] {
            switch self {
            case .target(let name): [name]
            case .balance(_, let names): names
            }
        }
    }

    /// A route.
    public struct Route: Hashable, Sendable {
        /// The tasks that it is for; empty for all.
        public var tasks: [String] = []
        public var steps: [Step]
        /// Whether every other local target follows.
        public var isFollowedByLocal = false
        public var contentPolicyFallsBack = false
        /// Whether a second target is asked after that many milliseconds of silence.
        public var hedge: Int?
    }

    /// How often a call may be made.
    public struct Limits: Hashable, Sendable {
        /// Requests per second.
        public var requests: Int?
        public var concurrency: Int?
    }

    /// The policy's number among those of the world.
    public var number: Int
    /// All targets of the world, in the order in which the policy numbers them.
    public var targets: [TargetPlan]
    public var guards: [Guard] = []
    public var routes: [Route]
    public var breaker = BreakerPlan()
    /// The most calls for a request.
    public var attempts = 4
    /// The most calls on one target for a request.
    public var triesOfTarget = 1
    /// Milliseconds.
    public var firstToken = 10_000
    public var idle = 5_000
    public var total = 60_000
    /// Whether those on call may use a target whose breaker is open.
    public var pinsIgnoreBreakers = false
    /// The share of a balanced step, in percent, below which health is ignored.
    public var panicBelow = 50
    public var whole = Limits()
    public var perUser = Limits()
    /// The limits of providers that have some.
    public var providers: [String: Limits] = [:]
    public var queueSize = 1_000
    public var budgets: [BudgetPlan] = []

    /// The settings of a policy's breakers; durations in milliseconds.
    public struct BreakerPlan: Hashable, Sendable {
        public var window = 30_000
        public var minimumCalls = 10
        public var failureRate = 50
        public var slowRate = 80
        public var slowCall = 10_000
        public var consecutiveFailures = 5
        public var open = 5_000
        public var maximumOpen = 300_000
        public var probes = 3
        public var successes = 2
        public var probeLease = 60_000
    }

    /// The target of that name.
    func target(_ name: String) -> TargetPlan? { targets.first { $0.name == name } }

    /// The guard that keeps a request from a target; `nil` when none does.
    func denial(of request: RequestPlan, at target: TargetPlan) -> String? {
        if request.isConfidential, !target.isLocal { return "stay-home" }
        for rule in guards {
            switch rule {
            case .noTraining(let tenant):
                if request.tenant == tenant, !target.isLocal, target.trains { return "no-training" }
            case .europe(let tenant):
                // Who does not say where data is kept may keep it anywhere.
                if request.tenant == tenant, !target.isLocal, target.regions != ["eu"] { return "europe" }
            case .ban(let name, let user):
                if request.user == user, target.name == name { return "ban" }
            case .batchStaysHome:
                if request.priority == .batch, !target.isLocal { return "batch-stays-home" }
            }
        }
        return nil
    }

    /// The first route for a request's task.
    func route(for request: RequestPlan) -> Route? {
        routes.first { $0.tasks.isEmpty || $0.tasks.contains(request.task) }
    }

    /// Whether a request may be sent to a target by the routes or by the leave to pin.
    func isOnTheWay(_ target: TargetPlan, of request: RequestPlan) -> Bool {
        if let pin = request.pin { return request.isOncall && pin == target.name }
        guard let route = route(for: request) else { return false }
        return route.steps.contains { $0.targets.contains(target.name) }
            || (route.isFollowedByLocal && target.isLocal)
    }

    /// The targets that some route leads to.
    var targetsOnTheWay: [String] {
        targets.filter { target in
            routes.contains { route in
                route.steps.contains { $0.targets.contains(target.name) } || (route.isFollowedByLocal && target.isLocal)
            }
        }.map(\.name)
    }

    /// Whether a request may use a target whatever its breaker says.
    func ignoresBreaker(_ request: RequestPlan, at target: String) -> Bool {
        pinsIgnoreBreakers && request.isOncall && request.pin == target
    }

    /// The step of the request's chain that a target shares with others, if it shares one.
    func pool(of target: String, for request: RequestPlan) -> [String]? {
        guard request.pin == nil, let route = route(for: request) else { return nil }
        for case .balance(_, let names) in route.steps where names.contains(target) { return names }
        return nil
    }
}
