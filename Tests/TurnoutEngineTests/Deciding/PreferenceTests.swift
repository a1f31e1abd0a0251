import Testing
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

/// The order in which a request tries targets, where money has a say in it.
@Suite struct PreferenceTests {
    private let now = Timestamp(microseconds: 1_780_000_000_000_000)

    private func policy(_ parts: String) throws -> Policy {
        try Policy(
            yaml: """
                version: 1
                providers:
                  home: {kind: ollama, models: {a: {capabilities: [chat, images]}, b: {}}}
                  far:
                    kind: openai_compatible
                    endpoint: https://llm.example.com/v1
                    models:
                      cheap-in: {max_output: 4k, price: {input: 1 USD/1M, output: 20 USD/1M}}
                      cheap-out: {max_output: 4k, price: {input: 10 USD/1M, output: 2 USD/1M}}
                      brief: {max_output: 10, price: {input: 2 USD/1M, output: 50 USD/1M, request: 0.0001 USD}}
                      seeing: {max_output: 1k, capabilities: [chat, images], price: {input: 1 USD/1M, output: 1 USD/1M, image: 0.01 USD}}
                \(parts)
                """)
    }

    private func names(_ decision: Decision) -> [String] {
        decision.candidates.map { decision.policy.targets[$0.target].name.model }
    }

    @Test func aBudgetThatRunsOutPutsTargetsFirst() throws {
        let policy = try policy(
            """
            budgets: [{id: day, period: day, limit: 5 USD, enforce: soft, on_soft: {prefer: {locality: local}}}]
            routes: [{use: [far/cheap-in, home/b, far/cheap-out, home/a]}]
            """)
        let facts = Facts(tokens: 100)
        let calm = policy.decide(facts, RoutingState(now: now, budgets: [BudgetStanding(.ok)]))
        #expect(names(calm) == ["cheap-in", "b", "cheap-out", "a"])
        #expect(calm.candidates.allSatisfy { $0.preferredBy == nil })
        let state = RoutingState(now: now, budgets: [BudgetStanding(.soft)])
        let short = policy.decide(facts, state)
        #expect(names(short) == ["b", "a", "cheap-in", "cheap-out"])
        #expect(short.candidates.map(\.preferredBy) == [0, 0, nil, nil])
        let hard = policy.decide(facts, RoutingState(now: now, budgets: [BudgetStanding(.hard)]))
        #expect(names(hard) == ["cheap-in", "b", "cheap-out", "a"])
        let explanation = Explanation(short, facts: facts, state: state)
        #expect(explanation.steps[0].preference?.rule == "budgets.day")
        #expect(explanation.steps[0].preference?.position?.line == 12)
        let text = explanation.text(columns: 200)
        #expect(text.contains("put first by budgets.day, which is soft"), "\(text)")
        #expect(text.contains("policy.yaml:12:"), "\(text)")
        let json = explanation.json()["candidates"]?.array
        #expect(json?.first?["preferred_by"]?["state"]?.string == "soft")
        #expect(json?.last?["preferred_by"] == nil)
    }

    @Test func whatStandsInFrontAnywayIsNotPutThere() throws {
        let policy = try policy(
            """
            budgets: [{id: day, period: day, limit: 5 USD, enforce: soft, on_soft: {prefer: {locality: local}}}]
            routes: [{use: [home/a, far/cheap-in, home/b]}]
            """)
        let decision = policy.decide(Facts(), RoutingState(now: now, budgets: [BudgetStanding(.soft)]))
        #expect(names(decision) == ["a", "b", "cheap-in"])
        #expect(decision.candidates.map(\.preferredBy) == [nil, 0, nil])
    }

