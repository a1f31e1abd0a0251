import TurnoutCore

/// What is known of requests and calls that are not over: the memory that the checks share.
struct Ledger: Sendable {
    struct Request: Sendable {
        let plan: RequestPlan
        /// The policy in force when the request came.
        let policy: PolicyPlan
        let began: Instant
        /// When the request has to be over.
        let deadline: Instant
        var calls: [Int] = []
        /// Targets that the router announced, and whose provider has not been called yet.
        var announced: [String] = []
        var left: Instant?
        var ended: SimulationEvent.CallerEnding?
        var isRecorded = false
        var hasReadFinish = false
        /// The call whose text is read, and how many pieces have been.
        var source: Int?
        var read = 0
        /// The targets that the decision let through, in order.
        var chain: [String]?
    }

    struct Call: Sendable {
        let plan: SimulationEvent.Call
        let began: Instant
        /// How many pieces the provider gave out before the end.
        var written = 0
        /// The instant of the first one.
        var firstPiece: Instant?
        var usage: Usage?
        var finished: Instant?
        var cancelled: Instant?
        var ended: Instant?
        var ending: SimulationEvent.CallEnding?
        /// The epoch of the target's breaker in which the call was let through.
        var epoch = 0
        var isProbe = false
        /// Whether the call may pass whatever the breaker says.
        var ignoresBreaker = false

        /// Whether the provider has work with it.
        var isInProgress: Bool { ended == nil && cancelled == nil && finished == nil }
    }

    let policies: [PolicyPlan]
    let features: DispatcherFeatures
    var policy: PolicyPlan
    var isOffline = false
    /// How long it takes at the most from the leave to call to the call: what one router asks of a ledger in between.
    let slack: Duration
    private(set) var requests: [Int: Request] = [:]
    private(set) var calls: [Int: Call] = [:]
    /// Requests that are not over, in the order in which they came.
    private(set) var open: [Int] = []

    init(
        policies: [PolicyPlan], policy: PolicyPlan, features: DispatcherFeatures, slack: Duration = .zero
    ) {
        self.slack = slack
        self.policies = policies
        self.policy = policy
        self.features = features
    }

    func request(_ number: Int) -> Request? { requests[number] }

    func call(_ number: Int) -> Call? { calls[number] }

    /// The calls of a request, in the order in which they began.
    func calls(of request: Request) -> [Call] { request.calls.compactMap { calls[$0] } }

    /// Takes an event down. Checks look before and after; see ``InvariantCheck``.
    mutating func take(_ event: SimulationEvent, at now: Instant) {
        switch event {
        case .asked(let plan):
            let total = Duration.milliseconds(policy.total)
            requests[plan.number] = Request(
                plan: plan, policy: policy, began: now,
                deadline: now.advanced(by: min(total, plan.deadline ?? total)))
            open.append(plan.number)
        case .decided(let number, _, let chain): requests[number]?.chain = chain
        case .attempting(let number, let target): requests[number]?.announced.append(target)
        case .callBegan(let call):
            calls[call.number] = Call(plan: call, began: now)
            requests[call.request]?.calls.append(call.number)
            if let index = requests[call.request]?.announced.firstIndex(of: call.target) {
                requests[call.request]?.announced.remove(at: index)
            }
        case .callWrote(let number, _):
            guard calls[number]?.finished == nil else { return }
            calls[number]?.written += 1
            if calls[number]?.firstPiece == nil { calls[number]?.firstPiece = now }
        case .callCounted(let number, let usage): calls[number]?.usage = usage
        case .callFinished(let number): if calls[number]?.finished == nil { calls[number]?.finished = now }
        case .callCancelled(let number): if calls[number]?.ended == nil { calls[number]?.cancelled = now }
        case .callEnded(let number, let ending):
            calls[number]?.ended = now
            calls[number]?.ending = ending
            if let request = calls[number]?.plan.request { settle(request) }
        case .recorded(let number, _):
            requests[number]?.isRecorded = true
            settle(number)
        case .read(let number, let call, _):
            if requests[number]?.source == nil { requests[number]?.source = call }
            requests[number]?.read += 1
        case .readFinish(let number): requests[number]?.hasReadFinish = true
        case .left(let number):
            if requests[number]?.ended == nil { requests[number]?.left = now }
        case .ended(let number, let ending):
            requests[number]?.ended = ending
            settle(number)
        case .wentOffline(let isOffline): self.isOffline = isOffline
        case .reloaded(let number): policy = policies[number]
        case .processDied(_, let numbers): for number in numbers { drop(number) }
        case .ledgerDid, .ledgerRefused, .ledgerKept, .ledgerIsSwept, .ledgerAlerts: break
        case .attempted, .breakerChanged, .quarantined, .misread, .forced, .wallClockJumped: break
        }
    }

    mutating func note(epoch: Int, isProbe: Bool, ignoresBreaker: Bool, of call: Int) {
        calls[call]?.epoch = epoch
        calls[call]?.isProbe = isProbe
        calls[call]?.ignoresBreaker = ignoresBreaker
    }

    /// Forgets a request that is over in every respect.
    private mutating func settle(_ number: Int) {
        guard let request = requests[number], request.ended != nil, request.isRecorded,
            request.calls.allSatisfy({ calls[$0]?.ended != nil })
        else { return }
        drop(number)
    }

    private mutating func drop(_ number: Int) {
        for call in requests[number]?.calls ?? [] { calls[call] = nil }
        requests[number] = nil
        open.removeAll { $0 == number }
    }
}
