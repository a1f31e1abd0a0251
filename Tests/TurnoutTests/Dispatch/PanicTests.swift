import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders
import TurnoutTesting

/// A balanced step most of which is unwell: health is ignored inside it, and nothing else is.
@Suite(.timeLimit(.minutes(1))) struct PanicTests {
    private func policy(panicBelow: String = "50%", members: String = "home/a, home/b, home/c") -> String {
        """
        version: 1
        providers:
          home: {kind: custom, locality: local, models: {a: {}, b: {}, c: {}}}
          attic: {kind: custom, locality: local, models: {large: {}}}
          cloud: {kind: custom, locality: external, models: {big: {}}}
        breakers: {default: {consecutive_failures: 1, open: 600s, max_open: 600s}}
        dispatch: {panic_below: \(panicBelow)}
        routes:
          - {id: a, when: {task: simple}, use: [home/a]}
          - {id: b, when: {task: complex}, use: [home/b]}
          - {id: c, when: {task: creative}, use: [home/c]}
          - {id: all, use: [{balance: round_robin, of: [\(members)]}]}
        """
    }

    private static let tasks = ["a": "simple", "b": "complex", "c": "creative"]

    /// Has the breakers of those targets open, each by a failure.
    private func unwell(_ models: [String], _ stage: Stage) async {
        for model in models { _ = await stage.complete(ModelRequest("hello", task: Self.tasks[model])) }
    }

    /// Falls through to the balanced step: no task of the routes above.
    private func request(_ text: String = "hello") -> ModelRequest { ModelRequest(text, task: "sensitive") }

    private static func failing(_ count: Int) -> @Sendable (ScriptedProvider.Call) -> Stage.Script {
        { $0.number < count ? .failure(.provider) : .answer("ok") }
    }

    @Test func allClosedIsTriedAllTheSame() async throws {
        let stage = try Stage(policy: policy(), ["home": Self.failing(3)])
        await unwell(["a", "b", "c"], stage)
        #expect(stage.router.targets().prefix(3).allSatisfy { !$0.breaker.standing.admits })
        var served: Set<String> = []
        for _ in 0..<9 {
            let answer = try #require(await stage.complete(request()).value)
            #expect(answer.record.attempts.count == 1)
            served.insert(answer.record.served?.model ?? "")
        }
        // The load is shared, and what was learnt in panic is not counted.
        #expect(served == ["a", "b", "c"])
        #expect(stage.router.targets().prefix(3).allSatisfy { !$0.breaker.standing.admits })
    }

    /// One call finds out; a storm over all members would be the outage's echo.
    @Test func aFailureInPanicIsTheEnd() async throws {
        let stage = try Stage(policy: policy(), ["home": { _ in .failure(.provider) }])
        await unwell(["a", "b", "c"], stage)
        let error = try #require(await stage.complete(request()).error)
        #expect(error.code == .provider)
        #expect(error.attempts.count { $0.wasSent } == 1)
        #expect(error.attempts.dropFirst().allSatisfy { $0.outcome == .passedOver(.breakerOpen) })
        #expect(stage.provider("home").callCount == 4)
    }

    @Test func enoughAreWell() async throws {
        let stage = try Stage(policy: policy(), ["home": Self.failing(1)])
        await unwell(["a"], stage)
        for _ in 0..<6 {
            let answer = try #require(await stage.complete(request()).value)
            #expect(answer.record.served?.model != "a")
            #expect(answer.record.explanation().steps.count { $0.code == .breakerOpen } == 1)
        }
    }

    /// One of three is well: it goes first, and the others stand behind it.
    @Test func theWellOnesGoFirst() async throws {
        let stage = try Stage(policy: policy(), ["home": Self.failing(2)])
        await unwell(["a", "b"], stage)
        for _ in 0..<6 {
            let answer = try #require(await stage.complete(request()).value)
            #expect(answer.record.path == ["home/c served"])
            #expect(answer.record.explanation().steps.count { $0.code == .eligible } == 3)
        }
    }

    @Test func offItIsAFastRefusalWithAWait() async throws {
        let stage = try Stage(policy: policy(panicBelow: "0%"), ["home": Self.failing(3)])
        await unwell(["a", "b", "c"], stage)
        let error = try #require(await stage.complete(request()).error)
        #expect(error.code == .rejectedByPolicy)
        let wait = try #require(error.retryAfter)
        #expect(wait >= .seconds(300) && wait <= .seconds(600))
        #expect(stage.provider("home").callCount == 3)
    }

    /// Nothing but health is ignored: not a guard, not a quarantine, not an operator's word, not a limit.
    @Test func nothingElseIsIgnored() async throws {
        let address = ["bob", "example.org"].joined(separator: "@")
        let guarded = try Stage(policy: policy(members: "home/a, home/b, cloud/big"), ["home": Self.failing(2)])
        await unwell(["a", "b"], guarded)
        for _ in 0..<4 {
            let answer = try #require(await guarded.complete(request("to \(address)")).value)
            #expect(answer.record.served?.provider == "home")
        }
        #expect(guarded.provider("cloud").callCount == 0)

        let quarantined = try Stage(
            policy: policy(members: "home/a, home/b, attic/large"),
            ["home": Self.failing(2), "attic": { _ in .failure(.quotaExceeded) }])
        await unwell(["a", "b"], quarantined)
        for _ in 0..<6 { _ = await quarantined.complete(request()) }
        #expect(quarantined.provider("attic").callCount == 1)
        #expect(quarantined.provider("home").callCount == 7)

        let held = try Stage(policy: policy(members: "home/a, home/b"), ["home": Self.failing(1)])
        await unwell(["a"], held)
        held.router.forceBreaker(.open, of: TargetName(provider: "home", model: "b"))
        for _ in 0..<4 { _ = await held.complete(request()) }
        #expect(held.provider("home").targets.allSatisfy { $0.model == "a" })
    }

    @Test func aPlainChainKnowsNoPanic() async throws {
        let stage = try Stage(policy: policy(), ["home": Self.failing(1)])
        await unwell(["a"], stage)
        let error = try #require(await stage.complete(ModelRequest("hello", task: "simple")).error)
        #expect(error.code == .rejectedByPolicy)
        #expect(error.retryAfter != nil)
    }

    /// Panic calls end no trial: the breaker's own probes close it again.
    @Test func theBreakersStillRecover() async throws {
        let stage = try Stage(policy: policy(), ["home": Self.failing(3)])
        await unwell(["a", "b", "c"], stage)
        for _ in 0..<5 { _ = await stage.complete(request()) }
        stage.clock.advance(by: .seconds(600))
        // Which of the three a request goes to first is drawn, so some get their trials later.
        for _ in 0..<40 { #expect(await stage.complete(request()).error == nil) }
        #expect(stage.router.targets().prefix(3).allSatisfy { $0.breaker.standing == .closed })
    }
}
