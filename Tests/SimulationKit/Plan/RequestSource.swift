import TurnoutCore

/// Draws one request after the other, so that a hundred thousand of them take no more memory than one.
struct RequestSource: Sendable {
    private var generator: SeededGenerator
    /// What tags are drawn from; `nil` for requests without any.
    private var tagger: SeededGenerator?
    private let targets: [TargetPlan]
    private let shape: Shape
    private var next = 0
    private var time = Instant(nanoseconds: 0)

    /// What kind of traffic a world has.
    enum Shape: Hashable, Sendable {
        /// Everything that callers do.
        case mixed
        /// Patient callers with ordinary requests at a steady pace: what rates are measured with.
        case steady
        /// More patient callers of all classes than can be served.
        case crowd
        /// Everything at once, in a few waves.
        case bursts
        /// Everything at once, all asking for answers of one length.
        case edge
    }

    init(seed: UInt64, targets: [TargetPlan], shape: Shape, isTagged: Bool = false) {
        tagger = isTagged ? SeededGenerator(seed: seed, part: "tags") : nil
        generator = SeededGenerator(seed: seed, part: "requests")
        self.targets = targets
        self.shape = shape
    }

    /// The next request.
    mutating func draw() -> RequestPlan {
        switch shape {
        case .mixed: time = time.advanced(by: generator.tailed(.milliseconds(400)))
        case .steady: time = time.advanced(by: generator.milliseconds(50...150))
        case .crowd: time = time.advanced(by: generator.milliseconds(10...110))
        case .bursts:
            time = time.advanced(by: next % 12 == 0 ? generator.milliseconds(2_000...9_000) : .nanoseconds(1))
        case .edge: time = time.advanced(by: .nanoseconds(1))
        }
        var plan = RequestPlan(
            number: next, arrival: time, isStreamed: generator.chance(60),
            task: generator.pick(["simple", "simple", "complex", "creative"]))
        next += 1
        switch shape {
        case .steady: break
        case .crowd:
            plan.priority = generator.pick([.batch, .normal, .interactive, .critical])
            plan.tenant = generator.pick(["acme", "globex"])
        case .mixed, .bursts: vary(&plan)
        case .edge:
            plan.maxTokens = BudgetPlan.tokensAtTheEdge
            if generator.chance(20) { plan.deadline = generator.milliseconds(200...20_000) }
            behave(&plan)
        }
        if tagger != nil { plan.tags = tagger?.pick([[], [], ["red"], ["blue"], ["red", "blue"]]) ?? [] }
        return plan
    }

    /// Sets a cap that pays for one call of some target, or nearly two.
    private mutating func limitCost(of plan: inout RequestPlan) {
        let tokens = generator.int(16...60)
        let share = generator.int(90...190)
        let price = generator.pick(targets).price ?? (input: 100, output: 500)
        // Ten nano-dollars a token for each hundredth of a dollar a million; caps count ten thousand nano-dollars.
        let once = (tokens * price.output + 60 * price.input) * 10
        plan.maxTokens = tokens
        plan.costCap = once * share / 1_000_000 + 1
    }

    private mutating func vary(_ plan: inout RequestPlan) {
        if generator.chance(6) { plan.task = "sensitive" }
        if generator.chance(10) { plan.labels = [generator.pick(["pii.email", "secret.api_key", "pii.name"])] }
        plan.hasAddress = generator.chance(5)
        plan.tenant = generator.pick([nil, "acme", "globex", "initech"])
        plan.user = generator.pick([nil, "ada", "bob", "mallory"])
        plan.priority = generator.pick([.batch, .normal, .normal, .interactive, .critical])
        if generator.chance(30) { plan.deadline = generator.milliseconds(200...20_000) }
        if generator.chance(20) { plan.maxTokens = generator.int(16...400) }
        if generator.chance(12) { limitCost(of: &plan) }
        plan.isOffline = generator.chance(5)
        plan.isOncall = generator.chance(20)
        if generator.chance(10) { plan.pin = generator.pick(targets).name }
        behave(&plan)
    }

    private mutating func behave(_ plan: inout RequestPlan) {
        switch generator.int(1...100) {
        case ...12: plan.behaviour = .cancels(after: generator.tailed(.milliseconds(generator.pick([1, 300, 2_000]))))
        case ...22 where plan.isStreamed: plan.behaviour = .drops(afterEvents: generator.int(0...12))
        case ...34 where plan.isStreamed: plan.behaviour = .slow(generator.milliseconds(1...900))
        default: break
        }
    }
}
