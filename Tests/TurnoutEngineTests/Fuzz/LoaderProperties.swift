import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

/// What must hold of every input to the loader.
enum LoaderProperties {
    /// The first thing that does not hold; `nil` when all does.
    static func fault(
        of bytes: [UInt8], _ random: inout some RandomNumberGenerator, whenLoaded: () -> Void
    ) -> String? {
        let files = MemoryFiles(bytes: FuzzSeeds.included.merging(["policies/policy.yaml": bytes]) { _, own in own })
        let options = PolicyLoadOptions(
            environment: { $0 == "X" ? "http://127.0.0.1" : nil }, now: Timestamp(microseconds: 1_780_000_000_000_000))
        let result = Policy.load("policies/policy.yaml", options: options, files: files)
        if let fault = faultOfFindings(result) { return fault }
        guard let policy = result.policy else { return nil }
        whenLoaded()
        for _ in 0..<4 {
            if let fault = faultOfDecision(policy, &random) { return fault }
        }
        do { _ = try policy.runTests() } catch { return "its tests cannot be run: \(error)" }
        return nil
    }

    private static func faultOfFindings(_ result: PolicyLoadResult) -> String? {
        if (result.policy == nil) != result.diagnostics.hasErrors { return "a policy with errors, or none without" }
        for one in result.diagnostics {
            if one.message.isEmpty || one.message.utf8.count > 2_000 { return "a message of no use: \(one.message)" }
            guard let span = one.span else { return "a finding without a place: \(one.message)" }
            guard let source = result.sources.first(where: { $0.name == span.start.file }) else {
                return "no such file"
            }
            guard let line = source.line(span.start.line) else { return "no line \(span.start.line): \(one.message)" }
            if span.start.column > line.unicodeScalars.count + 1 { return "a place behind its line: \(one.message)" }
            if (span.endLine, span.endColumn) < (span.start.line, span.start.column) {
                return "an end before its start"
            }
        }
        return nil
    }

    private static func faultOfDecision(
        _ policy: Policy, _ random: inout some RandomNumberGenerator
    ) -> String? {
        let facts = facts(policy, &random)
        let state = state(policy, &random)
        let decision = policy.decide(facts, state)
        let again = policy.decide(facts, state)
        guard decision.outcome == again.outcome, decision.candidates == again.candidates, decision.route == again.route
        else { return "two decisions on the same request" }
        guard decision.isAllowed == !decision.chain.isEmpty else {
            return "allowed without a target, or with one rejected"
        }
        for candidate in decision.candidates where candidate.isEligible {
            guard policy.verdict(on: candidate.target, facts, state) == .eligible else {
                return "a target that the guard stage refuses: \(policy.targets[candidate.target].name)"
            }
        }
        let text = Explanation(decision, facts: facts, state: state).text(isDetailed: true)
        return text.isEmpty ? "a decision without words" : nil
    }

    private static func facts(_ policy: Policy, _ random: inout some RandomNumberGenerator) -> Facts {
        func maybe<Value>(_ values: [Value]) -> Value? {
            Bool.random(using: &random) ? values.randomElement(using: &random) : nil
        }
        func some<Value>(_ values: [Value]) -> [Value] { Array(values.shuffled(using: &random).prefix(2)) }
        let words = ["", "a", "acme", "é", "e\u{301}", "\0", "x/y", "true", "5", "9223372036854775807", "5 USD", "30s"]
        let numbers = [0, 1, 7_999, 8_000, 8_001, -1, .max, .min]
        var context = RequestContext()
        context.task = maybe(policy.vocabulary.tasks + ["nonsense"])
        context.labels = some(policy.vocabulary.labels + ["pii.other", "strange"])
        context.user = maybe(words)
        context.tenant = maybe(words)
        context.groups = some(words)
        context.tags = some(words)
        context.feature = maybe(words)
        context.region = maybe(words)
        context.priority = Priority.allCases.randomElement(using: &random) ?? .normal
        context.deadline = maybe([.zero, .seconds(30), .nanoseconds(Int64.max), .seconds(Int64.max)])
        context.costCap = maybe([Money(nanoUSD: 0), Money(nanoUSD: 1), Money(nanoUSD: .max), Money(nanoUSD: .min)])
        context.offline = Int.random(in: 0..<6, using: &random) == 0
        context.pin = maybe(policy.targets.map(\.name) + [TargetName(provider: "no", model: "where")])
        for name in policy.attributes.map(\.name) where Bool.random(using: &random) {
            context.attributes[name] = words.randomElement(using: &random)
        }
        return Facts(
            context: Bool.random(using: &random) ? context : RequestContext(),
            detectorFailed: Int.random(in: 0..<8, using: &random) == 0,
            tokens: numbers.randomElement(using: &random) ?? 0, tokenBound: maybe(numbers),
            outputTokens: maybe(numbers),
            complexity: numbers.randomElement(using: &random) ?? 0,
            needs: Capabilities(some(Capability.allCases)))
    }

    private static func state(_ policy: Policy, _ random: inout some RandomNumberGenerator) -> RoutingState {
        let breakers: [BreakerStanding] = [
            .closed, .closed, .open(retryIn: .seconds(3)), .open(retryIn: BreakerStanding.indefinitely),
            .halfOpen(freeProbes: 0), .halfOpen(freeProbes: 1),
        ]
        let targets = policy.targets.map { _ in
            TargetState(
                breaker: breakers.randomElement(using: &random) ?? .closed,
                isDown: Int.random(in: 0..<5, using: &random) == 0,
                limitedFor: Int.random(in: 0..<5, using: &random) == 0 ? .seconds(Int64.max) : nil,
                inFlight: [0, 1, .max].randomElement(using: &random) ?? 0)
        }
        let budgets = policy.budgets.map { _ in
            BudgetStanding(
                BudgetState.allCases.randomElement(using: &random) ?? .ok,
                byTarget: Bool.random(using: &random)
                    ? [] : policy.targets.map { _ in BudgetState.allCases.randomElement(using: &random) ?? .ok })
        }
        return RoutingState(
            now: Timestamp(microseconds: [0, 1_780_000_000_000_000, .max, .min].randomElement(using: &random) ?? 0),
            targets: Bool.random(using: &random) ? targets : [], budgets: Bool.random(using: &random) ? budgets : [],
            isOffline: Int.random(in: 0..<6, using: &random) == 0, draw: UInt64.random(in: 0 ... .max, using: &random))
    }
}
