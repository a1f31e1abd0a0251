import SimulationKit

/// What the command line asks for.
struct RunnerArguments {
    var seeds: UInt64 = 1_000
    var from: UInt64 = 1
    /// One seed in place of many.
    var seed: UInt64?
    var requests = SeedRange.requests
    var showsTrace = false
    /// How many requests to measure memory over, in place of seeds.
    var memory: Int?
    var features = DispatcherFeatures.current
    var mostFailures = 1
    /// Whether the figures of a budget's edge are printed.
    var isBudgetEdge = false
    /// What all seeds are about; otherwise each draws it.
    var scenario: Scenario?

    static let usage = """
        usage: simulate-dispatch [--seeds N] [--from S] [--requests R] [--failures F] [--features NAMES] [--scenario NAME]
               simulate-dispatch --seed S [--trace] [--requests R] [--features NAMES] [--scenario NAME]
               simulate-dispatch --memory N [--seed S]
               simulate-dispatch --budget-edge [--seeds N] [--from S]

        Runs the router in simulated worlds, a seed each, and checks its invariants at every step.

          --seeds N      how many seeds, 1000 unless told otherwise
          --from S       the first of them
          --requests R   requests in a world, 40 unless told otherwise
          --failures F   stop after that many seeds have failed, 1 unless told otherwise
          --seed S       one seed
          --trace        print everything that happens in it
          --memory N     run N requests through one router and fail if resident memory grows
          --budget-edge  200 tasks at once at the edge of a hard budget, and what they overshot by
          --scenario N   everything, bursts, flapping, crowded, edge, processes or totalOutage; drawn from the seed unless
                         told otherwise
          --features F   what the dispatcher is held to: names with commas, `all` or `none`
        """

    /// Reads the words after the program's name.
    ///
    /// - Throws: a sentence about the word that is wrong.
    init(_ words: [String]) throws(RunnerProblem) {
        var rest = words[...]
        func value(of option: String, _ rest: inout ArraySlice<String>) throws(RunnerProblem) -> String {
            guard let word = rest.popFirst() else { throw RunnerProblem("\(option) needs a value") }
            return word
        }
        func number<Number: FixedWidthInteger>(
            of option: String, _ rest: inout ArraySlice<String>
        ) throws(RunnerProblem) -> Number {
            let word = try value(of: option, &rest)
            guard let number = Number(word), number >= 0 else {
                throw RunnerProblem("\(option) needs a whole number, not `\(word)`")
            }
            return number
        }
        while let option = rest.popFirst() {
            switch option {
            case "--seeds": seeds = try number(of: option, &rest)
            case "--from": from = try number(of: option, &rest)
            case "--seed": seed = try number(of: option, &rest)
            case "--requests": requests = max(1, try number(of: option, &rest))
            case "--failures": mostFailures = max(1, try number(of: option, &rest))
            case "--memory": memory = max(1_000, try number(of: option, &rest))
            case "--trace": showsTrace = true
            case "--budget-edge": (isBudgetEdge, scenario) = (true, .edge)
            case "--scenario":
                let name = try value(of: option, &rest)
                guard let scenario = Scenario(rawValue: name) else {
                    throw RunnerProblem("`\(name)` is no scenario")
                }
                self.scenario = scenario
            case "--features":
                let names = try value(of: option, &rest)
                guard let features = DispatcherFeatures(names: names) else {
                    throw RunnerProblem("`\(names)` are not names of features")
                }
                self.features = features
            default: throw RunnerProblem("`\(option)` is not known\n\(Self.usage)")
            }
        }
    }
}

/// Why the command line cannot be obeyed.
struct RunnerProblem: Error {
    let message: String

    init(_ message: String) { self.message = message }
}
