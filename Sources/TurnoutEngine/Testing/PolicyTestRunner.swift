public import TurnoutCore
public import TurnoutPolicy
import TurnoutPrivacy

/// What came of one of a policy's tests.
public struct PolicyTestResult: Sendable {
    public var name: String
    public var position: SourcePosition
    /// What differs from the expectation; empty for a test that passed.
    public var failures: [String]
    /// The decision, for showing why.
    public var explanation: Explanation

    /// Whether the test passed.
    public var passed: Bool { failures.isEmpty }
}

extension Policy {
    /// Runs the policy's own tests.
    ///
    /// - Throws: when a test's request cannot be read.
    public func runTests() throws -> [PolicyTestResult] {
        let classifier = Classifier(policy: self)
        return try tests.map { try run($0, classifier) }
    }

    private func run(_ test: PolicyTest, _ classifier: Classifier) throws -> PolicyTestResult {
        let text = test.request.first { $0.name == "text" }?.values.joined(separator: "\n")
        var reader = FactsReader(policy: self, facts: Facts())
        for (name, values) in test.request where name != "text" { try reader.set(name, to: values) }
        var classified: ClassifiedRequest?
        if let text {
            // What is replaced in the content may depend on what the caller says of it.
            var request = ModelRequest(text)
            request.context = reader.facts.context
            let found = classifier.classify(request, for: self)
            reader = FactsReader(policy: self, facts: found.facts)
            for (name, values) in test.request where FactsReader.measured.contains(name) {
                try reader.set(name, to: values)
            }
            classified = found
        }
        let state = state(for: test)
        let decision = decide(reader.facts, state)
        let explanation = Explanation(decision, facts: reader.facts, state: state, classified: classified)
        return PolicyTestResult(
            name: test.name, position: test.position, failures: differences(decision, from: test.expectation),
            explanation: explanation)
    }

    private func state(for test: PolicyTest) -> RoutingState {
        var targets = Array(repeating: TargetState(), count: targets.count)
        for (target, breaker) in test.breakers { targets[target].breaker = standing(breaker, of: target) }
        for target in targets.indices where test.down.contains(target) { targets[target].isDown = true }
        var budgets = Array(repeating: BudgetStanding(), count: budgets.count)
        for (budget, state) in test.budgets { budgets[budget] = BudgetStanding(state) }
        return RoutingState(now: test.at, targets: targets, budgets: budgets, isOffline: test.isOffline)
    }

    /// What a breaker says that somebody put into a state by a word.
    package func standing(_ word: BreakerWord, of target: Int) -> BreakerStanding {
        switch word {
        case .closed: .closed
        case .open: .open(retryIn: breakers[target].open)
        case .halfOpen: .halfOpen(freeProbes: breakers[target].probes)
        }
    }

    private func differences(_ decision: Decision, from expected: PolicyTest.Expectation) -> [String] {
        var failures: [String] = []
        func compare(_ name: String, _ expected: String?, _ actual: String) {
            if let expected, expected != actual { failures.append("\(name): expected \(expected), got \(actual)") }
        }
        compare("outcome", expected.outcome?.rawValue, decision.isAllowed ? "allow" : "reject")
        var reason = "none"
        if case .reject(let code) = decision.outcome { reason = code.rawValue }
        compare("reason", expected.reason, reason)
        compare("task", expected.task, decision.taskName)
        compare("sensitivity", expected.sensitivity, decision.sensitivityName)
        compare("route", expected.route, decision.route.map { routes[$0].name.id } ?? "none")
        compare("target", expected.target, decision.target?.description ?? "none")
        let chain = decision.chain.map { targets[$0].name.description }
        if let wanted = expected.chain, wanted != chain {
            failures.append(
                "chain: expected [\(wanted.joined(separator: ", "))], got [\(chain.joined(separator: ", "))]")
        }
        if let forbidden = expected.neverContacts {
            for target in decision.chain where forbidden.contains(target) {
                failures.append("never_contacts: \(targets[target].name) may be contacted")
            }
        }
        return failures
    }
}
