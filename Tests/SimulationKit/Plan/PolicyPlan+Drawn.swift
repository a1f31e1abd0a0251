import TurnoutCore

extension PolicyPlan {
    /// A policy over all of the targets.
    static func drawn(
        number: Int, over targets: [TargetPlan], for scenario: Scenario, features: DispatcherFeatures,
        using generator: inout SeededGenerator
    ) -> PolicyPlan {
        var plan = PolicyPlan(
            number: number, targets: generator.shuffled(targets),
            routes: [Route(steps: steps(over: targets, using: &generator))])
        plan.routes[0].isFollowedByLocal = generator.chance(25)
        if generator.chance(40) {
            plan.routes.insert(
                Route(tasks: ["creative", "sensitive"], steps: steps(over: targets, using: &generator)), at: 0)
        }
        plan.breaker = .drawn(using: &generator)
        plan.firstToken = generator.int(1_000...10_000)
        plan.idle = generator.int(1_000...8_000)
        plan.total = generator.int(5_000...60_000)
        plan.pinsIgnoreBreakers = generator.chance(50)
        plan.drawGuards(using: &generator)
        if scenario == .totalOutage { plan.prepareForOutage() }
        if scenario == .crowded || scenario == .edge { plan.guards = [] }
        if scenario == .edge { plan.prepareForEdge() }
        plan.drawFeatures(features, for: scenario, using: &generator)
        return plan
    }

    private static func steps(over targets: [TargetPlan], using generator: inout SeededGenerator) -> [Step] {
        var names = generator.shuffled(targets.map(\.name))
        if names.count > 2, generator.chance(30) { names.removeLast() }
        var steps: [Step] = []
        while !names.isEmpty {
            if names.count > 1, generator.chance(35) {
                let size = generator.int(2...min(4, names.count))
                let strategy = generator.pick(["round_robin", "weighted", "least_outstanding", "cheapest"])
                steps.append(.balance(strategy, Array(names.prefix(size))))
                names.removeFirst(size)
            } else {
                steps.append(.target(names.removeFirst()))
            }
        }
        return steps
    }

    private mutating func drawGuards(using generator: inout SeededGenerator) {
        if generator.chance(50) { guards.append(.noTraining(tenant: generator.pick(["acme", "globex"]))) }
        if generator.chance(40) { guards.append(.europe(tenant: generator.pick(["acme", "initech"]))) }
        if generator.chance(50) { guards.append(.ban(target: generator.pick(targets).name, user: "mallory")) }
        if generator.chance(30) { guards.append(.batchStaysHome) }
    }

    /// What keeps calls coming however often they fail.
    private mutating func prepareForEdge() {
        breaker.consecutiveFailures = 1_000
        breaker.minimumCalls = 1_000
        total = max(total, 20_000)
    }

    /// What the measuring of rates and of recovery takes for granted: breakers that open soon, and for so long that the
    /// probes of all targets together are few against the traffic.
    private mutating func prepareForOutage() {
        breaker.maximumOpen = 8_000
        breaker.open = 2_000
        breaker.probes = min(breaker.probes, 2)
        breaker.successes = min(breaker.successes, breaker.probes)
        breaker.consecutiveFailures = min(breaker.consecutiveFailures, 4)
        breaker.slowCall = max(breaker.slowCall, 5_000)
        total = max(total, 20_000)
        firstToken = max(firstToken, 6_000)
        idle = max(idle, 4_000)
    }

    private mutating func drawFeatures(
        _ features: DispatcherFeatures, for scenario: Scenario, using generator: inout SeededGenerator
    ) {
        // Drawn whether or not it is used, so that a switch changes no other draw.
        let attempts = generator.int(1...6)
        let tries = generator.int(1...4)
        let panicBelow = generator.pick([0, 50, 50, 100])
        let hedge = generator.int(200...2_000)
        let isHedged = generator.chance(40)
        let fallsBack = generator.chance(50)
        let whole = (generator.chance(30), generator.int(5...50), generator.int(2...20))
        let perUser = (generator.chance(30), generator.int(1...10), generator.int(1...6))
        let provider = (generator.chance(50), generator.int(1...10), generator.int(1...6))
        let queueSize = generator.pick([0, 5, 50, 1_000])
        if features.contains(.attempts) {
            self.attempts = attempts
            breaker.probeLease = generator.int(2_000...60_000)
        }
        if features.contains(.retries) { triesOfTarget = tries }
        if features.contains(.panic) { self.panicBelow = panicBelow }
        if features.contains(.hedging), isHedged { for index in routes.indices { routes[index].hedge = hedge } }
        if features.contains(.contentPolicy), fallsBack {
            for index in routes.indices { routes[index].contentPolicyFallsBack = true }
        }
        func limits(_ drawn: (isLimited: Bool, requests: Int, concurrency: Int)) -> Limits {
            guard drawn.isLimited, scenario != .totalOutage else { return Limits() }
            return Limits(
                requests: features.contains(.rates) ? drawn.requests : nil,
                concurrency: features.contains(.concurrency) ? drawn.concurrency : nil)
        }
        self.whole = limits(whole)
        self.perUser = limits(perUser)
        if let first = targets.first, limits(provider) != Limits() { providers[first.provider] = limits(provider) }
        if features.contains(.queue) { self.queueSize = queueSize }
        if scenario == .crowded { crowd(features) }
        if scenario == .edge {
            self.perUser = Limits()
            self.whole = Limits()
            providers = [:]
        }
    }
}

extension PolicyPlan {
    /// A few at a time for the whole, so that most callers wait in one line.
    private mutating func crowd(_ features: DispatcherFeatures) {
        perUser = Limits()
        providers = [:]
        whole = Limits(concurrency: features.contains(.concurrency) ? 3 : nil)
        queueSize = 1_000
        routes = [Route(steps: targets.map { .target($0.name) })]
    }
}

extension PolicyPlan.BreakerPlan {
    /// Settings under which breakers open and close often.
    static func drawn(using generator: inout SeededGenerator) -> Self {
        var plan = Self()
        plan.window = generator.int(5_000...30_000)
        plan.minimumCalls = generator.int(3...10)
        plan.failureRate = generator.int(30...80)
        plan.slowRate = generator.int(50...100)
        plan.slowCall = generator.int(1_000...8_000)
        plan.consecutiveFailures = generator.int(2...6)
        plan.open = generator.int(500...5_000)
        plan.maximumOpen = plan.open * generator.int(2...12)
        plan.probes = generator.int(1...4)
        plan.successes = generator.int(1...plan.probes)
        return plan
    }
}
