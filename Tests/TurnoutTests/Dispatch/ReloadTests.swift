import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders
import TurnoutTesting

/// Another policy while requests are under way.
@Suite(.timeLimit(.minutes(1))) struct ReloadTests {
    private func policy(_ use: String, model: String = "small-1", settings: String = "{consecutive_failures: 2}")
        -> String
    {
        """
        version: 1
        providers:
          attic: {kind: custom, locality: local, models: {large: {}}}
          home: {kind: custom, locality: local, models: {small: {id: \(model)}}}
        breakers: {default: \(settings)}
        routes: [{id: all, use: [\(use)]}]
        """
    }

    /// Row 29 of the fault matrix: the old policy finishes what it began.
    @Test func requestsInFlightKeepTheirs() async throws {
        let stage = try Stage(
            policy: policy("home/small, attic/large"),
            ["home": { $0.number == 0 ? [.wait(.seconds(1))] + .failure(.network) : .answer("home") }]
        )
        let old = stage.router.policy.digest
        let task = Task { await stage.complete() }
        try await stage.clock.waitForSleepers(2)
        try stage.router.reload(Policy(yaml: policy("home/small")))
        #expect(stage.router.policy.digest != old)
        #expect(await stage.complete().value?.text == "home")
        stage.clock.advance(by: .seconds(1))
        let answer = try #require(await task.value.value)
        #expect(answer.record.path == ["home/small NETWORK_ERROR", "attic/large served"])
        #expect(answer.record.policyDigest == old)
        #expect(stage.provider("attic").calls.map(\.policyDigest) == [old])
        #expect(stage.router.targets().map(\.inFlight) == [0, 0])
    }

    @Test func breakersOfUnchangedTargetsKeepTheirState() async throws {
        let stage = try Stage(policy: policy("home/small, attic/large"), ["home": { _ in .failure(.network) }])
        for _ in 0..<2 { _ = await stage.complete() }
        func standing(_ provider: String) -> BreakerStanding? {
            stage.router.targets().first { $0.name.provider == provider }?.breaker.standing
        }
        #expect(standing("home")?.admits == false)
        // The other order gives the targets other numbers.
        let turned = """
            version: 1
            providers:
              home: {kind: custom, locality: local, models: {tiny: {}, small: {id: small-1}}}
            routes: [{id: all, use: [home/small]}]
            """
        try stage.router.reload(Policy(yaml: turned))
        #expect(stage.router.targets().map(\.breaker.standing.admits) == [true, false])
        // Another model under the same name is another target.
        try stage.router.reload(Policy(yaml: policy("home/small", model: "small-2")))
        #expect(standing("home") == .closed)
    }

    /// The calls of the old policy are counted by the breakers of the new one.
    @Test func outcomesOfOldRequestsCount() async throws {
        let stage = try Stage(
            policy: policy("home/small"), ["home": { _ in [.wait(.seconds(1))] + .failure(.network) }])
        let tasks = (0..<2).map { _ in Task { await stage.complete() } }
        try await stage.clock.waitForSleepers(3)
        try stage.router.reload(Policy(yaml: policy("home/small, attic/large")))
        stage.clock.advance(by: .seconds(1))
        for task in tasks { #expect(await task.value.error?.code == .network) }
        #expect(await stage.complete().value?.record.served?.provider == "attic")
    }

    @Test func concurrentReloadsLoseNoState() async throws {
        let stage = try Stage(policy: policy("home/small, attic/large"))
        stage.router.forceBreaker(.open, of: TargetName(provider: "home", model: "small"))
        let policies = try (0..<8).map { try Policy(yaml: policy("home/small, attic/large") + "# \($0)\n") }
        await withTaskGroup(of: Void.self) { group in
            for policy in policies {
                group.addTask { #expect(throws: Never.self) { try stage.router.reload(policy) } }
                group.addTask { #expect(await stage.complete().value?.record.served?.provider == "attic") }
            }
        }
        #expect(stage.router.targets().last?.breaker.override == .open)
    }
}
