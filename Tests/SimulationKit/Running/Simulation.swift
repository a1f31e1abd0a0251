import Turnout
import TurnoutCore
import TurnoutPolicy
import TurnoutProviders

/// Runs the real router in a simulated world, from a seed.
///
/// Nothing in a run depends on anything but the plan: one thread runs one job at a time, time passes when nothing else
/// can happen, and every draw comes from the seed.
public struct Simulation: Sendable {
    /// How much of a run to keep, and when to look at it.
    public struct Options: Sendable {
        /// Whether the events are kept.
        public var keepsTrace = false
        /// Is told of each event as it happens, so that a world that hangs or crashes leaves a trace too.
        public var happened: (@Sendable (TraceEntry) -> Void)?
        /// Called with the number of requests that have been started, each time that many more have been.
        public var milestones: (every: Int, reached: @Sendable (Int) -> Void)?

        public init() {}
    }

    /// What came of a run.
    public struct Outcome: Sendable {
        public var plan: WorldPlan
        public var violations: [Violation]
        public var trace: [TraceEntry]
        public var events: Int
        public var jobs: Int
        public var tally: Tally
        /// How much virtual time passed.
        public var duration: Duration
    }

    public let plan: WorldPlan
    private let options: Options

    /// Prepares a run.
    public init(_ plan: WorldPlan, options: Options = Options()) {
        self.plan = plan
        self.options = options
    }

    /// Runs the world until it comes to rest.
    ///
    /// - Throws: when a generated policy cannot be used, which is a mistake of the simulation.
    public func run() throws -> Outcome {
        let clock = SimulationClock()
        let executor = SimulationExecutor(
            order: plan.isFirstInFirstOut ? .firstInFirstOut : .drawn(seed: plan.seed))
        var policies: [Policy] = []
        var digests: [String: Int] = [:]
        for (number, text) in plan.texts.enumerated() {
            let policy = try Policy(yaml: text)
            policies.append(policy)
            digests[policy.digest] = number
        }
        let journal = Journal(
            check: InvariantCheck(plan: plan), clock: clock, policies: digests, keepsNumbers: plan.money != nil,
            options: options)
        let surroundings = Surroundings(
            clock: clock, executor: executor, journal: journal, limitsAnswers: plan.money != nil)
        let store = plan.money.map { LedgerStore($0, seed: plan.seed, clock: clock, journal: journal) }
        if let money = plan.money {
            clock.jumpWallTime(
                by: .microseconds(money.start.microseconds - clock.wallTime().microseconds))
        }
        var end: WorldEnd
        let released: [ReleasedRouter]
        do {
            let registry = registry(surroundings)
            let first = policies[0]
            let launch: @Sendable (Int) throws -> SimulatedProcess = { [self] number in
                try process(number, first, registry, store, surroundings)
            }
            let world = World(
                plan: plan, processes: try (0..<(plan.money?.processes ?? 1)).map(launch), policies: policies,
                surroundings: surroundings, options: options, restart: { try? launch($0) })
            world.begin()
            let isCutShort = drive(world)
            store?.sweep()
            end = world.end()
            end.isCutShort = isCutShort
            released = world.routers.map(ReleasedRouter.init)
        }
        end.routerIsHeld = released.contains { $0.router != nil } && !end.isCutShort
        let result = journal.finish(end)
        return Outcome(
            plan: plan, violations: result.violations, trace: result.trace, events: result.events,
            jobs: executor.jobsRun, tally: result.tally,
            duration: Instant(nanoseconds: 0).duration(to: clock.now()))
    }

    /// The most jobs between two steps of time: two tasks that wake each other for ever run more.
    private static let mostJobsAtOnce = 20_000
    /// The longest that a world lasts: a year.
    private static let longest = Instant(nanoseconds: 365 * 86_400 * 1_000_000_000)

    /// Runs jobs, and lets time pass when there are none.
    ///
    /// - Returns: whether the world had to be stopped.
    private func drive(_ world: World) -> Bool {
        let (clock, executor) = (world.surroundings.clock, world.surroundings.executor)
        while true {
            let before = executor.jobsRun
            while executor.runNext() {
                if executor.jobsRun - before > Self.mostJobsAtOnce { return true }
            }
            guard clock.advanceToNext(), clock.now() < Self.longest else { return !clock.isIdle }
        }
    }

    private func registry(_ world: Surroundings) -> ProviderRegistry {
        var registry = ProviderRegistry(transport: nil)
        var names: Set<String> = []
        for name in plan.targets.map(\.provider) where names.insert(name).inserted {
            let provider = SimulatedProvider(name: name, plan: plan, world: world)
            registry.register(plan.isPulled ? PulledProvider(provider: provider) : provider, for: name)
        }
        return registry
    }

    private func process(
        _ number: Int, _ policy: Policy, _ registry: ProviderRegistry, _ store: LedgerStore?, _ world: Surroundings
    ) throws -> SimulatedProcess {
        let random = SharedGenerator(
            SeededGenerator(seed: plan.seed, part: number == 0 ? "router" : "router \(number)"))
        let isShared = plan.money?.isShared ?? false
        let executor: any TaskExecutor = isShared ? ProcessExecutor(number, in: world.executor) : world.executor
        let router = try Router(
            policy: policy, providers: registry,
            options: RouterOptions(
                clock: world.clock, random: { random.next() },
                ledger: store.map { SimulatedLedger($0, clock: world.clock, process: number) },
                observer: world.journal, executor: executor))
        return SimulatedProcess(number, router: router, executor: executor)
    }
}

/// Sees whether a router is still there.
private struct ReleasedRouter {
    weak var router: Router?

    init(_ router: Router) { self.router = router }
}
