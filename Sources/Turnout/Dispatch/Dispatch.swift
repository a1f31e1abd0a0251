import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders

/// One request on its way along the chain that was decided for it.
///
/// It is bound to the policy that was in force when the request came. What to try next is the ``ChainMachine``'s to
/// say; this carries it out and keeps the account.
final class Dispatch: Sendable {
    let inForce: PolicyInForce
    let options: RouterOptions
    let providers: ProviderRegistry
    let classified: ClassifiedRequest
    let isStreamed: Bool
    let book: RecordBook
    private let id: RequestID
    private let router: Router
    private let started: Instant
    private let routed: RoutedDecision

    /// Decides a request.
    init(_ request: ModelRequest, isStreamed: Bool, by router: Router) {
        started = router.options.clock.now()
        let inForce = router.current
        let (classified, routed) = router.decide(request, isStreamed: isStreamed, under: inForce)
        self.router = router
        self.inForce = inForce
        self.classified = classified
        self.routed = routed
        self.isStreamed = isStreamed
        options = router.options
        providers = router.providers
        id = RequestID(high: options.random(), low: options.random())
        book = RecordBook(
            DecisionRecord(id: id, time: routed.state.now, isStreamed: isStreamed, routed: routed)
        )
    }

    /// Has the request answered into a sink. Returns when the answer is complete and its call has ended.
    func run(into sink: some AnswerSink) async throws(TurnoutError) {
        options.observer?.observe(.decided(book.record))
        if let error = error(for: await follow(into: sink)) { throw error }
    }

    /// Closes the account.
    @discardableResult
    private func close() -> DecisionRecord {
        let record = book.close(after: elapsed)
        options.observer?.observe(.ended(record))
        return record
    }

    // MARK: The chain

    /// How the request ended.
    private enum Ending {
        case rejected(ReasonCode)
        case chain(ChainMachine.Ending)
    }

    private func follow(into sink: some AnswerSink) async -> Ending {
        if case .reject(let reason) = routed.decision.outcome { return .rejected(reason) }
        let policy = inForce.policy
        let chain = routed.decision.chain.enumerated().map { position, target in
            ChainMachine.Link(target: target, position: position, context: policy.targets[target].context)
        }
        let deadline = started.advanced(by: min(policy.timeouts.total, classified.facts.context.deadline ?? .infinite))
        var machine = ChainMachine(chain: chain, deadline: deadline, commits: isStreamed)
        var step = machine.start(at: options.clock.now())
        while true {
            switch step {
            case .attempt(let link):
                if Task.isCancelled { return .chain(.failed(.cancelled)) }
                step = await attempt(link, deadline, &machine, sink)
            case .passOver(let link):
                note(link, .passedOver(.contextTooSmall), "its context is no larger")
                step = machine.handle(.passedOver, at: options.clock.now())
            case .deliver: return .chain(.delivered)
            case .stop(let ending): return .chain(ending)
            }
        }
    }

    private func attempt(
        _ link: ChainMachine.Link,
        _ deadline: Instant,
        _ machine: inout ChainMachine,
        _ sink: some AnswerSink
    ) async -> ChainMachine.Step {
        let limits = limits(for: link, deadline, isLast: machine.isLast)
        let result = await Attempt(dispatch: self, link: link, limits: limits, sink: sink).run()
        let now = options.clock.now()
        switch result {
        case .passedOver(let reason, let message):
            note(link, .passedOver(reason), message)
            return machine.handle(.passedOver, at: now)
        case .ended(let ending, let attempt, let isProbe):
            if attempt.hasBegun { _ = machine.handle(.began, at: now) }
            guard let code = ending.code else { return machine.handle(.finished, at: now) }
            note(link, ending, attempt, isProbe: isProbe)
            // The caller of a plain answer has seen nothing of this one.
            if !isStreamed { book.unserve() }
            return machine.handle(.failed(code), at: now)
        }
    }

