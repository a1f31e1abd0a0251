import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders
import TurnoutTesting

/// A second target that is asked while the first is silent.
@Suite(.timeLimit(.minutes(1))) struct HedgeDispatchTests {
    private func policy(
        hedge: String = "{after: 2s, share: 100%}", limits: String = "{}",
        use: String = "[home/small, attic/large, cellar/tiny]", attempts: Int = 4
    ) -> String {
        """
        version: 1
        providers:
          home: {kind: custom, locality: local, models: {small: {}}, limits: \(limits)}
          attic: {kind: custom, locality: local, models: {large: {}}, limits: \(limits)}
          cellar: {kind: custom, locality: local, models: {tiny: {}}}
          cloud: {kind: custom, locality: external, models: {big: {}}}
        timeouts: {first_token: 50s, idle: 50s, total: 100s}
        dispatch: {attempts: \(attempts)}
        routes: [{id: all, use: \(use), hedge: \(hedge)}]
        """
    }

    /// Moves the clock by each of the durations in turn, once that many tasks sleep: the router's timer, the one for the
    /// hedge, and the calls.
    private func move(_ stage: Stage, _ steps: (sleepers: Int, by: Duration)...) async throws {
        for step in steps {
            try await stage.clock.waitForSleepers(step.sleepers)
            stage.clock.advance(by: step.by)
        }
    }

    private func checkNothingLeft(_ stage: Stage) {
        #expect(stage.router.targets().allSatisfy { $0.inFlight == 0 })
        #expect(stage.router.checkQuota().waiting == 0)
    }

    @Test(arguments: [true, false]) func theSecondAnswersAndTheFirstIsCancelled(isStreamed: Bool) async throws {
        let stage = try Stage(
            policy: policy(limits: "{concurrency: 1}"),
            ["home": { _ in [.hang] }, "attic": { _ in [.wait(.seconds(1))] + .answer("at", "tic") }])
        let task = Task {
            isStreamed
                ? await stage.stream().record : await stage.complete().value.map { $0.record }
        }
        try await wait(while: stage.provider("home").callCount == 0)
        try await move(stage, (2, .milliseconds(1999)))
        #expect(stage.provider("attic").callCount == 0)
        try await move(stage, (2, .milliseconds(1)), (2, .seconds(1)))
        let record = try #require(await task.value)
        #expect(record.served == TargetName("attic/large"))
        #expect(record.fallbackIndex == 1)
        #expect(record.duration == .seconds(3))
        #expect(Set(record.path) == ["home/small CANCELLED", "attic/large served"])
        let hedge = try #require(record.attempts.first { $0.isHedge })
        #expect(hedge.target.provider == "attic" && hedge.started == .seconds(2))
        #expect(record.attempts.first { !$0.isHedge }?.target.provider == "home")
        try await wait(while: stage.router.targets().contains { $0.inFlight > 0 })
        #expect(stage.provider("home").calls.map(\.wasCancelled) == [true])
        // To be slower than another is no failure.
        #expect(stage.router.targets().map(\.breaker.failuresInARow) == [0, 0, 0, 0])
        #expect(stage.provider("cellar").callCount == 0)
        #expect(stage.router.checkQuota().providers.values.allSatisfy { $0.map(\.remaining) == [1] })
        checkNothingLeft(stage)
    }

    @Test func theFirstMayStillAnswer() async throws {
        let stage = try Stage(
            policy: policy(),
            ["home": { _ in [.wait(.seconds(3))] + .answer("home") }, "attic": { _ in [.hang] }])
        let task = Task { await stage.stream() }
        try await move(stage, (3, .seconds(2)))
        try await wait(while: stage.provider("attic").callCount == 0)
        try await move(stage, (2, .seconds(1)))
        let outcome = await task.value
        #expect(outcome.text == "home")
        #expect(outcome.record.served == TargetName("home/small"))
        #expect(outcome.record.duration == .seconds(3))
        try await wait(while: stage.router.targets().contains { $0.inFlight > 0 })
        #expect(stage.provider("attic").calls.map(\.wasCancelled) == [true])
        checkNothingLeft(stage)
    }

    /// A fast answer needs no second, and leaves nobody behind who sleeps for one.
    @Test func aFastAnswerNeedsNoSecond() async throws {
        let stage = try Stage(policy: policy(), ["home": { _ in [.wait(.seconds(1))] + .answer("home") }])
        for _ in 0..<3 {
            let answer = try #require(await stage.moving(sleepers: 3) { await stage.complete() }?.value)
            #expect(answer.record.path == ["home/small served"])
        }
        #expect(stage.provider("attic").callCount == 0)
        #expect(stage.clock.sleeperCount <= 1)
    }

    /// Two answers must never become one.
    @Test func onlyOneAnswerIsHandedOn() async throws {
        let pieces: Stage.Script = .piece("a", then: [.wait(.seconds(1))] + .piece("b", then: .answer("c")))
        let other: Stage.Script = .piece("x", then: [.wait(.seconds(1))] + .piece("y", then: .answer("z")))
        for lead in [Duration.milliseconds(2100), .milliseconds(2900), .milliseconds(3100)] {
            let stage = try Stage(
                policy: policy(),
                ["home": { _ in [.wait(lead)] + pieces }, "attic": { _ in [.wait(.seconds(1))] + other }])
            let task = Task { await stage.stream() }
            let winner = lead < .seconds(3) ? "home" : "attic"
            let loser = winner == "home" ? "attic" : "home"
            try await move(stage, (3, .seconds(2)), (3, min(lead, .seconds(3)) - .seconds(2)))
            try await wait(while: stage.provider(loser).calls.first?.wasCancelled != true)
            try await move(stage, (2, .seconds(1)))
            let outcome = await task.value
            #expect(outcome.text == (winner == "home" ? "abc" : "xyz"))
            #expect(outcome.finishes == 1)
            checkNothingLeft(stage)
        }
    }

    @Test func thereIsOneHedgeAtMost() async throws {
        let stage = try Stage(
            policy: policy(), ["home": { _ in [.hang] }, "attic": { _ in [.hang] }, "cellar": { _ in .answer("late") }])
        let task = Task { await stage.stream() }
        try await wait(while: stage.provider("home").callCount == 0)
        try await move(stage, (2, .seconds(2)))
        try await wait(while: stage.provider("attic").callCount == 0)
        try await move(stage, (1, .seconds(48)))
        try await wait(while: stage.provider("home").calls.first?.wasCancelled != true)
        try await move(stage, (1, .milliseconds(1999)))
        #expect(stage.provider("cellar").callCount == 0)
        try await move(stage, (1, .milliseconds(1)))
        let outcome = await task.value
        #expect(outcome.text == "late")
        // Asked when both had had their time, and not before.
        #expect(outcome.record.attempts.last?.started == .seconds(52))
        #expect(outcome.record.attempts.count { $0.isHedge } == 1)
        #expect(outcome.record.path == ["home/small TIMEOUT", "attic/large TIMEOUT", "cellar/tiny served"])
    }

    @Test func whenTheFirstFailsTheSecondGoesOn() async throws {
        let stage = try Stage(
            policy: policy(),
            [
                "home": { _ in [.wait(.seconds(3))] + .failure(.provider) },
                "attic": { _ in [.wait(.seconds(5))] + .answer("attic") },
            ])
        let task = Task { await stage.complete() }
        try await move(stage, (3, .seconds(2)), (3, .seconds(1)))
        try await wait(while: !stage.journal.hasSeen("home"))
        try await move(stage, (2, .seconds(4)))
        let answer = try #require(await task.value.value)
        #expect(answer.text == "attic")
        #expect(answer.record.path == ["home/small PROVIDER_ERROR", "attic/large served"])
        #expect(answer.record.duration == .seconds(7))
    }

    @Test func whenBothFailTheChainGoesOn() async throws {
        let stage = try Stage(
            policy: policy(),
            [
                "home": { _ in [.wait(.seconds(4))] + .failure(.provider) },
                "attic": { _ in [.wait(.seconds(1))] + .failure(.network) },
            ])
        let task = Task { await stage.complete() }
        try await move(stage, (3, .seconds(2)), (3, .seconds(1)))
        try await wait(while: !stage.journal.hasSeen("attic"))
        try await move(stage, (2, .seconds(1)))
        let answer = try #require(await task.value.value)
        #expect(answer.text == "ok")
        #expect(
            answer.record.path == ["attic/large NETWORK_ERROR", "home/small PROVIDER_ERROR", "cellar/tiny served"])
    }

    /// 10 % of the requests, however slow they all are.
    @Test func theShareIsKept() async throws {
        let stage = try Stage(
            policy: policy(hedge: "{after: 1s, share: 10%}"),
            ["home": { _ in [.wait(.seconds(3))] + .answer("slow") }, "attic": { _ in .answer("fast") }])
        for number in 1...40 {
            let task = Task { await stage.complete() }
            try await move(stage, (3, .seconds(1)))
            if number % 10 != 0 { try await move(stage, (2, .seconds(2))) }
            #expect(await task.value.value?.text == (number % 10 == 0 ? "fast" : "slow"))
        }
        #expect(stage.provider("attic").callCount == 4)
        #expect(stage.provider("home").callCount == 40)
    }

    /// A hedge that was not made is not paid for.
    @Test func aHedgeThatIsTurnedAwayIsNotCounted() async throws {
        let stage = try Stage(
            policy: policy(hedge: "{after: 1s, share: 50%}", use: "[home/small, cloud/big]"),
            ["home": { _ in [.wait(.seconds(3))] + .answer("slow") }])
        // Half a hedge, a whole one that is turned away, and one and a half.
        for number in 0..<3 {
            let task = Task { await stage.complete() }
            try await wait(while: stage.provider("home").callCount <= number)
            // Decided with the cloud in the chain, and closed before the time for a second has come.
            stage.router.isOffline = number == 1
            try await move(stage, (3, .seconds(1)))
            if number == 1 { try await wait(while: !stage.journal.hasPassedOver("cloud")) }
            if number == 2 { try await wait(while: stage.provider("cloud").callCount == 0) }
            if number < 2 { try await move(stage, (2, .seconds(2))) }
            #expect(await task.value.value?.text == (number < 2 ? "slow" : "ok"))
            stage.router.isOffline = false
        }
        #expect(stage.provider("cloud").callCount == 1)
    }

    @Test func aDeniedTargetIsNotAsked() async throws {
        let stage = try Stage(
            policy: policy(use: "[home/small, cloud/big]"), ["home": { _ in [.wait(.seconds(9))] + .answer("home") }])
        let address = ["bob", "example.org"].joined(separator: "@")
        let answer = try #require(
            await stage.moving { await stage.complete(ModelRequest("call me: \(address)")) }?.value)
        #expect(answer.text == "home")
        #expect(stage.provider("cloud").callCount == 0)
    }

    /// Offline since the decision: the guard stage is asked again for the second call.
    @Test func aTargetThatIsClosedMeanwhileIsNotAsked() async throws {
        let stage = try Stage(
            policy: policy(use: "[home/small, cloud/big]"), ["home": { _ in [.wait(.seconds(9))] + .answer("home") }])
        let task = Task { await stage.complete() }
        try await wait(while: stage.provider("home").callCount == 0)
        stage.router.isOffline = true
        try await move(stage, (3, .seconds(2)))
        try await wait(while: !stage.journal.hasPassedOver("cloud"))
        try await move(stage, (2, .seconds(7)))
        let answer = try #require(await task.value.value)
        #expect(answer.text == "home")
        #expect(stage.provider("cloud").callCount == 0)
        #expect(answer.record.path == ["cloud/big offline", "home/small served"])
        checkNothingLeft(stage)
    }

    @Test func unwellTargetsAreNoHedges() async throws {
        let stage = try Stage(
            policy: """
                version: 1
                providers:
                  home: {kind: custom, locality: local, models: {a: {}, b: {}, c: {}}}
                breakers: {default: {consecutive_failures: 1, open: 600s, max_open: 600s}}
                timeouts: {first_token: 50s, idle: 50s, total: 100s}
                routes:
                  - {id: break-a, when: {task: complex}, use: [home/a]}
                  - {id: break-b, when: {task: creative}, use: [home/b]}
                  - {id: all, use: [{balance: round_robin, of: [home/a, home/b, home/c]}], hedge: {after: 1s, share: 100%}}
                """,
            ["home": { $0.number < 2 ? .failure(.provider) : [.wait(.seconds(5))] + .answer("ok") }])
        for task in ["complex", "creative"] { _ = await stage.complete(ModelRequest("hello", task: task)) }
        for _ in 0..<4 {
            let answer = try #require(await stage.moving { await stage.complete() }?.value)
            #expect(answer.record.path == ["home/c served"])
        }
    }

    /// By default the delay is what 95 in 100 first tokens take at most, and without that knowledge there is none.
    @Test func theDelayFollowsTheTarget() async throws {
        let policy = policy(hedge: "{share: 100%}").replacing(
            "routes: [", with: "routes: [{id: measured, when: {task: complex}, use: [home/small]}, ")
        let stage = try Stage(
            policy: policy, ["home": { [.wait(.seconds(1...20 ~= $0.number ? 1 : 40))] + .answer("home") }])
        let unknown = try #require(await stage.moving { await stage.stream() })
        #expect(unknown.record.path == ["home/small served"])
        #expect(unknown.record.duration == .seconds(40))
        for _ in 0..<20 { _ = await stage.moving { await stage.stream(ModelRequest("hello", task: "complex")) } }
        let slow = try #require(stage.router.targets().first?.condition.slowFirstToken)
        #expect(slow >= .milliseconds(900) && slow <= .milliseconds(1100))
        let hedged = try #require(await stage.moving(sleepers: 3) { await stage.stream() })
        #expect(hedged.record.attempts.first { $0.isHedge }?.started == slow)
        #expect(hedged.record.duration == slow)
    }

    @Test func theCallsOfARequestAreCounted() async throws {
        let stage = try Stage(
            policy: policy(attempts: 1), ["home": { _ in [.wait(.seconds(9))] + .answer("home") }])
        #expect(await stage.moving { await stage.complete() }?.value?.text == "home")
        #expect(stage.provider("attic").callCount == 0)
    }

    /// Both calls have to fit into the cap.
    @Test(arguments: [(1.5, 0), (2.5, 1)]) func theCostCapHoldsForBoth(factor: Double, hedges: Int) async throws {
        let price = "{price: {input: 0.00 USD/1M, output: 10.00 USD/1M}, max_output: 100}"
        let stage = try Stage(
            policy: """
                version: 1
                providers:
                  home: {kind: custom, locality: local, models: {a: \(price), b: \(price)}}
                timeouts: {first_token: 50s, idle: 50s, total: 100s}
                routes: [{id: all, use: [home/a, home/b], hedge: {after: 1s, share: 100%}}]
                """,
            ["home": { $0.target.name.model == "a" ? [.wait(.seconds(5))] + .answer("a") : .answer("b") }])
        var request = ModelRequest("hello")
        request.options.maxTokens = 100
        request.context.costCap = Money(nanoUSD: Int64(1_000_000 * factor))
        let wish = request
        let task = Task { await stage.complete(wish) }
        try await move(stage, (hedges == 0 ? 2 : 3, .seconds(1)))
        if hedges == 0 { try await move(stage, (2, .seconds(4))) }
        let answer = try #require(await task.value.value)
        #expect(answer.text == (hedges == 0 ? "a" : "b"))
        #expect(stage.provider("home").callCount == 1 + hedges)
    }

    @Test(arguments: [true, false]) func aCallerWhoLeavesTakesBothAlong(isStreamed: Bool) async throws {
        let stage = try Stage(policy: policy(), ["home": { _ in [.hang] }, "attic": { _ in [.hang] }])
        let task = Task { isStreamed ? await stage.stream().error : await stage.complete().error }
        try await wait(while: stage.provider("home").callCount == 0)
        try await stage.clock.waitForSleepers(2)
        stage.clock.advance(by: .seconds(2))
        try await wait(while: stage.provider("attic").callCount == 0)
        task.cancel()
        #expect(await task.value?.code == .cancelled)
        try await wait(while: stage.router.targets().contains { $0.inFlight > 0 })
        #expect(stage.provider("home").calls.map(\.wasCancelled) == [true])
        #expect(stage.provider("attic").calls.map(\.wasCancelled) == [true])
    }

    /// The loser's tokens were never counted: what was reserved for it stands, and no more.
    @Test func bothCallsTakeOfTheirLimits() async throws {
        let usage = Usage(promptTokens: 5, completionTokens: 5)
        let stage = try Stage(
            policy: policy(limits: "{requests: 10/d, tokens: 10k/d}"),
            ["home": { _ in [.hang] }, "attic": { _ in .answer("ok", usage: usage) }])
        var request = ModelRequest("hello")
        request.options.maxTokens = 1000
        let wish = request
        let prompt = stage.router.decide(wish).facts.tokens
        let task = Task { await stage.complete(wish) }
        try await wait(while: stage.provider("home").callCount == 0)
        try await move(stage, (2, .seconds(2)))
        #expect(await task.value.error == nil)
        try await wait(while: stage.router.targets().contains { $0.inFlight > 0 })
        let quota = stage.router.checkQuota().providers
        #expect(quota["home"]?.map(\.remaining) == [9, 9000 - prompt])
        #expect(quota["attic"]?.map(\.remaining) == [9, 9990])
    }
}

extension Journal {
    /// Whether a call to a target of that provider is over, or was never made.
    fileprivate func hasSeen(_ provider: String) -> Bool {
        attempts.contains { $0.target.provider == provider }
    }

    /// Whether a target of that provider was left out at the last moment.
    fileprivate func hasPassedOver(_ provider: String) -> Bool {
        attempts.contains { $0.target.provider == provider && !$0.wasSent }
    }

    private var attempts: [AttemptRecord] {
        events.compactMap { if case .attempted(_, let attempt) = $0 { attempt } else { nil } }
    }
}
