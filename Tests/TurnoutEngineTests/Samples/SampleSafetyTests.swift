import Testing
import TurnoutCore
import TurnoutPolicy
import TurnoutPrivacy

@testable import TurnoutEngine

/// What no sample may do for any request that holds a secret or personal data: send it outside.
@Suite struct SampleSafetyTests {
    /// Texts that detectors find something in; secrets are put together here, so that none stands in the sources.
    private static let texts = [
        "Why does the login fail? password: " + ["k7", "Teapot", "93"].joined(separator: "-"),
        "My key is " + "sk-" + "proj-" + String("a1B2c3D4e5F6g7H8i9J0".reversed()) + "T3BlbkFJ"
            + "k1L2m3N4o5P6q7R8s9T0",
        "-----BEGIN " + "PRIVATE KEY-----\n" + "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n" + "-----END " + "PRIVATE KEY-----",
        "Write a limerick for jane.doe@example.org.",
        "Connect with postgres://app:" + "k7Teapot93" + "@db.example.org/main",
    ]

    @Test(arguments: SampleFolder.policies) func secretsStayHomeWhateverIsAsked(_ name: String) throws {
        let policy = try #require(SampleFolder.load(name).policy)
        try expectSecretsStayHome(policy)
    }

    /// A variable can make a local target external; it then loses what is confidential.
    @Test(arguments: SampleFolder.policies) func aPublicAddressIsNotLocalByItsName(_ name: String) throws {
        let result = SampleFolder.load(name) { $0 == "TURNOUT_LOCAL_URL" ? "https://models.example.com/v1" : nil }
        let policy = try #require(result.policy)
        if let target = policy.targets.first(where: { $0.name.provider == "local" }) {
            #expect(target.locality == .external)
        }
        try expectSecretsStayHome(policy)
    }

    @Test func localOnlyUsesNothingExternalEvenWhereItExists() throws {
        let result = SampleFolder.load("local-only.yaml") {
            $0 == "TURNOUT_LOCAL_URL" ? "https://models.example.com/v1" : nil
        }
        let policy = try #require(result.policy)
        for task in policy.vocabulary.tasks {
            let decision = policy.decide(
                Facts(context: RequestContext(task: task)), RoutingState(now: Timestamp(microseconds: 0)))
            #expect(decision.chain.allSatisfy { policy.targets[$0].locality == .local })
        }
    }

    @Test func aPublicAddressWithoutEncryptionIsRefused() {
        let result = SampleFolder.load("hybrid.yaml") {
            $0 == "TURNOUT_LOCAL_URL" ? "http://models.example.com/v1" : nil
        }
        #expect(result.policy == nil)
        #expect(result.diagnostics.filter { $0.severity == .error }.map(\.code) == [.plainHTTP])
    }

    /// Every text with every task, in the states in which a fallback is tempting, pinned and urgent.
    private func expectSecretsStayHome(_ policy: Policy) throws {
        let classifier = Classifier(policy: policy)
        for text in Self.texts {
            for task in policy.vocabulary.tasks {
                var context = RequestContext(task: task, groups: ["oncall"], priority: .critical)
                for pin in [nil] + policy.targets.map({ Optional($0.name) }) {
                    context.pin = pin
                    let facts = classifier.classify(
                        ModelRequest(messages: [.user(text)], context: context), for: policy
                    ).facts
                    for state in states(of: policy) {
                        let decision = policy.decide(facts, state)
                        let external = decision.chain.map { policy.targets[$0] }.filter { $0.locality == .external }
                        #expect(external.isEmpty, "\(text.prefix(12))… as \(task), pinned \(pin?.description ?? "no")")
                        #expect(decision.sensitivityName != "public")
                    }
                }
            }
        }
    }

    private func states(of policy: Policy) -> [RoutingState] {
        let up = RoutingState(
            now: Timestamp(microseconds: 0), targets: policy.targets.map { _ in TargetState() },
            budgets: policy.budgets.map { _ in BudgetStanding() })
        var localsDown = up
        for target in policy.localTargets { localsDown.targets[target].isDown = true }
        var localsOpen = up
        for target in policy.localTargets { localsOpen.targets[target].breaker = .open(retryIn: .seconds(5)) }
        var spent = up
        spent.budgets = policy.budgets.map { _ in BudgetStanding(.soft) }
        return [up, localsDown, localsOpen, spent]
    }
}
