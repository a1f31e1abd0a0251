/// Runs many seeds one after the other and gathers what came of them.
public struct SeedRange: Sendable {
    /// What came of many seeds.
    public struct Result: Sendable {
        public var seeds = 0
        public var events = 0
        public var jobs = 0
        public var tally = Tally()
        /// The seeds that failed, with what was wrong.
        public var failures: [(seed: UInt64, violations: [Violation])] = []

        public init() {}
    }

    /// How many requests a world has unless told otherwise.
    public static let requests = 40

    /// The command that runs a seed again and shows all that happened.
    public static func replay(_ plan: WorldPlan, requests: Int, scenario: Scenario? = nil) -> String {
        var parts = ["swift run -c release simulate-dispatch --seed \(plan.seed) --trace"]
        if requests != Self.requests { parts.append("--requests \(requests)") }
        if let scenario { parts.append("--scenario \(scenario.rawValue)") }
        if plan.features != .current {
            let names = DispatcherFeatures.names.filter { plan.features.contains($0.feature) }.map(\.name)
            parts.append("--features \(names.isEmpty ? "none" : names.joined(separator: ","))")
        }
        return parts.joined(separator: " ")
    }

    private let seeds: Range<UInt64>
    private let requests: Int
    private let features: DispatcherFeatures
    private let scenario: Scenario?

    /// Creates a range of seeds.
    public init(
        _ seeds: Range<UInt64>, requests: Int = SeedRange.requests, features: DispatcherFeatures = .current,
        scenario: Scenario? = nil
    ) {
        self.seeds = seeds
        self.requests = requests
        self.features = features
        self.scenario = scenario
    }

    /// Runs the seeds until so many have failed.
    ///
    /// - Parameters:
    ///   - began: is told of each world before it begins.
    ///   - failed: is told of each failure as it happens.
    /// - Throws: when a world cannot be made, which is a mistake of the simulation.
    public func run(
        mostFailures: Int = 1, began: (WorldPlan) -> Void = { _ in }, failed: (Simulation.Outcome) -> Void = { _ in }
    ) throws -> Result {
        var result = Result()
        for seed in seeds {
            let plan = WorldPlan(seed: seed, requests: requests, features: features, scenario: scenario)
            began(plan)
            let outcome = try Simulation(plan).run()
            result.seeds += 1
            result.events += outcome.events
            result.jobs += outcome.jobs
            result.tally.add(outcome.tally)
            guard !outcome.violations.isEmpty else { continue }
            result.failures.append((seed, outcome.violations))
            failed(outcome)
            if result.failures.count >= mostFailures { break }
        }
        return result
    }
}
