public import TurnoutCore
public import TurnoutPolicy

/// Walks the chain of one decision: which target comes next, when the same is tried again, when a second is asked
/// beside the first, and when there is nothing more to try.
///
/// A pure state machine. The shell carries out each ``Step`` and answers with the ``Event`` that came of it; the same
/// machine runs under the live dispatcher and in simulation. It knows nothing of how a call is made.
///
/// Only a failure after which another target may help moves on (see ``ErrorCode/allowsFallback``). Once content has
/// been handed to the caller no other target may take over, for the caller would see two answers in one.
public struct ChainMachine: Sendable {
    /// What came of a step.
    public enum Event: Hashable, Sendable {
        /// A target that was to be called was left out before anything was sent.
        case passedOver(ChainLink, Obstacle)
        /// A target that was to be left out has been.
        case skipped
        /// The first content of an answer is there.
        case began
        /// The answer is complete.
        case finished
        /// A call failed, or its answer broke off.
        case failed(ChainFailure)
        /// A call was given up because another one answers.
        case abandoned
        /// The pause is over.
        case rested
        /// The call under way has been silent for long enough to ask another target.
        case silent
    }

    /// Why a target was left out at the last moment.
    public enum Obstacle: Hashable, Sendable {
        /// No permit, or its breaker or quarantine refused.
        case closed
        /// It is only busy: a limit is reached, or it has as many calls as it takes.
        case busy(retryIn: Duration?)
    }

    /// What is to be done next.
    public enum Step: Hashable, Sendable {
        /// Call the target.
        case attempt(ChainLink)
        /// Leave the target out, for that reason.
        case passOver(ChainLink, ReasonCode)
        /// Wait until then; the same target comes next.
        case pause(ChainLink, until: Instant)
        /// Hand the answer on as it comes; other calls under way are of no more use.
        case deliver
        /// Go on with what is under way.
        case carryOn
        /// Nothing more.
        case stop(Ending)
    }

    /// How the walk ended.
    public enum Ending: Hashable, Sendable {
        case delivered
        /// The last attempt failed, and nothing was left that might do better.
        case failed(ErrorCode)
        /// The answer broke off after the caller had seen a part of it.
        case brokeOff(ErrorCode)
        /// The time for the whole request is over.
        case outOfTime
        /// Nothing was sent: every target was left out at the last moment.
        case noneLeft
        /// Nothing was sent, and to wait may help: the first that is only busy is free again in that time, or as soon
        /// as one of its calls ends.
        case busy(retryIn: Duration?)
    }

    private let chain: [ChainLink]
    private let rules: ChainRules
    private var next = 0
    /// The calls made, of which some may be under way.
    private var calls = 0
    /// The calls under way, two at most.
    private var underWay = 0
    /// The calls of each link, by its place in the chain.
    private var tries: [Int]
    private var resting: ChainLink?
    private var hasBegun = false
    private var isFinished = false
    private var hasHedged = false
    private var lastFailure: ErrorCode?
    /// A failure that no other target would do better after.
    private var final: ErrorCode?
    /// The largest context that was too small.
    private var tooSmall: Int?
    /// What calls have cost or may yet cost, in nano-dollars.
    private var committed: Int64 = 0
    private var busy: [Duration?] = []

    /// Creates a machine at the start of a chain.
    ///
    /// - Parameter chain: the links in order; a target stands in it once.
    public init(chain: [ChainLink], rules: ChainRules) {
        self.chain = chain
        self.rules = rules
        tries = Array(repeating: 0, count: chain.count)
    }

    /// Whether nothing is left to try after the present attempt, other than the same once more.
    public var isLast: Bool { !hasAlternative }

    /// The calls made so far.
    public var callCount: Int { calls }

    /// The first step.
    public mutating func start(at now: Instant) -> Step { advance(at: now) }

    /// Takes what came of a step.
    public mutating func handle(
        _ event: Event, at now: Instant, using generator: inout some RandomNumberGenerator
    ) -> Step {
        switch event {
        case .passedOver(let link, let obstacle): return leave(link, obstacle, at: now)
        case .skipped: return advance(at: now)
        case .began:
            hasBegun = true
            return .deliver
        case .finished:
            isFinished = true
            return .stop(.delivered)
        case .abandoned:
            underWay -= 1
            // The one that was to answer may have failed meanwhile.
            guard underWay == 0, !isFinished, lastFailure != nil else { return .carryOn }
            return final.map { .stop(.failed($0)) } ?? advance(at: now)
        case .failed(let failure): return take(failure, at: now, using: &generator)
        case .rested:
            guard let link = resting else { return .carryOn }
            resting = nil
            guard now < rules.deadline else { return .stop(.outOfTime) }
            return call(link)
        case .silent:
            guard underWay == 1, !hasBegun, !hasHedged, resting == nil, now < rules.deadline else { return .carryOn }
            hasHedged = true
            guard calls < rules.attempts, let index = chain[next...].firstIndex(where: { reasonAgainst($0) == nil }),
                !chain[index].isPanic
            else { return .carryOn }
            next = index + 1
            return call(chain[index])
        }
    }

    private mutating func leave(_ link: ChainLink, _ obstacle: Obstacle, at now: Instant) -> Step {
        calls -= 1
        underWay -= 1
        count(link, -1)
        committed -= link.worstCase?.nanoUSD ?? 0
        if case .busy(let retryIn) = obstacle { busy.append(retryIn) }
        if underWay > 0 { return .carryOn }
        return final.map { .stop(.failed($0)) } ?? advance(at: now)
    }

