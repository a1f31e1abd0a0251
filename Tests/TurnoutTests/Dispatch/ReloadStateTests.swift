import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders
import TurnoutTesting

/// What a new policy finds: the limits as they were used, and open doors where quarantines were.
@Suite(.timeLimit(.minutes(1))) struct ReloadStateTests {
    private func policy(
        router: String = "{requests: 4/h, per_user: {requests: 2/h}}", home: String = "{requests: 3/h}",
        small: String = "{requests: 3/h}", order: String = "home/small, attic/large"
    ) -> String {
        """
        version: 1
        providers:
          home: {kind: custom, locality: local, models: {small: {limits: \(small)}}, limits: \(home)}
          attic: {kind: custom, locality: local, models: {large: {}}}
        limits: \(router)
        queue: {size: 0}
        routes: [{id: all, use: [\(order)]}]
        """
    }

    private func request(_ user: String? = nil) -> ModelRequest {
        var request = ModelRequest("hello")
        request.context.user = user
        return request
    }

    private func remaining(_ stage: Stage, _ user: String? = nil) -> [Int?] {
        let quota = stage.router.checkQuota(user: user)
        return [
            quota.router.first?.remaining, quota.user.first?.remaining, quota.providers["home"]?.first?.remaining,
            quota.targets[TargetName(provider: "home", model: "small")]?.first?.remaining,
        ]
    }

    @Test func whatWasUsedStaysUsed() async throws {
        let stage = try Stage(policy: policy())
        for _ in 0..<2 { #expect(await stage.complete(request("alice")).error == nil) }
        #expect(remaining(stage, "alice") == [2, 0, 1, 1])
        // Reordered, which numbers the targets anew.
        try stage.router.reload(Policy(yaml: policy(order: "attic/large, home/small")))
        #expect(remaining(stage, "alice") == [2, 0, 1, 1])
        #expect(await stage.complete(request("alice")).error?.code == .rateLimited)
        #expect(await stage.complete(request("bob")).value?.record.served?.provider == "attic")
        #expect(remaining(stage, "bob") == [1, 1, 1, 1])
    }

    @Test func aHigherLimitAddsToWhatIsLeft() async throws {
        let stage = try Stage(policy: policy())
        for _ in 0..<2 { #expect(await stage.complete(request("alice")).error == nil) }
        try stage.router.reload(
            Policy(
                yaml: policy(
                    router: "{requests: 10/h, per_user: {requests: 5/h}}", home: "{requests: 7/h}",
                    small: "{requests: 9/h}")))
        #expect(remaining(stage, "alice") == [8, 3, 5, 7])
        try stage.router.reload(Policy(yaml: policy(router: "{requests: 2/h, per_user: {requests: 1/h}}")))
        #expect(remaining(stage, "alice").prefix(2) == [0, 0])
    }

    /// A call that began under the old policy ends under it, and gives back what it took.
    @Test func aCallUnderWayGivesBackWhatItTook() async throws {
        let limited = policy(router: "{concurrency: 2, tokens: 10k/d}", home: "{concurrency: 1}")
        let usage = Usage(promptTokens: 10, completionTokens: 10)
        let stage = try Stage(
            policy: limited,
            [
                "home": {
                    $0.number == 0 ? [.wait(.seconds(1))] + .answer("old", usage: usage) : .answer("new", usage: usage)
                }
            ])
        let task = Task { await stage.complete() }
        try await wait(while: stage.provider("home").callCount == 0)
        let next = try Policy(yaml: limited.replacing("10k/d", with: "20k/d"))
        try stage.router.reload(next)
        #expect(await stage.complete().value?.record.served?.provider == "attic")
        try await stage.clock.waitForSleepers(2)
        stage.clock.advance(by: .seconds(1))
        let old = try #require(await task.value.value)
        #expect(old.text == "old")
        #expect(old.record.policyDigest != next.digest)
        let quota = stage.router.checkQuota()
        #expect(quota.router.first { $0.kind == .concurrency }?.remaining == 2)
        #expect(quota.providers["home"]?.first?.remaining == 1)
        #expect(await stage.complete().value?.text == "new")
        #expect(stage.router.targets().allSatisfy { $0.inFlight == 0 })
    }

    @Test func aPolicyWithoutLimitsLiftsThem() async throws {
        let stage = try Stage(policy: policy())
        for _ in 0..<4 { _ = await stage.complete(request("alice")) }
        #expect(await stage.complete(request("alice")).error?.code == .rateLimited)
        try stage.router.reload(Policy(yaml: policy(router: "{}", home: "{}", small: "{}")))
        for _ in 0..<8 { #expect(await stage.complete(request("alice")).value?.record.served?.provider == "home") }
        #expect(remaining(stage, "alice") == [nil, nil, nil, nil])
    }

    /// Whoever loads a policy anew may have settled things with the provider.
    @Test func aProvidersWishToBeLeftAloneIsForgotten() async throws {
        let wait = ProviderFailure(.rateLimited, "later", status: 429, retryAfter: .seconds(600))
        let stage = try Stage(policy: policy(), ["home": { $0.number == 0 ? [.fail(wait)] : .answer("back") }])
        #expect(await stage.complete(request("alice")).value?.record.served?.provider == "attic")
        #expect(await stage.complete(request("bob")).value?.record.path == ["attic/large served"])
        try stage.router.reload(Policy(yaml: policy() + "\n# again\n"))
        #expect(await stage.complete(request("alice")).value?.text == "back")
    }
}
