import TurnoutCore

/// A target of a simulated world, with everything that guards and checks ask about it.
public struct TargetPlan: Hashable, Sendable {
    public var provider: String
    public var model: String
    public var isLocal: Bool
    /// Whether the provider may train models on what it sees.
    public var trains: Bool
    /// Where an external provider keeps data; empty when it does not say.
    public var regions: [String]
    /// The context in thousands of tokens.
    public var context: Int
    /// Hundredths of a dollar for a million tokens in and out; `nil` for a local target, which is free.
    public var price: (input: Int, output: Int)? {
        get { input.flatMap { input in output.map { (input, $0) } } }
        set { (input, output) = (newValue?.input, newValue?.output) }
    }
    private var input: Int?
    private var output: Int?

    /// The target's name as the policy has it.
    public var name: String { "\(provider)/\(model)" }

    init(provider: String, model: String, isLocal: Bool, trains: Bool, regions: [String], context: Int) {
        self.provider = provider
        self.model = model
        self.isLocal = isLocal
        self.trains = trains
        self.regions = regions
        self.context = context
    }

    /// What a call with that usage costs, in nano-dollars, rounded up.
    func cost(of usage: Usage) -> Int64 {
        guard let price else { return 0 }
        // Hundredths of a dollar for a million tokens are 10,000 pico-dollars for each.
        let pico =
            Int64(usage.promptTokens) * Int64(price.input) * 10_000
            + Int64(usage.completionTokens) * Int64(price.output) * 10_000
        return (pico + 999) / 1_000
    }
}

extension TargetPlan {
    /// Two or three targets of one price, which charge for answers alone, and sometimes one at home.
    static func atTheEdge(using generator: inout SeededGenerator) -> [TargetPlan] {
        let price = generator.int(50...2_000)
        var targets = (0..<generator.int(2...3)).map { number in
            var target = TargetPlan(
                provider: "p\(number)", model: "m0", isLocal: false, trains: false, regions: ["eu"], context: 32)
            target.price = (0, price)
            return target
        }
        guard generator.chance(30) else { return targets }
        targets.append(
            TargetPlan(provider: "home", model: "m0", isLocal: true, trains: false, regions: [], context: 32))
        return targets
    }

    /// One to six targets, at home and outside, some of them two models of one provider.
    static func drawn(using generator: inout SeededGenerator) -> [TargetPlan] {
        var targets: [TargetPlan] = []
        let count = generator.int(1...6)
        var provider = 0
        while targets.count < count {
            let isLocal = generator.chance(45)
            let trains = generator.chance(30)
            let regions = generator.pick([["eu"], ["us"], ["eu", "us"], []])
            let models = generator.chance(25) && targets.count + 1 < count ? 2 : 1
            for model in 0..<models {
                var target = TargetPlan(
                    provider: "p\(provider)", model: "m\(model)", isLocal: isLocal, trains: trains, regions: regions,
                    context: generator.pick([4, 8, 32, 128]))
                if !isLocal { target.price = (generator.int(10...500), generator.int(50...2_000)) }
                targets.append(target)
            }
            provider += 1
        }
        return targets
    }
}