    // MARK: Failures

    private mutating func take(
        _ failure: ChainFailure, at now: Instant, using generator: inout some RandomNumberGenerator
    ) -> Step {
        underWay -= 1
        settle(failure)
        if hasBegun, rules.commits {
            isFinished = true
            return .stop(.brokeOff(failure.code))
        }
        hasBegun = false
        lastFailure = failure.code
        if failure.code == .contextLength, let context = failure.link.context {
            tooSmall = max(tooSmall ?? 0, context)
        }
        let goesOn =
            failure.code.allowsFallback || (failure.code == .contentPolicy && rules.fallsBackOnContentPolicy)
        if !goesOn { final = final ?? failure.code }
        if underWay > 0 { return .carryOn }
        if let final { return .stop(.failed(final)) }
        if let moment = retryMoment(after: failure, at: now, using: &generator) {
            resting = failure.link
            return .pause(failure.link, until: moment)
        }
        return advance(at: now)
    }

    /// Puts what a failed call cost in the place of what it might have cost.
    private mutating func settle(_ failure: ChainFailure) {
        guard let worst = failure.link.worstCase, let cost = failure.cost else { return }
        // A provider that charges more than it could leaves less for the rest.
        let (sum, overflow) = committed.addingReportingOverflow(max(0, cost.nanoUSD) - worst.nanoUSD)
        committed = overflow ? .max : sum
    }

    /// When the same target is to be called again; `nil` when it is not.
    ///
    /// A target that cannot be reached, or that was silent for too long, is given up while there is another. A wait that its provider asks for is a floor,
    /// and one that is long against what is left of the time is no wait but a reason to go elsewhere.
    private mutating func retryMoment(
        after failure: ChainFailure, at now: Instant, using generator: inout some RandomNumberGenerator
    ) -> Instant? {
        let link = failure.link
        guard failure.mayRetry, !link.isPanic, calls < rules.attempts, tries(of: link) < link.retries.attempts,
            reasonAgainst(link) == nil
        else { return nil }
        let isRateLimit = failure.code == .rateLimited
        switch failure.code {
        case .rateLimited, .provider, .model: break
        // It has had its time.
        case .timeout: if hasAlternative { return nil }
        case .network: if failure.isUnreachable, hasAlternative { return nil }
        default: return nil
        }
        let left = now.duration(to: rules.deadline)
        var wait: Duration
        if let asked = failure.retryAfter {
            guard asked <= min(.seconds(2), left / 4) else { return nil }
            wait = Backoff.afterRetryAfter(asked, using: &generator)
        } else {
            let isOverload = isRateLimit || failure.isOverload
            wait = Backoff.delay(
                retry: tries(of: link), settings: link.retries, isOverload: isOverload, using: &generator)
            // While others are free, a second behind a busy one is a second lost.
            if isRateLimit, wait > min(.seconds(2), left / 4) { return nil }
        }
        guard left > wait + failure.typicalWait else { return nil }
        return now.advanced(by: wait)
    }

    // MARK: Going on

    private mutating func advance(at now: Instant) -> Step {
        guard now < rules.deadline else { return .stop(.outOfTime) }
        guard calls < rules.attempts else { return .stop(ending) }
        while next < chain.count {
            let link = chain[next]
            next += 1
            if let reason = reasonAgainst(link) { return .passOver(link, reason) }
            return call(link)
        }
        return .stop(ending)
    }

    private mutating func call(_ link: ChainLink) -> Step {
        calls += 1
        underWay += 1
        count(link, 1)
        if let worst = link.worstCase {
            let (sum, overflow) = committed.addingReportingOverflow(worst.nanoUSD)
            committed = overflow ? .max : sum
        }
        return .attempt(link)
    }

    private var hasAlternative: Bool {
        calls < rules.attempts && chain[next...].contains { reasonAgainst($0) == nil }
    }

    /// Why a link is left out: its context is no larger than one that was too small, it may cost more than is left, or
    /// it is unwell and something has failed already.
    private func reasonAgainst(_ link: ChainLink) -> ReasonCode? {
        if let tooSmall, let context = link.context, context <= tooSmall { return .contextTooSmall }
        if !isAffordable(link) { return .overCostCap }
        if link.isPanic, lastFailure != nil { return .breakerOpen }
        return nil
    }

    private func isAffordable(_ link: ChainLink) -> Bool {
        guard let cap = rules.costCap else { return true }
        guard let worst = link.worstCase else { return false }
        let (sum, overflow) = committed.addingReportingOverflow(worst.nanoUSD)
        return !overflow && sum <= cap.nanoUSD
    }

    private mutating func count(_ link: ChainLink, _ change: Int) {
        guard let index = chain.firstIndex(where: { $0.target == link.target }) else { return }
        tries[index] += change
    }

    private func tries(of link: ChainLink) -> Int {
        chain.firstIndex { $0.target == link.target }.map { tries[$0] } ?? 0
    }

    private var ending: Ending {
        if let lastFailure { return .failed(lastFailure) }
        guard !busy.isEmpty else { return .noneLeft }
        return .busy(retryIn: busy.compactMap { $0 }.min())
    }
}
