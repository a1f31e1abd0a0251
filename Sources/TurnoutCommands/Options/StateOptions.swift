import ArgumentParser
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

/// The state of the world that a dry run assumes.
struct StateOptions: ParsableArguments {
    @Option(
        name: .customLong("breaker"),
        help: ArgumentHelp(
            "A circuit breaker's state: open, half_open or closed.", valueName: "target=state"))
    var breakers: [String] = []

    @Option(help: ArgumentHelp("A target, or all of a provider's, that is down.", valueName: "target"))
    var down: [String] = []

    @Option(
        name: .customLong("budget"),
        help: ArgumentHelp("What is left of a budget: ok, soft or hard.", valueName: "budget=state"))
    var budgets: [String] = []

    @Flag(help: "Use no external target.")
    var offline = false

    @Option(
        help: ArgumentHelp("The moment of the decision, as 2026-01-31T12:00:00Z; by default now.", valueName: "time"))
    var at: String?

    /// The state by the flags.
    ///
    /// - Throws: a ``UsageError`` that names the flag.
    func state(for policy: Policy, now: Timestamp) throws(UsageError) -> AssumedState {
        var state = AssumedState(policy: policy, now: now)
        for text in breakers {
            let pair = try NameValue(text, flag: "--breaker", example: "ollama/llama3.2=open")
            try UsageError.naming("--breaker") { () throws(ValueProblem) in
                try state.setBreaker(of: pair.name, to: pair.value)
            }
        }
        for name in down {
            try UsageError.naming("--down") { () throws(ValueProblem) in try state.setDown(name) }
        }
        for text in budgets {
            let pair = try NameValue(text, flag: "--budget", example: "user-day=soft")
            try UsageError.naming("--budget") { () throws(ValueProblem) in
                try state.setBudget(pair.name, to: pair.value)
            }
        }
        if let at { try UsageError.naming("--at") { () throws(ValueProblem) in try state.setMoment(at) } }
        if offline { state.isOffline = true }
        return state
    }
}
