import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders
import TurnoutTesting

/// Limits of the router, of users, providers and models; nobody waits here.
@Suite(.timeLimit(.minutes(1))) struct LimitDispatchTests {
    private func policy(router: String = "{}", home: String = "{}", small: String = "{}") -> String {
        """
        version: 1
        providers:
          home: {kind: custom, locality: local, models: {small: {limits: \(small)}, other: {}}, limits: \(home)}
          attic: {kind: custom, locality: local, models: {large: {}}}
        limits: \(router)
        queue: {size: 0}
        routes:
          - {id: other, when: {task: complex}, use: [home/other]}
          - {id: alone, when: {task: creative}, use: [home/small]}
          - {id: all, use: [home/small, attic/large]}
        """
    }

    private func request(task: String? = nil, user: String? = nil, maxTokens: Int? = nil) -> ModelRequest {
        var request = ModelRequest("hello", task: task)
        request.context.user = user
        request.options.maxTokens = maxTokens
        return request
    }

    @Test func aProvidersRateSendsTheRestElsewhere() async throws {
        let stage = try Stage(policy: policy(home: "{requests: 2/min}"))
        for _ in 0..<2 { #expect(await stage.complete().value?.record.path == ["home/small served"]) }
        let third = try #require(await stage.complete().value)
        #expect(third.record.path == ["attic/large served"])
        let step = try #require(third.record.explanation().steps.first)
        #expect(step.code == .rateLimited)
        #expect(step.retryIn == .seconds(30))
        // The limit is the provider's, over all its models.
        let error = try #require(await stage.complete(request(task: "complex")).error)
        #expect(error.code == .rateLimited)
        stage.clock.advance(by: .seconds(30))
        #expect(await stage.complete(request(task: "complex")).value?.record.path == ["home/other served"])
        #expect(stage.router.checkQuota().providers["home"]?.map(\.remaining) == [0])
    }

    /// Whoever may not wait is told how long the wait would have been.
    @Test func aRefusalSaysHowLong() async throws {
        let stage = try Stage(policy: policy(home: "{requests: 2/min}"))
        for _ in 0..<2 { _ = await stage.complete() }
        let error = try #require(await stage.complete(request(task: "complex")).error)
        #expect(error.code == .rateLimited)
        #expect(error.retryAfter == .seconds(30))
    }

    @Test func aModelsRateLeavesTheOtherModelsAlone() async throws {
        let stage = try Stage(policy: policy(small: "{requests: 1/min}"))
        #expect(await stage.complete().value?.record.path == ["home/small served"])
        #expect(await stage.complete().value?.record.path == ["attic/large served"])
        #expect(await stage.complete(request(task: "complex")).value?.record.path == ["home/other served"])
        let quota = stage.router.checkQuota()
        #expect(quota.targets.keys.map(\.description) == ["home/small"])
        #expect(quota.targets[TargetName(provider: "home", model: "small")]?.first?.remaining == 0)
        #expect(quota.providers.isEmpty)
    }

    @Test func theRoutersRate() async throws {
        let stage = try Stage(policy: policy(router: "{requests: 2/min}"))
        for _ in 0..<2 { #expect(await stage.complete().error == nil) }
        let error = try #require(await stage.complete().error)
        #expect(error.code == .rateLimited)
        #expect(error.retryAfter == .seconds(30))
        #expect(error.target == nil)
        #expect(error.attempts.isEmpty)
        #expect(stage.provider("home").callCount == 2)
        #expect(stage.router.checkQuota().isOpen == false)
        stage.clock.advance(by: .seconds(30))
        #expect(stage.router.checkQuota().isOpen)
        #expect(await stage.complete().error == nil)
    }

    @Test func eachUserHasAnAllowance() async throws {
        let stage = try Stage(policy: policy(router: "{per_user: {requests: 2/h}}"))
        for _ in 0..<2 { #expect(await stage.complete(request(user: "alice")).error == nil) }
        #expect(await stage.complete(request(user: "alice")).error?.code == .rateLimited)
        #expect(await stage.complete(request(user: "bob")).error == nil)
        // Those without a name share one.
        for _ in 0..<2 { #expect(await stage.complete().error == nil) }
        #expect(await stage.complete().error?.retryAfter == .seconds(1800))

        let alice = try #require(stage.router.checkQuota(user: "alice").user.first)
        #expect(alice.kind == .requests && alice.limit == 2 && alice.period == .seconds(3600))
        #expect(alice.remaining == 0 && alice.resetsIn == .seconds(3600))
        #expect(stage.router.checkQuota(user: "bob").user.map(\.remaining) == [1])
        #expect(stage.router.checkQuota(user: "carol").user.map(\.remaining) == [2])
        #expect(stage.router.checkQuota().user.map(\.remaining) == [0])
        #expect(stage.router.checkQuota().router.isEmpty)
    }

    /// To look takes nothing.
    @Test func lookingIsFree() async throws {
        let stage = try Stage(policy: policy(router: "{requests: 1/min, per_user: {requests: 1/min}}"))
        for _ in 0..<50 { #expect(stage.router.checkQuota(user: "alice").isOpen) }
        _ = stage.router.decide(request(user: "alice"))
        #expect(await stage.complete(request(user: "alice")).error == nil)
        #expect(!stage.router.checkQuota(user: "alice").isOpen)
    }

    @Test func tokensAreReservedAndSettled() async throws {
        let usage = Usage(promptTokens: 20, completionTokens: 80)
        let stage = try Stage(
            policy: policy(router: "{tokens: 1000/min, per_user: {tokens: 2000/h}}", home: "{tokens: 10k/min}"),
            ["home": { $0.number == 0 ? [.wait(.seconds(0)), .hang] : .answer("ok", usage: usage) }])
        let wish = request(user: "alice", maxTokens: 600)
        let prompt = stage.router.decide(wish).facts.tokens
        let task = Task { await stage.complete(wish) }
        try await wait(while: stage.provider("home").callCount == 0)
        // What it may take is reserved at each level while it is under way.
        let during = stage.router.checkQuota(user: "alice")
        #expect(during.router.map(\.remaining) == [400 - prompt])
        #expect(during.user.map(\.remaining) == [1400 - prompt])
        #expect(during.providers["home"]?.map(\.remaining) == [9400 - prompt])
        #expect(await stage.complete(wish).error?.code == .rateLimited)
        task.cancel()
        _ = await task.value
        stage.clock.advance(by: .seconds(3600))

        // Of an answer whose tokens were counted, those are taken and the rest is given back.
        #expect(await stage.complete(wish).error == nil)
        let after = stage.router.checkQuota(user: "alice")
        #expect(after.router.map(\.remaining) == [900])
        #expect(after.user.map(\.remaining) == [1900])
        #expect(after.providers["home"]?.map(\.remaining) == [9900])
    }

    /// Nobody knows what a cancelled call took: the reservation stands.
    @Test func whatWasNotCountedStandsAsReserved() async throws {
        let stage = try Stage(policy: policy(router: "{tokens: 1000/min}"), ["home": { _ in [.hang] }])
        let wish = request(maxTokens: 600)
        let task = Task { await stage.complete(wish) }
        try await wait(while: stage.provider("home").callCount == 0)
        task.cancel()
        _ = await task.value
        let prompt = stage.router.decide(wish).facts.tokens
        #expect(stage.router.checkQuota().router.map(\.remaining) == [400 - prompt])
    }

    /// Nothing was sent, so nothing is taken.
    @Test func anUnreachableTargetTakesNothing() async throws {
        let refused: Stage.Script = [.fail(ProviderFailure(.network, "connection refused", isUnreachable: true))]
        let stage = try Stage(
            policy: policy(router: "{tokens: 1000/min}", home: "{requests: 5/min, tokens: 1000/min}"),
            ["home": { _ in refused }])
        #expect(await stage.complete(request(task: "complex", maxTokens: 600)).error?.code == .network)
        #expect(stage.router.checkQuota().router.map(\.remaining) == [1000])
        #expect(stage.router.checkQuota().providers["home"]?.map(\.remaining) == [5, 1000])
    }

    /// What was taken beyond the reservation is a debt that later calls wait for.
    @Test func moreThanReservedIsADebt() async throws {
        let usage = Usage(promptTokens: 500, completionTokens: 1000)
        let stage = try Stage(
            policy: policy(router: "{tokens: 1000/min}"), ["home": { _ in .answer("long", usage: usage) }])
        #expect(await stage.complete(request(maxTokens: 10)).error == nil)
        #expect(stage.router.checkQuota().router.map(\.remaining) == [0])
        let error = try #require(await stage.complete(request(maxTokens: 10)).error)
        let wait = try #require(error.retryAfter)
        #expect(wait > .seconds(30) && wait < .seconds(35))
    }

    @Test func moreThanMayEverBeUsedIsRefusedForGood() async throws {
        let stage = try Stage(policy: policy(router: "{tokens: 1000/min}"))
        let error = try #require(await stage.complete(request(maxTokens: 2000)).error)
        #expect(error.code == .rateLimited)
        #expect(error.retryAfter == nil)
        #expect(error.message.contains("more tokens than this router may ever use"))
        let user = try Stage(policy: policy(router: "{per_user: {tokens: 1000/min}}"))
        #expect(
            await user.complete(request(maxTokens: 2000)).error?.message.contains("more tokens than a user may") == true
        )
    }

    @Test func moreThanAProviderMayEverBeAskedGoesElsewhere() async throws {
        let stage = try Stage(policy: policy(home: "{tokens: 1000/min}"))
        let answer = try #require(await stage.complete(request(maxTokens: 2000)).value)
        #expect(answer.record.path == ["home/small rate_limited", "attic/large served"])
        #expect(answer.record.attempts.first?.message == "the request is larger than its limit of tokens")
        let error = try #require(await stage.complete(request(task: "complex", maxTokens: 2000)).error)
        #expect(error.retryAfter == nil)
        #expect(stage.provider("home").callCount == 0)
    }

    @Test func callsAtTheSameTime() async throws {
        let stage = try Stage(
            policy: policy(home: "{concurrency: 1}"), ["home": { $0.number == 0 ? [.hang] : .answer("ok") }])
        let first = Task { await stage.complete() }
        try await wait(while: stage.provider("home").callCount == 0)
        #expect(await stage.complete().value?.record.path == ["home/small saturated", "attic/large served"])
        #expect(stage.router.checkQuota().providers["home"]?.map(\.remaining) == [0])
        first.cancel()
        _ = await first.value
        #expect(await stage.complete().value?.record.path == ["home/small served"])
    }

    @Test func requestsOfAUserAtTheSameTime() async throws {
        let stage = try Stage(
            policy: policy(router: "{per_user: {concurrency: 1}}"),
            ["home": { $0.number == 0 ? [.hang] : .answer("ok") }])
        let wish = request(user: "alice")
        let first = Task { await stage.complete(wish) }
        try await wait(while: stage.provider("home").callCount == 0)
        #expect(await stage.complete(wish).error?.code == .rateLimited)
        #expect(await stage.complete(request(user: "bob")).error == nil)
        first.cancel()
        _ = await first.value
        #expect(await stage.complete(wish).error == nil)
    }

    /// Whoever is turned away by the policy takes nothing of anybody's allowance.
    @Test func aRejectionTakesNothing() async throws {
        let stage = try Stage(policy: policy(router: "{requests: 1/min}"))
        #expect(await stage.complete(request(task: "no such task")).error?.code == .invalidRequest)
        #expect(stage.router.checkQuota().router.map(\.remaining) == [1])
    }

    /// A fallback is one more call, but the same request: the router counts it once.
    @Test func fallbacksAreOneRequest() async throws {
        let stage = try Stage(
            policy: policy(router: "{requests: 10/min, concurrency: 3}", home: "{requests: 10/min}"),
            ["home": { _ in .failure(.provider) }])
        #expect(await stage.complete().value?.record.served?.provider == "attic")
        let quota = stage.router.checkQuota()
        #expect(quota.router.map(\.remaining) == [9, 3])
        #expect(quota.providers["home"]?.map(\.remaining) == [9])
    }

    /// Whatever happens, no window sees more than the rate allows.
    @Test func nothingOvershoots() async throws {
        let stage = try Stage(policy: policy(router: "{requests: 25/min}", home: "{requests: 10/min}"))
        let served = await withTaskGroup(of: String?.self) { group in
            for _ in 0..<100 { group.addTask { await stage.complete().value?.record.served?.provider } }
            return await group.reduce(into: [String: Int]()) { counts, name in
                if let name { counts[name, default: 0] += 1 }
            }
        }
        #expect(served == ["home": 10, "attic": 15])
        #expect(stage.router.targets().map(\.inFlight) == [0, 0, 0])
    }
}
