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
    let classified: ClassifiedRequest
    let isStreamed: Bool
    /// Whether the reader of a streamed answer fetches it himself, with no task beside his.
    let isPulled: Bool
    let book: RecordBook
    let id: RequestID
    let router: Router
    let started: Instant
    /// What pauses and retries are drawn from.
    private let seed: UInt64
    /// When the time for the whole request is over.
    let deadline: Instant
    /// The tokens that the request takes of limits until they are counted.
    let tokens: Int

    /// Has a request read by the recogniser, where the policy has one, and decides it.
    static func deciding(_ request: ModelRequest, isStreamed: Bool, by router: Router) async -> Dispatch {
        let started = router.options.clock.now()
        let inForce = router.current
        let id = RequestID(high: router.options.random(), low: router.options.random())
        let recognition = await router.recognise(request, as: id, under: inForce)
        // What is drawn for a request follows from its identifier: randomness from the system is dear.
        var draws = SplitMix64(seed: id.seed)
        let classified = inForce.classifier.classify(
            request, for: inForce.policy, isStreamed: isStreamed,
            means: router.means(for: request.context, under: inForce), recognition: recognition)
        let budgets = await router.standings(
            for: classified.facts, under: inForce, at: router.options.clock.wallTime())
        let (seen, routed) = router.decide(
            classified, under: inForce, budgets: budgets, recognition: recognition, draw: draws.next())
        return Dispatch(
            seen, routed, as: id, isStreamed: isStreamed, by: router, under: inForce, seed: draws.next(),
            started: started)
    }

    private init(
        _ classified: ClassifiedRequest, _ routed: RoutedDecision, as id: RequestID, isStreamed: Bool,
        by router: Router, under inForce: PolicyInForce, seed: UInt64, started: Instant
    ) {
        self.started = started
        self.id = id
        self.seed = seed
        self.router = router
        self.inForce = inForce
        self.classified = classified
        self.isStreamed = isStreamed
        isPulled = isStreamed && inForce.canPull
        let patience = min(inForce.policy.timeouts.total, classified.facts.context.deadline ?? .infinite)
        deadline = started.advanced(by: patience)
        tokens = classified.facts.tokensToReserve
        book = RecordBook(
            DecisionRecord(id: id, time: routed.state.now, isStreamed: isStreamed, routed: routed)
        )
    }

    var watchdog: Watchdog { router.watchdog }
    var lobby: Lobby { router.lobby }

    /// Has the request answered into a sink. Returns when the answer is complete and its call has ended.
    func run(into sink: some AnswerSink) async throws(TurnoutError) {
        router.options.observer?.observe(.decided(book.record))
        if let error = error(for: await pursue(into: sink)) { throw error }
    }

    /// Has the request answered until the answer's first content is there; its reader fetches the rest.
    func open() async throws(TurnoutError) -> OpenCall {
        router.options.observer?.observe(.decided(book.record))
        let ending = await pursue(into: NoSink())
        if case .open(let call) = ending { return call }
        throw error(for: ending) ?? TurnoutError(.unknown, "the answer did not begin", record: closed())
    }

    /// How old a decision may be when the first target is called, in nanoseconds.
    private static let decisionAge: Int64 = 1_000_000

    // MARK: The request

    /// How the request ended.
    enum Ending {
        case rejected(ReasonCode)
        case chain(ChainMachine.Ending)
        case refused(LobbyRefusal)
        /// A stream has begun; its reader brings it to its end.
        case open(OpenCall)
    }

    /// Enters, follows the chain, and when everything on it is only busy waits and follows it again.
    private func pursue(into sink: some AnswerSink) async -> Ending {
        var pass: LobbyPass
        let arrived = router.options.clock.now()
        switch await enter(with: book.decision) {
        case .success(let entered): pass = entered
        case .failure(let refusal): return .refused(refusal)
        }
        // What was decided before a wait at the door is old.
        var decision = book.decision
        if case .allow = decision.outcome,
            router.options.clock.now().nanoseconds - arrived.nanoseconds > Self.decisionAge
        {
            decision = await decideAnew(holding: nil)
        }
        var held: CallPass?
        var generator = SplitMix64(seed: seed)
        decision.route.flatMap { inForce.hedges[$0] }?.request()
        while true {
            let ending = await follow(decision, &held, &generator, into: sink)
            if let left = held {
                giveBack(left)
                held = nil
            }
            guard let targets = Self.busyTargets(of: decision, after: ending) else {
                if case .open(let call) = ending { call.start(pass) } else { leave(pass) }
                return ending
            }
            // Whoever waits takes nothing that another could use.
            lobby.giveBack(pass, at: router.options.clock.now())
            pass = .none
            switch await lobby.wait(visitor, for: targets, under: inForce) {
            case .success(let admitted): (pass, held) = (admitted.pass, admitted.call)
            case .failure(let refusal): return .refused(refusal)
            }
            decision = await decideAnew(holding: held?.target)
        }
    }

    /// Puts a new decision in the place of one that is old or led nowhere.
    private func decideAnew(holding target: Int?) async -> Decision {
        let routed = await router.decideAgain(classified, under: inForce, holding: target)
        book.decideAnew(routed)
        return routed.decision
    }

    /// Gives back what the request has taken of limits, and settles what it used.
    func leave(_ pass: LobbyPass) {
        let now = router.options.clock.now()
        if book.hasSent {
            lobby.leave(pass, tokens: book.countedTokens, at: now)
        } else {
            lobby.giveBack(pass, at: now)
        }
    }

    private func enter(with decision: Decision) async -> Result<LobbyPass, LobbyRefusal> {
        // A request that the policy turns away takes nothing of anybody's allowance.
        if case .reject = decision.outcome,
            Self.busyTargets(of: decision, after: .rejected(.noEligibleTarget)) == nil
        {
            return .success(.none)
        }
        return await lobby.enter(visitor)
    }

    private var visitor: Visitor {
        let context = classified.facts.context
        return Visitor(
            user: context.user, tenant: context.tenant, priority: context.priority, deadline: deadline, tokens: tokens)
    }

    /// The targets that would answer if they were not busy; `nil` when there are none, or when that is not why the
    /// request has no answer.
    private static func busyTargets(of decision: Decision, after ending: Ending) -> [Int]? {
        let targets: [Int]
        switch ending {
        case .chain(.busy): targets = decision.chain
        case .rejected(.noEligibleTarget):
            targets = decision.candidates.filter { if case .rateLimited = $0.verdict { true } else { false } }
                .map(\.target)
        default: return nil
        }
        return targets.isEmpty ? nil : targets
    }

    // MARK: The chain

    private func follow(
        _ decision: Decision, _ held: inout CallPass?, _ generator: inout SplitMix64, into sink: some AnswerSink
    ) async -> Ending {
        if case .reject(let reason) = decision.outcome {
            await auditRejection(reason)
            return .rejected(reason)
        }
        if let left = held, !decision.chain.contains(left.target) {
            // In hand it is of no use to anybody else.
            giveBack(left)
            held = nil
        }
        var machine = ChainMachine(chain: links(of: decision, first: held?.target), rules: rules(for: decision))
        let hedge = decision.route.flatMap { inForce.hedges[$0] }
        var step = machine.start(at: router.options.clock.now())
        while true {
            switch step {
            case .attempt(let link):
                if Task.isCancelled { return .chain(.failed(.cancelled)) }
                switch await attempt(link, &machine, &held, hedge, &generator, sink) {
                case .step(let next): step = next
                case .open(let call):
                    _ = machine.handle(.began, at: router.options.clock.now(), using: &generator)
                    return .open(OpenCall(call, of: link, for: self, machine, generator))
                }
            case .passOver(let link, let reason):
                note(link, .passedOver(reason), Self.sentence(for: reason))
                step = machine.handle(.skipped, at: router.options.clock.now(), using: &generator)
            case .pause(_, let moment):
                do throws(CancellationError) { try await router.options.clock.sleep(until: moment) } catch {
                    return .chain(.failed(.cancelled))
                }
                step = machine.handle(.rested, at: router.options.clock.now(), using: &generator)
            case .deliver, .carryOn: return .chain(.delivered)
            case .stop(let ending): return .chain(ending)
            }
        }
    }

    private static func sentence(for reason: ReasonCode) -> String {
        switch reason {
        case .contextTooSmall: "its context is no larger"
        case .overCostCap: "what is left of the cost cap does not pay for it"
        default: "it is unwell, and one that is has failed already"
        }
    }

    /// The chain of a decision.
    ///
    /// - Parameter first: a target that the request has leave to call, so that it is called before the leave grows old;
    ///   those before it in the chain were busy a moment ago.
    private func links(of decision: Decision, first: Int?) -> [ChainLink] {
        let policy = inForce.policy
        let facts = classified.facts
        var links = decision.candidates.lazy.filter(\.isEligible).enumerated().map { position, candidate in
            let worstCase = facts.context.costCap == nil ? nil : policy.worstCase(of: candidate.target, facts)
            return ChainLink(
                target: candidate.target, position: position, context: policy.targets[candidate.target].context,
                worstCase: worstCase,
                isPanic: candidate.isPanic, retries: policy.retries[candidate.target])
        }
        if let first, let index = links.firstIndex(where: { $0.target == first }) {
            links.insert(links.remove(at: index), at: 0)
        }
        return links
    }

    private func rules(for decision: Decision) -> ChainRules {
        let policy = inForce.policy
        return ChainRules(
            deadline: deadline, commits: isStreamed, attempts: policy.dispatch.attempts,
            costCap: classified.facts.context.costCap,
            fallsBackOnContentPolicy: decision.route.map { policy.routes[$0].fallsBackOnContentPolicy } ?? false)
    }

    /// What came of an attempt, for the walk.
    private enum Progress {
        case step(ChainMachine.Step)
        case open(AttemptCall)
    }

    private func attempt(
        _ link: ChainLink, _ machine: inout ChainMachine, _ held: inout CallPass?, _ hedge: HedgeCell?,
        _ generator: inout SplitMix64, _ sink: some AnswerSink
    ) async -> Progress {
        var attempt = Attempt(
            dispatch: self, link: link, limits: limits(for: link, isLast: machine.isLast), sink: sink)
        if held?.target == link.target {
            attempt.held = held
            held = nil
        }
        if let hedge, let delay = delay(of: hedge, on: link, machine) {
            return .step(await race(attempt, after: delay, hedge, &machine, &generator))
        }
        let result = await attempt.run()
        if case .open(let call) = result { return .open(call) }
        return .step(take(result, of: link, &machine, &generator))
    }

    /// Feeds what came of an attempt to the machine, and notes it.
    func take(
        _ result: Attempt<some AnswerSink>.Result, of link: ChainLink, _ machine: inout ChainMachine,
        _ generator: inout SplitMix64
    ) -> ChainMachine.Step {
        let now = router.options.clock.now()
        switch result {
        case .passedOver(let reason, let message, let obstacle):
            note(link, .passedOver(reason), message)
            return machine.handle(.passedOver(link, obstacle), at: now, using: &generator)
        case .lost: return machine.handle(.abandoned, at: now, using: &generator)
        case .open: return machine.handle(.began, at: now, using: &generator)
        case .ended(let report):
            if report.machine.hasBegun { _ = machine.handle(.began, at: now, using: &generator) }
            guard let code = report.ending.code else { return machine.handle(.finished, at: now, using: &generator) }
            // The caller of a plain answer has seen nothing of this one.
            if !isStreamed { book.unserve() }
            return machine.handle(.failed(failure(code, report, of: link)), at: now, using: &generator)
        }
    }

    private func failure(_ code: ErrorCode, _ report: AttemptReport, of link: ChainLink) -> ChainFailure {
        var cause: ProviderFailure?
        if case .failed(let failure) = report.ending { cause = failure }
        return ChainFailure(
            link: link, code, retryAfter: cause?.retryAfter, isUnreachable: cause?.isUnreachable ?? false,
            isOverload: cause?.isOverload ?? false, mayRetry: report.settlement?.mayRetry ?? false,
            typicalWait: report.settlement?.typicalWait ?? .zero, cost: cost(of: report, on: link))
    }

    /// What a call has cost; `nil` when its provider may charge more than was counted.
    func cost(of report: AttemptReport, on link: ChainLink) -> Money? {
        let target = link.target
        // Also where nobody counts: a target at home without a price is free.
        if inForce.policy.targets[target].price?.isFree ?? (inForce.policy.targets[target].locality == .local) {
            return .zero
        }
        if report.ending.code == nil {
            // A service that counts nothing of what it was sent has not counted.
            guard let usage = report.machine.usage, usage.promptTokens > 0 else { return nil }
            return inForce.policy.targets[target].cost(of: usage, images: classified.facts.sent.images)
        }
        // What a call that broke off has cost is the worst case, whatever was counted until then.
        guard !report.machine.hasHeard, case .failed(let failure) = report.ending else {
            return nil
        }
        // Nobody charges for a call that he refuses. One that a gateway gave up on may have been answered behind it, and
        // one that a filter stopped was read.
        let isRefused = failure.status.map(Self.refusals.contains) ?? false
        return failure.isUnreachable || (isRefused && failure.code != .contentPolicy) ? .zero : nil
    }

    /// The statuses under which a service has not begun to work.
    private static let refusals: Set<Int> = [400, 401, 402, 403, 404, 405, 413, 415, 422, 429]

    func limits(for link: ChainLink, isLast: Bool) -> AttemptLimits {
        let policy = inForce.policy
        let target = policy.targets[link.target]
        let firstContent = AttemptLimits.firstContent(
            of: target,
            timeouts: policy.timeouts,
            isStreamed: isStreamed,
            isLast: isLast,
            left: router.options.clock.now().duration(to: deadline),
            usual: policy.timeouts.isFirstTokenFixed ? nil : inForce.cells[link.target].slowFirstToken
        )
        return AttemptLimits(
            firstContent: firstContent,
            idle: policy.timeouts.idle(of: target),
            deadline: deadline,
            isCallersDeadline: (classified.facts.context.deadline ?? .infinite) < policy.timeouts.total,
            slowCall: policy.breakers[link.target].slowCall
        )
    }
}

extension Duration {
    /// Longer than anything lasts: 292 years.
    fileprivate static let infinite = Duration.nanoseconds(Int64.max)
}

extension Facts {
    /// The tokens that an answer takes of limits while nobody knows how long it will be.
    private static let assumedAnswer = 512

    /// What the request takes of limits on tokens until they are counted.
    fileprivate var tokensToReserve: Int {
        let (sum, overflow) = sent.tokens.addingReportingOverflow(outputTokens ?? Self.assumedAnswer)
        return overflow ? .max : sum
    }
}
