import Testing
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

/// The engine against a model that reads the rules one by one, on every cell × state of small random policies.
@Suite struct OracleTests {
    static let seed: UInt64 = 20_261_121
    static let policies = 120

    @Test func engineAgreesWithThePlainModel() throws {
        var random = SeededGenerator(seed: Self.seed)
        var decisions = 0
        for number in 0..<Self.policies {
            let model = RandomPolicy(using: &random)
            let policy = try Policy(yaml: model.yaml)
            let classifier = Classifier(policy: policy)
            for request in RandomPolicy.requests(using: &random) {
                decisions += 1
                let context = request.context
                let facts = Facts(context: context, tokens: request.tokens)
                let state = request.state
                let decision = policy.decide(facts, state)
                let expected = model.decide(request)
                let actual = RandomPolicy.Answer(
                    task: decision.taskName, sensitivity: decision.sensitivity, route: decision.route,
                    chain: decision.chain)
                #expect(actual == expected, "seed \(Self.seed), policy \(number): \(request)\n\(model.yaml)")
                #expect(decision.isAllowed == !expected.chain.isEmpty)
                // The same again must come out the same.
                let again = policy.decide(facts, state)
                #expect(again.candidates == decision.candidates && again.outcome == decision.outcome)
                guard actual == expected else { return }
                if decisions % 16 == 0 { checkPermits(model, policy, classifier, request, context, state) }
            }
        }
        #expect(decisions == Self.policies * 540)
    }

    /// No target that is denied ever gets a permit, whether it stands in the chain or not.
    private func checkPermits(
        _ model: RandomPolicy, _ policy: Policy, _ classifier: Classifier, _ request: RandomPolicy.Request,
        _ context: RequestContext, _ state: RoutingState
    ) {
        // Content decides the tokens here: the model judges the request as the classifier measured it.
        let classified = classifier.classify(
            ModelRequest(messages: [.user("hello")], context: context), for: policy)
        var measured = request
        measured.tokens = classified.facts.tokens
        for target in policy.targets.indices {
            // What may cost and has no money gets no permit at all.
            if RandomPolicy.costs(target) {
                #expect(throws: Denial.self) { _ = try Guard.permit(target, for: classified, under: policy, state) }
            }
            let isDenied = model.isDenied(target, measured) || (request.isOffline && !RandomPolicy.isLocal(target))
            do throws(Denial) {
                let leave = SpendingLeave(target: target, bound: Money(nanoUSD: .max))
                let permit = try Guard.permit(target, for: classified, under: policy, state, leave: leave)
                #expect(!isDenied, "a permit for \(permit.target.name), which is denied")
                #expect(permit.target.name == policy.targets[target].name)
            } catch {
                #expect(isDenied, "no permit for \(policy.targets[target].name): \(error.reason)")
            }
        }
    }
}
