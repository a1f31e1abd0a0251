public import TurnoutCore

/// Everything that a seed fixes about a simulated world before it begins.
public struct WorldPlan: Sendable {
    public let seed: UInt64
    public let scenario: Scenario
    public let targets: [TargetPlan]
    /// The first is in force at the beginning.
    public let policies: [PolicyPlan]
    /// The texts of the policies.
    public let texts: [String]
    public let features: DispatcherFeatures
    /// How many requests are made.
    public let requestCount: Int
    /// When nothing answers, in a total outage.
    public let outage: (start: Instant, end: Instant)?
    /// What there is of budgets; `nil` for a world without.
    public let money: MoneyPlan?
    /// Whether jobs run in the order in which they became ready.
    let isFirstInFirstOut: Bool
    /// Whether readers fetch the answers of providers themselves, as they do over HTTP.
    let isPulled: Bool

    /// Makes the plan of a seed.
    public init(
        seed: UInt64, requests: Int, features: DispatcherFeatures = .current, scenario: Scenario? = nil
    ) {
        var generator = SeededGenerator(seed: seed, part: "world")
        self.seed = seed
        self.features = features
        var drawn = Scenario.drawn(using: &generator)
        // A generator of its own, so that worlds stay what they were.
        if features.contains(.budgets), drawn == .everything {
            drawn = .withMoney(seed: seed)
        }
        let scenario = scenario ?? drawn
        self.scenario = scenario
        var targets = TargetPlan.drawn(using: &generator)
        if scenario == .totalOutage { targets = Array(targets.prefix(4)) }
        if scenario == .edge { targets = TargetPlan.atTheEdge(using: &generator) }
        let money =
            features.contains(.budgets)
            ? MoneyPlan.drawn(seed: seed, scenario: scenario, over: targets, requests: requests) : nil
        self.money = money
        self.targets = targets
        let isAlone = [.totalOutage, .crowded, .edge, .processes].contains(scenario)
        let count = isAlone ? 1 : generator.int(1...3)
        var policies: [PolicyPlan] = []
        for number in 0..<count {
            policies.append(
                .drawn(number: number, over: targets, for: scenario, features: features, using: &generator))
        }
        for number in policies.indices { policies[number].budgets = money?.budgets ?? [] }
        self.policies = policies
        texts = policies.map { $0.text(features: features) }
        isFirstInFirstOut = generator.chance(20)
        // A generator of its own, so that worlds stay what they were.
        var choice = SeededGenerator(seed: seed, part: "pull")
        isPulled = choice.chance(50)
        // Ten requests a second: 4 s of traffic before, 30 s during and 26 s after the outage.
        requestCount =
            switch scenario {
            case .totalOutage: max(requests, 600)
            case .crowded, .edge: max(requests, 200)
            case .processes, .everything, .bursts, .flapping: requests
            }
        outage =
            scenario == .totalOutage
            ? (Instant(nanoseconds: 4_000_000_000), Instant(nanoseconds: 34_000_000_000)) : nil
    }

    /// A plan made by hand, for the checks to be tried on.
    init(
        targets: [TargetPlan], policies: [PolicyPlan], features: DispatcherFeatures,
        outage: (start: Instant, end: Instant)? = nil
    ) {
        seed = 0
        money = policies[0].budgets.isEmpty ? nil : .steady(policies[0].budgets)
        scenario = outage == nil ? .everything : .totalOutage
        self.targets = targets
        self.policies = policies
        texts = policies.map { $0.text(features: features) }
        self.features = features
        requestCount = 0
        self.outage = outage
        isFirstInFirstOut = true
        isPulled = false
    }

    var shape: RequestSource.Shape {
        switch scenario {
        case .everything, .flapping, .processes: .mixed
        case .edge: .edge
        case .bursts: .bursts
        case .crowded: .crowd
        case .totalOutage: .steady
        }
    }
}
