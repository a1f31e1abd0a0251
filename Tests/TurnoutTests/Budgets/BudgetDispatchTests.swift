import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutLedger
import TurnoutPolicy
import TurnoutProviders
import TurnoutTesting

/// Money on the way of a request: set aside before a call, paid or given back after it.
@Suite(.timeLimit(.minutes(1))) struct BudgetDispatchTests {
    /// A call of 1000 tokens costs 0.01 USD at `cloud/a` and `cloud/b`; `home/free` costs nothing.
    private func policy(
        limit: String, budget: String = "", routes: String = "- {id: all, use: [cloud/a, home/free]}", more: String = ""
    ) -> String {
        """
        version: 1
        safe_defaults: false
        providers:
          home: {kind: custom, locality: local, models: {free: {}}}
          cloud:
            kind: custom
            locality: external
            models:
              a: {price: {input: 0.00 USD/1M, output: 10.00 USD/1M}, max_output: 1000}
              b: {price: {input: 0.00 USD/1M, output: 10.00 USD/1M}, max_output: 1000}
              unknown: {}
        budgets:
          - {id: pot, period: day, limit: \(limit), alert_at: [50%, 100%]\(budget)}
        routes:
          \(routes)
        \(more)
        """
    }

    private static let cent = Money(nanoUSD: 10_000_000)

    private static func answer(tokens: Int?) -> Stage.Script {
        let count = tokens.map { [Step.emit(.usage(Usage(promptTokens: 5, completionTokens: $0)))] } ?? []
        return .piece("ok", then: count + [.emit(.finished(.stop))])
    }

    private typealias Step = ScriptedProvider.Step

    private func pot(of stage: Stage) async throws -> PotStatus {
        try await stage.router.ledger.flush()
        let pots = try await stage.router.ledger.pots(at: stage.clock.wallTime())
        return try #require(pots.first)
    }

    @Test func whatIsLeftOverComesBack() async throws {
        let stage = try Stage(policy: policy(limit: "0.02 USD"), ["cloud": { _ in Self.answer(tokens: 100) }])
        let answer = try #require(await stage.complete().value)
        #expect(answer.record.path == ["cloud/a served"])
        #expect(answer.estimate == Self.cent)
        #expect(answer.cost == Money(nanoUSD: 1_000_000))
        let balance = try await pot(of: stage).balance
        #expect(balance == PotBalance(settled: Money(nanoUSD: 1_000_000)))
        // The service was told to keep to what was set aside.
        #expect(stage.provider("cloud").calls.first?.request.options.maxTokens == 1000)
    }

    @Test func aUsedUpBudgetLeavesTheFreeTarget() async throws {
        let stage = try Stage(policy: policy(limit: "0.025 USD"), ["cloud": { _ in Self.answer(tokens: 1000) }])
        for _ in 0..<2 { #expect(await stage.complete().value?.record.path == ["cloud/a served"]) }
        let third = try #require(await stage.complete().value)
        #expect(third.record.path == ["home/free served"])
        let steps = third.record.explanation().steps
        #expect(steps.map(\.code) == [.overBudget, .eligible])
        #expect(steps[0].detail == "may cost 0.01 USD, budgets.pot has 0.005 USD left")
        #expect(steps[0].position?.line == 13)
    }

    @Test func manyAtOnceNeverOvershoot() async throws {
        let stage = try Stage(
            policy: policy(limit: "0.05 USD", routes: "- {id: all, use: [cloud/a]}"),
            ["cloud": { $0.number % 2 == 0 ? Self.answer(tokens: 1000) : Self.answer(tokens: nil) }])
        let served = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<50 { group.addTask { await stage.complete().value != nil } }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(served == 5)
        #expect(stage.provider("cloud").callCount == 5)
        let balance = try await pot(of: stage).balance
        #expect(balance == PotBalance(settled: Money(nanoUSD: 50_000_000)))
    }

    @Test func aRefusalAtTheLastMomentSaysWhichBudget() async throws {
        let ledger = MemoryLedger()
        let stage = try Stage(policy: policy(limit: "0.01 USD"), ledger: ledger, ["cloud": { _ in [.hang] }])
        let first = Task { await stage.complete() }
        try await wait(while: stage.provider("cloud").callCount == 0)
        // Another router of the same ledger has not heard of it and decides for the target.
        let second = try Stage(policy: policy(limit: "0.01 USD"), clock: stage.clock, ledger: ledger)
        _ = second.router.decide(ModelRequest("hello"))
        let answer = try #require(await second.complete().value)
        #expect(answer.record.path.last == "home/free served")
        #expect(second.provider("cloud").callCount == 0)
        first.cancel()
        _ = await first.value
        // Nobody knows what a call cost that was broken off.
        let balance = try await pot(of: stage).balance
        #expect(balance == PotBalance(settled: Self.cent))
    }

    @Test func aRefusedCallCostsNothing() async throws {
        let failure = ProviderFailure(.rateLimited, "later", status: 429)
        let stage = try Stage(policy: policy(limit: "0.01 USD"), ["cloud": { _ in [.fail(failure)] }])
        #expect(await stage.complete().value?.record.path.last == "home/free served")
        let balance = try await pot(of: stage).balance
        #expect(balance == PotBalance())
    }

    @Test func aRetryIsPaidForAnew() async throws {
        let broken = ProviderFailure(.network, "it broke off")
        let stage = try Stage(
            policy: policy(
                limit: "0.02 USD", more: "retries: {default: {attempts: 3, backoff: {base: 1ms, jitter: none}}}"),
            ["cloud": { _ in [.fail(broken)] }])
        let answer = try #require(await stage.moving { await stage.complete() }?.value)
        #expect(
            answer.record.path == [
                "cloud/a NETWORK_ERROR", "cloud/a NETWORK_ERROR", "cloud/a over_budget", "home/free served",
            ])
        let balance = try await pot(of: stage).balance
        #expect(balance == PotBalance(settled: Money(nanoUSD: 20_000_000)))
    }

    @Test func aStreamThatIsLeftIsPaidWhole() async throws {
        let stage = try Stage(
            policy: policy(limit: "0.02 USD"), ["cloud": { _ in .piece("half", then: [.hang]) }])
        do {
            let stream = try await stage.router.stream(ModelRequest("hello"))
            for try await event in stream {
                if case .delta = event { break }
            }
        }
        try await wait(while: stage.journal.ended.isEmpty)
        let balance = try await pot(of: stage).balance
        #expect(balance == PotBalance(settled: Self.cent))
    }

    @Test func moreThanTheBoundIsAnOverrunAndBlocks() async throws {
        let stage = try Stage(policy: policy(limit: "0.02 USD"), ["cloud": { _ in Self.answer(tokens: 5000) }])
        #expect(await stage.complete().value?.cost == Money(nanoUSD: 50_000_000))
        let balance = try await pot(of: stage).balance
        #expect(balance.settled == Money(nanoUSD: 50_000_000))
        #expect(balance.overrun == Money(nanoUSD: 40_000_000))
        #expect(await stage.complete().value?.record.path == ["home/free served"])
    }

    @Test func whatCannotBeBoundedIsRefused() async throws {
        let routes = "- {id: all, use: [cloud/unknown, home/free]}"
        let hard = ", on_hard: {deny: {locality: external}}"
        let stage = try Stage(policy: policy(limit: "1 USD", budget: hard, routes: routes))
        let answer = try #require(await stage.complete().value)
        #expect(answer.record.explanation().steps.map(\.code) == [.unboundedCost, .eligible])
        #expect(stage.provider("cloud").callCount == 0)
        let soft = try Stage(policy: policy(limit: "1 USD", budget: ", enforce: soft", routes: routes))
        #expect(await soft.complete().value?.record.path == ["cloud/unknown served"])
    }

    @Test func eachUserHasAPot() async throws {
        let stage = try Stage(
            policy: policy(limit: "0.01 USD", budget: ", per: [user]"), ["cloud": { _ in Self.answer(tokens: 1000) }])
        for user in ["ada", "bob"] {
            var request = ModelRequest("hello")
            request.context.user = user
            #expect(await stage.complete(request).value?.record.path == ["cloud/a served"])
            #expect(await stage.complete(request).value?.record.path == ["home/free served"])
        }
    }

    @Test func aBudgetsStateChoosesTheRoute() async throws {
        let stage = try Stage(
            policy: policy(
                limit: "0.02 USD", budget: ", soft_at: 50%",
                routes: "- {id: frugal, when: {budget.pot: soft}, use: [home/free]}\n  - {id: all, use: [cloud/a]}"),
            ["cloud": { _ in Self.answer(tokens: 1000) }])
        #expect(await stage.complete().value?.record.path == ["cloud/a served"])
        #expect(await stage.complete().value?.record.path == ["home/free served"])
    }

    @Test func aNewDayFillsThePot() async throws {
        let stage = try Stage(policy: policy(limit: "0.01 USD"), ["cloud": { _ in Self.answer(tokens: 1000) }])
        #expect(await stage.complete().value?.record.path == ["cloud/a served"])
        #expect(await stage.complete().value?.record.path == ["home/free served"])
        stage.clock.advance(by: .seconds(86_400))
        #expect(await stage.complete().value?.record.path == ["cloud/a served"])
    }

    @Test func callsAreKept() async throws {
        let stage = try Stage(policy: policy(limit: "1 USD"), ["cloud": { _ in Self.answer(tokens: 100) }])
        var request = ModelRequest("hello", task: "complex")
        request.context.user = "ada"
        _ = await stage.complete(request)
        request.context.user = "ada@example.com"
        _ = await stage.complete(request)
        try await stage.router.ledger.flush()
        stage.clock.advance(by: .seconds(1))
        let rows = try await stage.router.ledger.usage(
            UsageQuery(grouping: .user), at: stage.clock.wallTime())
        #expect(rows.count == 2)
        #expect(rows.allSatisfy { $0.cost == Money(nanoUSD: 1_000_000) && $0.calls == 1 })
        #expect(rows.contains { $0.name == "ada" })
        // What a detector takes for private is not written down.
        #expect(!rows.contains { $0.name.contains("@") })
    }
}