    @Test func eachTargetGoesByItsOwnPotAndTheFirstBudgetHasTheLastWord() throws {
        let policy = try policy(
            """
            budgets:
              - {id: each, per: model, period: day, limit: 5 USD, enforce: soft, on_hard: {prefer: {model: [cheap-out, b]}}}
              - {id: all, period: day, limit: 5 USD, enforce: soft, on_soft: {prefer: {locality: local}}}
            routes: [{use: [far/cheap-in, far/cheap-out, home/a]}]
            """)
        let models = policy.targets.map(\.name.model)
        let byTarget: [BudgetState] = models.map { $0 == "cheap-out" ? .hard : .ok }
        let state = RoutingState(now: now, budgets: [BudgetStanding(.hard, byTarget: byTarget), BudgetStanding(.soft)])
        let decision = policy.decide(Facts(), state)
        #expect(names(decision) == ["cheap-out", "a", "cheap-in"])
        #expect(decision.candidates.map(\.preferredBy) == [0, 1, nil])
    }

    @Test func aBudgetThatDoesNotCountTheRequestHasNoSay() throws {
        let policy = try policy(
            """
            budgets:
              - {id: day, period: day, limit: 5 USD, enforce: soft, when: {task: complex}, on_soft: {prefer: {locality: local}}}
            routes: [{use: [far/cheap-in, home/a]}]
            """)
        let decision = policy.decide(Facts(), RoutingState(now: now, budgets: [BudgetStanding(.soft)]))
        #expect(names(decision) == ["cheap-in", "a"])
    }

    @Test func cheapestIsTheCheapestForThisRequest() throws {
        let policy = try policy("routes: [{use: [{balance: cheapest, of: [far/cheap-in, far/cheap-out, far/brief]}]}]")
        func order(_ tokens: Int, _ output: Int?) -> [String] {
            names(policy.decide(Facts(tokens: tokens, outputTokens: output), RoutingState(now: now, draw: 7)))
        }
        // 10,000 × 1 + 100 × 20 = 12,000; 10,000 × 10 + 100 × 2 = 100,200; brief: 20,000 + 5,000 + 100.
        #expect(order(10_000, 100) == ["cheap-in", "brief", "cheap-out"])
        // 10 × 1 + 1,000 × 20 = 20,010; 10 × 10 + 1,000 × 2 = 2,100; brief: 20 + 10 × 50 + 100 = 620.
        #expect(order(10, nil) == ["brief", "cheap-out", "cheap-in"])
        #expect(order(10, 1) == ["cheap-in", "cheap-out", "brief"])
    }

    @Test func equalCostsStayInTheOrderWritten() throws {
        let policy = try policy("routes: [{use: [{balance: cheapest, of: [home/b, home/a]}]}]")
        for draw in UInt64(0)..<4 {
            #expect(names(policy.decide(Facts(), RoutingState(now: now, draw: draw))) == ["b", "a"])
        }
    }

    @Test func picturesCountForTheCap() throws {
        let policy = try policy("routes: [{use: [far/seeing, home/a]}]")
        func verdict(_ images: Int, _ cap: String) -> Verdict? {
            var facts = Facts(tokens: 0, outputTokens: 0 + 1, needs: Capabilities([.chat, .images]), images: images)
            facts.context.costCap = Money(decimal: cap)
            return policy.decide(facts, RoutingState(now: now)).candidates.first?.verdict
        }
        #expect(verdict(2, "0.03") == .eligible)
        #expect(verdict(2, "0.02") == .overCostCap(worstCase: Money(nanoUSD: 20_001_000)))
        // What needs a model that sees has a picture at least.
        #expect(verdict(0, "0.005") == .overCostCap(worstCase: Money(nanoUSD: 10_001_000)))
    }

    @Test func picturesAreCountedInTheContent() throws {
        let policy = try policy("routes: [{use: [home/a]}]")
        let image = ContentPart.image(.bytes([1, 2, 3], mediaType: "image/png"))
        let request = ModelRequest(messages: [
            Message(role: .user, content: [.text("what is this?"), image, image]),
            Message(role: .user, content: [image]),
        ])
        let facts = Classifier(policy: policy).classify(request, for: policy).facts
        #expect(facts.images == 3 && facts.needs.contains(Capabilities(.images)))
        #expect(
            Classifier(policy: policy).classify(ModelRequest(messages: [.user("hi")]), for: policy).facts.images == 0)
    }
}
