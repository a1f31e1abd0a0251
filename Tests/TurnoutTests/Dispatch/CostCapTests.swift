import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders
import TurnoutTesting

/// A cap on what all calls of one request may cost together.
@Suite(.timeLimit(.minutes(1))) struct CostCapTests {
    /// An answer of 1000 tokens costs 0.01 USD at `a` and `b`, 0.03 at `dear`; nobody knows about `unknown`.
    private func policy(retries: Int = 1) -> String {
        """
        version: 1
        providers:
          home:
            kind: custom
            locality: local
            models:
              a: {price: {input: 0.00 USD/1M, output: 10.00 USD/1M}}
              b: {price: {input: 0.00 USD/1M, output: 10.00 USD/1M}}
              dear: {price: {input: 0.00 USD/1M, output: 30.00 USD/1M}}
              free: {}
          cloud: {kind: custom, locality: external, models: {unknown: {}}}
        retries: {default: {attempts: \(retries), backoff: {base: 1ms, jitter: none}}}
        routes:
          - {id: dear, when: {task: complex}, use: [home/dear, cloud/unknown, home/a]}
          - {id: all, use: [home/a, home/b, home/free]}
        """
    }

    private func request(cents: Double?, task: String? = nil) -> ModelRequest {
        var request = ModelRequest("hello", task: task)
        request.options.maxTokens = 1000
        request.context.costCap = cents.map { Money(nanoUSD: Int64($0 * 10_000_000)) }
        return request
    }

    private static let broken = ProviderFailure(.network, "it broke off")

    /// The first choice fails and all others answer.
    private static func failing(_ failure: ProviderFailure) -> @Sendable (ScriptedProvider.Call) -> Stage.Script {
        { $0.target.name.model == "a" ? [.fail(failure)] : .answer("ok") }
    }

    @Test func whatCostsMoreThanTheCapIsLeftOut() async throws {
        let stage = try Stage(policy: policy())
        let answer = try #require(await stage.complete(request(cents: 2, task: "complex")).value)
        #expect(answer.record.path == ["home/a served"])
        #expect(answer.record.explanation().steps.map(\.code) == [.overCostCap, .unknownPrice, .eligible])
        // Without a cap nobody reckons.
        #expect(await stage.complete(request(cents: nil, task: "complex")).value?.record.path == ["home/dear served"])
    }

    /// A call that broke off may have cost all that it could.
    @Test func theCapHoldsForTheWholeChain() async throws {
        let stage = try Stage(
            policy: policy(), ["home": { $0.target.name.model == "a" ? [.fail(Self.broken)] : .answer("ok") }])
        let answer = try #require(await stage.complete(request(cents: 1.5)).value)
        #expect(answer.record.path == ["home/a NETWORK_ERROR", "home/b over_cost_cap", "home/free served"])
        #expect(answer.record.attempts[1].message == "what is left of the cost cap does not pay for it")
        #expect(await stage.complete(request(cents: 2)).value?.record.path.last == "home/b served")
    }

    @Test func aRetryHasToBePaidForToo() async throws {
        let script: @Sendable (ScriptedProvider.Call) -> Stage.Script = {
            $0.target.name.model == "a" ? [.fail(Self.broken)] : .answer("ok")
        }
        let poor = try Stage(policy: policy(retries: 2), ["home": script])
        let first = try #require(await poor.moving { await poor.complete(request(cents: 1.5)) }?.value)
        #expect(first.record.path == ["home/a NETWORK_ERROR", "home/b over_cost_cap", "home/free served"])
        let rich = try Stage(policy: policy(retries: 2), ["home": script])
        let second = try #require(await rich.moving { await rich.complete(request(cents: 2)) }?.value)
        #expect(
            second.record.path == [
                "home/a NETWORK_ERROR", "home/a NETWORK_ERROR", "home/b over_cost_cap", "home/free served",
            ])
    }

    /// Nobody charges for a call that he refuses, or that never reached him.
    @Test(arguments: [
        ProviderFailure(.modelNotFound, "no such model", status: 404),
        ProviderFailure(.network, "nobody there", isUnreachable: true),
        ProviderFailure(.rateLimited, "later", status: 429),
    ])
    func aRefusalCostsNothing(failure: ProviderFailure) async throws {
        let stage = try Stage(policy: policy(), ["home": Self.failing(failure)])
        let answer = try #require(await stage.complete(request(cents: 1.5)).value)
        #expect(answer.record.path.last == "home/b served")
        #expect(answer.record.attempts.first?.cost == .zero)
    }

    /// Behind a gateway that gave up, the call may have been answered and charged for.
    @Test(arguments: [
        ProviderFailure(.provider, "broken", status: 500), ProviderFailure(.timeout, "late", status: 504),
        ProviderFailure(.timeout, "late", status: 408),
    ])
    func aFailureMayHaveCostAll(failure: ProviderFailure) async throws {
        let stage = try Stage(policy: policy(), ["home": Self.failing(failure)])
        let answer = try #require(await stage.complete(request(cents: 1.5)).value)
        #expect(answer.record.path.dropFirst() == ["home/b over_cost_cap", "home/free served"])
        #expect(answer.record.attempts.first?.cost == nil)
    }

    /// What was counted until an answer broke off is no bill.
    @Test func aCountOfABrokenAnswerIsNotItsCost() async throws {
        let count = Usage(promptTokens: 5, completionTokens: 100)
        let stage = try Stage(
            policy: policy(),
            [
                "home": {
                    $0.target.name.model == "a"
                        ? .piece("half", then: [.emit(.usage(count)), .fail(Self.broken)])
                        : .answer("ok", usage: Usage(promptTokens: 5, completionTokens: 50))
                }
            ])
        let answer = try #require(await stage.complete(request(cents: 1.2)).value)
        #expect(answer.record.path == ["home/a NETWORK_ERROR", "home/b over_cost_cap", "home/free served"])
        #expect(answer.record.attempts.first?.usage == count)
        #expect(answer.record.attempts.first?.cost == nil)
        // What all of it cost cannot be said, and what the answer cost can.
        #expect(answer.record.totalCost == nil)
        #expect(answer.cost == .zero)
        let rich = try #require(await stage.complete(request(cents: 2)).value)
        #expect(rich.record.path == ["home/a NETWORK_ERROR", "home/b served"])
        #expect(rich.cost == Money(nanoUSD: 500_000))
    }

    @Test func nothingIsWithinTheCap() async throws {
        let stage = try Stage(policy: policy().replacing("home/b, home/free", with: "home/b"))
        let error = try #require(await stage.complete(request(cents: 0.5)).error)
        #expect(error.code == .rejectedByPolicy)
        #expect(error.record.explanation().steps.map(\.code) == [.overCostCap, .overCostCap])
        #expect(stage.provider("home").callCount == 0)
    }
}