    private func limits(for link: ChainMachine.Link, _ deadline: Instant, isLast: Bool) -> AttemptLimits {
        let policy = inForce.policy
        let firstContent = AttemptLimits.firstContent(
            of: policy.targets[link.target],
            timeouts: policy.timeouts,
            isStreamed: isStreamed,
            isLast: isLast,
            left: options.clock.now().duration(to: deadline)
        )
        return AttemptLimits(
            firstContent: firstContent,
            idle: policy.timeouts.idle,
            deadline: deadline,
            isCallersDeadline: (classified.facts.context.deadline ?? .infinite) < policy.timeouts.total,
            slowCall: policy.breakers[link.target].slowCall
        )
    }

    // MARK: What an attempt asks

    /// Leave to send the request to a target at this moment.
    ///
    /// The guard stage does not look at breakers and limits, so the snapshot leaves the targets' conditions out.
    func permit(for target: Int) throws(Denial) -> DispatchPermit {
        let state = RoutingState(now: options.clock.wallTime(), isOffline: router.isOffline)
        return try Guard.permit(target, for: classified, under: inForce.policy, state)
    }

    /// Whether the caller pinned the target and may use it whatever its breaker says; decided anew at this moment.
    func mayIgnoreBreaker(of target: Int) -> Bool {
        guard routed.decision.override != nil else { return false }
        let decision = inForce.policy.decide(classified.facts, router.snapshot(of: inForce))
        return decision.chain.contains(target)
    }

    /// Tells the observer that a target is about to be called.
    func announce(_ link: ChainMachine.Link) {
        guard let observer = options.observer else { return }
        let name = inForce.policy.targets[link.target].name
        observer.observe(.attempting(id, name, position: link.position))
    }

    /// Notes that a target's answer has begun.
    func begin(_ link: ChainMachine.Link, _ name: TargetName) {
        book.serve(name, position: link.position, after: elapsed)
    }

    /// Notes that the answer is complete.
    func finish(_ link: ChainMachine.Link, _ attempt: AttemptMachine, isProbe: Bool) {
        guard let ending = attempt.ending else { return }
        note(link, ending, attempt, isProbe: isProbe)
        close()
    }

    // MARK: The account

    private var elapsed: Duration { started.duration(to: options.clock.now()) }

    private func note(
        _ link: ChainMachine.Link,
        _ ending: AttemptEnding,
        _ attempt: AttemptMachine,
        isProbe: Bool
    ) {
        let outcome: AttemptRecord.Outcome
        var failure: ProviderFailure?
        switch ending {
        case .finished(let reason): outcome = .served(reason)
        case .failed(let cause): (outcome, failure) = (.failed(cause.code), cause)
        case .timedOut: outcome = .failed(.timeout)
        case .cancelled: outcome = .failed(.cancelled)
        }
        add(
            AttemptRecord(
                target: inForce.policy.targets[link.target].name,
                position: link.position,
                started: started.duration(to: attempt.started),
                duration: attempt.duration ?? .zero,
                timeToFirstToken: attempt.timeToFirstContent,
                outcome: outcome,
                message: ending.message,
                usage: attempt.usage,
                isProbe: isProbe,
                failure: failure
            )
        )
    }

    private func note(
        _ link: ChainMachine.Link,
        _ outcome: AttemptRecord.Outcome,
        _ message: String
    ) {
        add(
            AttemptRecord(
                target: inForce.policy.targets[link.target].name,
                position: link.position,
                started: elapsed,
                duration: .zero,
                outcome: outcome,
                message: message,
                isProbe: false
            )
        )
    }

    private func add(_ attempt: AttemptRecord) {
        book.add(attempt)
        options.observer?.observe(.attempted(id, attempt))
    }

    /// The error of an ending without an answer; a complete answer has closed the account itself.
    private func error(for ending: Ending) -> TurnoutError? {
        switch ending {
        case .chain(.delivered): nil
        case .rejected(let reason): TurnoutError(rejecting: close(), reason: reason)
        case .chain(.failed(.cancelled)): TurnoutError(.cancelled, "the request was cancelled", record: close())
        case .chain(.failed(let code)), .chain(.brokeOff(let code)): TurnoutError(code, failing: close())
        case .chain(.outOfTime): TurnoutError(outOfTime: close())
        case .chain(.noneLeft): TurnoutError(noneLeft: close())
        }
    }
}

extension Duration {
    /// Longer than anything lasts: 292 years.
    fileprivate static let infinite = Duration.nanoseconds(Int64.max)
}
