public import TurnoutCore
import TurnoutEngine

/// Checks a world's events one by one as they happen.
///
/// It sees what callers and providers see, and what the router reports, and nothing of the router's inside; so it also
/// judges a trace that was kept, or made up.
public struct InvariantCheck: Sendable {
    private var ledger: Ledger
    private var endings: EndingChecks
    private var answers = AnswerChecks()
    private var privacy = PrivacyChecks()
    private var chains = ChainChecks()
    private var breakers: BreakerChecks
    private var records = RecordChecks()
    private var load: LoadChecks
    private var limits: LimitChecks
    private var waits = WaitChecks()
    private var queue = QueueChecks()
    private var money: MoneyChecks
    /// Whether breakers, limits and waits are those of more than one process, so that nothing is said of them.
    private let isShared: Bool
    /// How many violations of one invariant are kept.
    private static let mostOfOne = 3
    /// What was wrong, in order; only the first few of each invariant.
    public private(set) var violations: [Violation] = []
    /// What happened, in numbers.
    public private(set) var tally = Tally()
    private var now = Instant(nanoseconds: 0)

    /// Creates a check for a world that has not begun.
    public init(plan: WorldPlan) {
        ledger = Ledger(
            policies: plan.policies, policy: plan.policies[0], features: plan.features,
            slack: plan.money?.slack ?? .zero)
        endings = EndingChecks(lateness: plan.money?.lateness ?? .zero)
        money = MoneyChecks(plan.money)
        isShared = plan.money?.isShared ?? false
        breakers = BreakerChecks(targets: plan.targets.map(\.name))
        load = LoadChecks(outage: plan.outage)
        limits = LimitChecks(slack: plan.money?.slack ?? .zero)
    }

    /// Takes an event and checks everything that it bears on.
    public mutating func take(_ entry: TraceEntry) {
        var report = Report(time: entry.time, features: ledger.features)
        if entry.time != now {
            now = entry.time
            endings.timePassed(to: now, ledger, &report)
            if !isShared { breakers.timePassed(&report) }
        }
        let event = entry.event
        tally.count(event)
        // What an event means is seen from what was known before it.
        endings.take(event, ledger, at: now, &report)
        answers.take(event, ledger, &report)
        privacy.take(event, ledger, &report)
        chains.take(event, ledger, at: now, &report)
        records.take(event, ledger, &report)
        money.take(event, ledger, &report)
        let admission = isShared ? nil : takeOfOneRouter(event, &report)
        ledger.take(event, at: now)
        if case .callBegan(let call) = event, let admission {
            ledger.note(
                epoch: admission.epoch, isProbe: admission.isProbe, ignoresBreaker: admission.ignores, of: call.number)
        }
        add(report)
    }

    /// What is so for the calls of one router, whatever others do.
    private mutating func takeOfOneRouter(
        _ event: SimulationEvent, _ report: inout Report
    ) -> BreakerChecks.Admission? {
        load.take(event, ledger, at: now, breakers, &report)
        limits.take(event, ledger, at: now, &report)
        waits.take(event, ledger, at: now, breakers, &report)
        queue.take(event, ledger, &report)
        return breakers.take(event, ledger, at: now, &report)
    }

    /// Takes the number of a request by the identifier that the router gave it.
    mutating func name(_ id: RequestID, _ number: Int) { money.book.numbers[id] = number }

    /// Checks the state in which the world came to rest.
    public mutating func finish(_ end: WorldEnd, at now: Instant) {
        var report = Report(time: now, features: ledger.features)
        endings.finish(end, ledger, &report)
        load.finish(&report)
        if !isShared { chains.finish(&report) }
        money.finish(&report)
        tally.money = money.tally
        add(report)
    }

    private mutating func add(_ report: Report) {
        for violation in report.violations {
            let same = violations.filter { $0.invariant == violation.invariant }.count
            if same < Self.mostOfOne { violations.append(violation) }
        }
    }
}

/// Gathers what is wrong with one event.
struct Report {
    let time: Instant
    let features: DispatcherFeatures
    private(set) var violations: [Violation] = []

    init(time: Instant, features: DispatcherFeatures) {
        self.time = time
        self.features = features
    }

    mutating func violate(_ invariant: Invariant, _ message: @autoclosure () -> String) {
        guard features.isSuperset(of: invariant.needs) else { return }
        violations.append(Violation(invariant: invariant, time: time, message: message()))
    }
}

/// The state in which a world came to rest.
public struct WorldEnd: Hashable, Sendable {
    /// Whether the driver gave up because the world did not come to rest.
    public var isCutShort = false
    public var readyJobs = 0
    public var sleepers = 0
    /// Calls in progress, as the router counts them.
    public var inFlight = 0
    /// Probes that hold a permit, as the router counts them.
    public var permits = 0
    /// Whether something still holds on to the router after everybody has let it go.
    public var routerIsHeld = false

    public init() {}
}

/// What happened in a world, in numbers: to see that a simulation reaches what it is meant to check.
public struct Tally: Hashable, Sendable {
    public var requests = 0
    public var finished = 0
    public var failed = 0
    public var left = 0
    public var calls = 0
    public var openings = 0
    public var closings = 0
    public var fallbacks = 0
    public var reloads = 0
    public var money = MoneyTally()

    mutating func count(_ event: SimulationEvent) {
        switch event {
        case .asked: requests += 1
        case .ended(_, .finished): finished += 1
        case .ended(_, .failed): failed += 1
        case .left: left += 1
        case .callBegan: calls += 1
        case .breakerChanged(_, let change) where !change.isOfAnswers:
            if change.to == .open { openings += 1 }
            if change.to == .closed { closings += 1 }
        case .attempted(_, let attempt): if attempt.code != nil { fallbacks += 1 }
        case .reloaded: reloads += 1
        default: break
        }
    }

    /// Adds another world's numbers.
    public mutating func add(_ other: Tally) {
        requests += other.requests
        finished += other.finished
        failed += other.failed
        left += other.left
        calls += other.calls
        openings += other.openings
        closings += other.closings
        fallbacks += other.fallbacks
        reloads += other.reloads
        money.add(other.money)
    }
}
