import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders
import TurnoutTesting

/// Circuit breakers on the live path.
@Suite(.timeLimit(.minutes(1))) struct BreakerDispatchTests {
    private static let policy = """
        version: 1
        providers:
          home: {kind: custom, locality: local, models: {small: {}}}
          attic: {kind: custom, locality: local, models: {large: {}}}
        breakers: {default: {consecutive_failures: 3, open: 10s, max_open: 10s, probes: 2, successes: 2}}
        overrides:
          - {id: pins, who: {group: [oncall]}, may: [pin_target]}
          - {id: breakers, who: {group: [boss]}, may: [pin_target, ignore_breaker]}
        routes: [{id: all, use: [home/small, attic/large]}]
        """
    private let home = TargetName(provider: "home", model: "small")

    private func open(_ stage: Stage) async {
        for _ in 0..<3 { _ = await stage.complete() }
    }

    private func pinned(by group: String) -> ModelRequest {
        var request = ModelRequest("hello")
        request.context.pin = home
        request.context.groups = [group]
        return request
    }

    @Test func opensSkipsProbesAndCloses() async throws {
        let stage = try Stage(policy: Self.policy, ["home": { $0.number < 3 ? .failure(.network) : .answer("back") }])
        await open(stage)
        #expect(stage.journal.transitions.map(\.cause) == [.consecutiveFailures])
        #expect(stage.router.targets().first?.breaker.standing.admits == false)

        let skipped = try #require(await stage.complete().value)
        #expect(skipped.record.path == ["attic/large served"])
        #expect(skipped.record.explanation().steps.map(\.code) == [.breakerOpen, .eligible])
        #expect(stage.provider("home").callCount == 3)

        stage.clock.advance(by: .seconds(10))
        #expect(stage.router.targets().first?.breaker.standing == .halfOpen(freeProbes: 2))
        for _ in 0..<2 {
            let probe = try #require(await stage.complete().value)
            #expect(probe.record.path == ["home/small served"])
            #expect(probe.record.attempts.map(\.isProbe) == [true])
        }
        #expect(stage.router.targets().first?.breaker.standing == .closed)
        #expect(stage.journal.transitions.map(\.to) == [.open, .closed])
        #expect(await stage.complete().value?.record.attempts.map(\.isProbe) == [false])
    }

    @Test func aFailedProbeOpensItAgain() async throws {
        let stage = try Stage(policy: Self.policy, ["home": { _ in .failure(.provider) }])
        await open(stage)
        stage.clock.advance(by: .seconds(10))
        #expect(await stage.complete().value?.record.path == ["home/small PROVIDER_ERROR", "attic/large served"])
        #expect(stage.journal.transitions.map(\.cause) == [.consecutiveFailures, .probesFailed])
    }

    /// A probe whose caller goes away must give its permit back, or the breaker never closes.
    @Test func aCancelledProbeGivesItsPermitBack() async throws {
        let stage = try Stage(
            policy: Self.policy,
            ["home": { $0.number < 3 ? .failure(.network) : $0.number < 23 ? [.hang] : .answer("back") }]
        )
        await open(stage)
        stage.clock.advance(by: .seconds(10))
        for number in 0..<20 {
            let isStreamed = number % 2 == 0
            let task = Task { isStreamed ? await stage.stream().error : await stage.complete().error }
            try await wait(while: stage.provider("home").callCount < 4 + number)
            #expect(stage.router.targets().first?.breaker.standing == .halfOpen(freeProbes: 1))
            task.cancel()
            #expect(await task.value?.code == .cancelled)
            #expect(stage.router.targets().first?.breaker.standing == .halfOpen(freeProbes: 2))
            #expect(stage.router.targets().first?.inFlight == 0)
        }
        for _ in 0..<2 { #expect(await stage.complete().value?.text == "back") }
        #expect(stage.router.targets().first?.breaker.standing == .closed)
    }

    /// All probes taken between the decision and the attempt: the next target is asked, and the record says why.
    @Test func aBreakerThatClosesTheDoorMeanwhile() async throws {
        let stage = try Stage(
            policy: Self.policy,
            [
                "home": { _ in .failure(.provider) },
                "attic": { _ in [.wait(.seconds(1))] + .failure(.provider) },
            ])
        // Decided while the breaker of `attic` was closed; it opens while `home` is being tried by the others.
        let outcomes = await stage.moving(sleepers: 1) {
            await withTaskGroup(of: TurnoutError?.self) { group in
                for _ in 0..<12 { group.addTask { await stage.complete().error } }
                return await group.reduce(into: [TurnoutError?]()) { $0.append($1) }
            }
        }
        let errors = try #require(outcomes).compactMap { $0 }
        #expect(errors.count == 12)
        for error in errors {
            #expect([.provider, .rejectedByPolicy].contains(error.code))
            let known = [
                "home/small PROVIDER_ERROR", "home/small breaker_open", "attic/large PROVIDER_ERROR",
                "attic/large breaker_open",
            ]
            #expect(error.record.path.allSatisfy { known.contains($0) })
        }
        #expect(stage.router.targets().map(\.inFlight) == [0, 0])
    }

    @Test func allOpenIsAFastRefusalWithAWait() async throws {
        let stage = try Stage(
            policy: Self.policy,
            [
                "home": { _ in .failure(.provider) }, "attic": { _ in .failure(.provider) },
            ])
        await open(stage)
        let error = try #require(await stage.complete().error)
        #expect(error.code == .rejectedByPolicy)
        #expect(error.message.contains("home/small breaker open (retry in"))
        let wait = try #require(error.retryAfter)
        #expect(wait > .zero && wait <= .seconds(10))
        #expect(stage.provider("home").callCount == 3)
    }

    @Test func anOperatorHoldsIt() async throws {
        let stage = try Stage(policy: Self.policy)
        #expect(stage.router.forceBreaker(.open, of: home))
        #expect(await stage.complete().value?.record.served?.provider == "attic")
        #expect(stage.router.targets().first?.breaker.override == .open)
        #expect(stage.router.forceBreaker(nil, of: home))
        #expect(await stage.complete().value?.record.served?.provider == "home")
        #expect(stage.router.forceBreaker(.open, of: TargetName(provider: "no", model: "such")) == false)
        #expect(stage.journal.transitions.map(\.cause) == [.operator, .operator])
    }

    @Test func aPinPassesAnOpenBreakerOnlyWithLeave() async throws {
        let stage = try Stage(policy: Self.policy)
        stage.router.forceBreaker(.open, of: home)
        let refused = try #require(await stage.complete(pinned(by: "oncall")).error)
        #expect(refused.code == .rejectedByPolicy)
        #expect(stage.provider("home").callCount == 0)
        let answer = try #require(await stage.complete(pinned(by: "boss")).value)
        #expect(answer.record.path == ["home/small served"])
        #expect(answer.record.attempts.map(\.isProbe) == [false])
        #expect(stage.router.targets().map(\.inFlight) == [0, 0])
    }

    /// What a target cannot help does not count: an error of the caller's, a credential, a deadline that he set.
    @Test(arguments: [ErrorCode.invalidRequest, .authentication, .quotaExceeded, .rateLimited, .contentPolicy])
    func someFailuresDoNotCount(code: ErrorCode) async throws {
        let stage = try Stage(policy: Self.policy, ["home": { _ in .failure(code) }])
        for _ in 0..<6 { _ = await stage.complete() }
        // A refused credential and an empty account are left alone, which is no matter of the breaker.
        let calls = [ErrorCode.authentication: 2, .quotaExceeded: 1][code] ?? 6
        #expect(stage.provider("home").callCount == calls)
        #expect(stage.router.targets().first?.breaker.counts.failures == 0)
    }

    @Test func slowStreamsOpenItAndLongPlainAnswersDoNot() async throws {
        let slow: @Sendable (ScriptedProvider.Call) -> Stage.Script = { _ in [.wait(.milliseconds(250))] + .answer("ok")
        }
        let policy = Self.policy.replacing(
            "consecutive_failures: 3", with: "min_calls: 4, slow_call: 200ms, window: 60s")
        let plain = try Stage(policy: policy, ["home": slow])
        for _ in 0..<6 { _ = await plain.moving { await plain.complete().value?.text } }
        #expect(plain.provider("home").callCount == 6)
        let streamed = try Stage(policy: policy, ["home": slow])
        for _ in 0..<6 { _ = await streamed.moving { await streamed.stream().text } }
        #expect(streamed.provider("home").callCount == 4)
        #expect(streamed.journal.transitions.map(\.cause) == [.slowRate])
    }
}
