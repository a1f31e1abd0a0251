import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders
import TurnoutTesting

/// Credentials and accounts that their services refuse.
@Suite(.timeLimit(.minutes(1))) struct CredentialDispatchTests {
    private static let policy = """
        version: 1
        providers:
          home: {kind: custom, locality: local, credentials: {env: FIRST_KEY}, models: {small: {}, large: {}}}
          twin: {kind: custom, locality: local, credentials: {env: FIRST_KEY}, models: {small: {}}}
          attic: {kind: custom, locality: local, credentials: {env: SECOND_KEY}, models: {large: {}}}
        retries: {default: {attempts: 3}}
        dispatch: {attempts: 8}
        routes:
          - {id: alone, when: {task: creative}, use: [home/small]}
          - {id: twin, when: {task: complex}, use: [twin/small, attic/large]}
          - {id: all, use: [home/small, home/large, attic/large]}
        """

    private func stage(_ home: @escaping @Sendable (ScriptedProvider.Call) -> Stage.Script) throws -> Stage {
        try Stage(policy: Self.policy, ["home": home])
    }

    private static func refuse(_ code: ErrorCode, after wait: Duration? = nil) -> Stage.Script {
        [.fail(ProviderFailure(code, "refused", status: code == .authentication ? 401 : 429, retryAfter: wait))]
    }

    private func quarantines(_ stage: Stage) -> [Duration] {
        stage.journal.events.compactMap { if case .quarantined(_, let length) = $0 { length } else { nil } }
    }

    /// Row 15 of the fault matrix: two refusals in a row, and only this credential is left alone.
    @Test func twoRefusalsInARow() async throws {
        let stage = try stage { $0.number < 2 ? Self.refuse(.authentication) : .answer("back") }
        let first = try #require(await stage.complete().value)
        // Not tried again; the next target has the same credential, and the second refusal quarantines it.
        #expect(
            first.record.path == [
                "home/small AUTHENTICATION_ERROR", "home/large AUTHENTICATION_ERROR", "attic/large served",
            ])
        #expect(quarantines(stage) == [.seconds(30)])
        let second = try #require(await stage.complete().value)
        #expect(second.record.path == ["attic/large served"])
        let steps = second.record.explanation().steps
        #expect(steps.map(\.code) == [.quarantined, .quarantined, .eligible])
        #expect(steps.first?.retryIn == .seconds(30))
        // Whoever shares the credential shares the quarantine, and nobody else.
        let twin = try #require(await stage.complete(ModelRequest("hello", task: "complex")).value)
        #expect(twin.record.path == ["attic/large served"])
        #expect(stage.provider("twin").callCount == 0)
        #expect(stage.router.targets().map { $0.quarantinedFor != nil } == [true, true, true, false])
        // It is no fault of the target.
        #expect(stage.router.targets().allSatisfy { $0.breaker.failuresInARow == 0 })
        #expect(stage.provider("home").callCount == 2)
    }

    @Test func oneRefusalMayBeAStumble() async throws {
        let stage = try stage { $0.number % 2 == 0 ? Self.refuse(.authentication) : .answer("fine") }
        for _ in 0..<5 {
            let answer = try #require(await stage.complete().value)
            #expect(answer.record.path == ["home/small AUTHENTICATION_ERROR", "home/large served"])
        }
        #expect(quarantines(stage).isEmpty)
    }

    @Test func oneCallFindsOutWhenTheTimeIsOver() async throws {
        let stage = try stage { call in
            switch call.number {
            case 0, 1: Self.refuse(.authentication)
            case 2: [.wait(.seconds(5))] + .answer("back")
            default: .answer("again")
            }
        }
        _ = await stage.complete()
        stage.clock.advance(by: .seconds(30))
        let trial = Task { await stage.complete() }
        try await wait(while: stage.provider("home").callCount < 3)
        // Meanwhile the others go elsewhere.
        #expect(await stage.complete().value?.record.path == ["attic/large served"])
        try await stage.clock.waitForSleepers(2)
        stage.clock.advance(by: .seconds(5))
        #expect(await trial.value.value?.text == "back")
        #expect(await stage.complete().value?.text == "again")
        #expect(stage.router.targets().allSatisfy { $0.quarantinedFor == nil })
    }

    @Test func eachRefusedTrialDoublesTheTime() async throws {
        let stage = try stage { _ in Self.refuse(.authentication) }
        _ = await stage.complete()
        for length in [30, 60, 120, 240, 480, 600, 600] {
            #expect(quarantines(stage).last == .seconds(length))
            stage.clock.advance(by: .seconds(length) - .milliseconds(1))
            #expect(await stage.complete().value?.record.path == ["attic/large served"])
            stage.clock.advance(by: .milliseconds(1))
            let trial = try #require(await stage.complete().value)
            // The trial is one call: the credential's next target is not asked too.
            #expect(trial.record.path.first == "home/small AUTHENTICATION_ERROR")
            #expect(trial.record.path.dropFirst() == ["home/large quarantined", "attic/large served"])
        }
        #expect(stage.provider("home").callCount == 9)
    }

    /// Row 14: a quota is said by someone who counts, so once is enough, and nothing is tried again.
    @Test func aUsedUpAccount() async throws {
        let stage = try stage { $0.number == 0 ? Self.refuse(.quotaExceeded) : .answer("paid") }
        let first = try #require(await stage.complete().value)
        #expect(
            first.record.path == ["home/small QUOTA_EXCEEDED", "home/large quarantined", "attic/large served"])
        #expect(quarantines(stage) == [.seconds(60)])
        stage.clock.advance(by: .seconds(59))
        #expect(await stage.complete().value?.record.path == ["attic/large served"])
        stage.clock.advance(by: .seconds(1))
        #expect(await stage.complete().value?.text == "paid")
    }

    @Test(arguments: [
        (Duration.seconds(600), Duration.seconds(600)), (.seconds(86_400), .seconds(3600)), (.zero, .seconds(1)),
    ])
    func theServiceSaysHowLong(asked: Duration, held: Duration) async throws {
        let stage = try stage { _ in Self.refuse(.quotaExceeded, after: asked) }
        _ = await stage.complete()
        #expect(quarantines(stage) == [held])
    }

    @Test func aloneItIsAFastRefusalWithAWait() async throws {
        let stage = try stage { _ in Self.refuse(.quotaExceeded) }
        _ = await stage.complete(ModelRequest("hello", task: "creative"))
        let error = try #require(await stage.complete(ModelRequest("hello", task: "creative")).error)
        #expect(error.code == .rejectedByPolicy)
        #expect(error.retryAfter == .seconds(60))
        #expect(stage.provider("home").callCount == 1)
    }

    /// A trial that says nothing of the credential leaves the next one to find out.
    @Test(arguments: [ErrorCode.network, .provider, .timeout]) func aTrialThatDoesNotGetThrough(code: ErrorCode)
        async throws
    {
        let stage = try Stage(
            policy: Self.policy.replacing("attempts: 3", with: "attempts: 1"),
            [
                "home": {
                    $0.number < 2 ? Self.refuse(.authentication) : $0.number == 2 ? .failure(code) : .answer("back")
                }
            ])
        _ = await stage.complete()
        stage.clock.advance(by: .seconds(30))
        let answer = try #require(await stage.complete().value)
        #expect(answer.record.path == ["home/small \(code.rawValue)", "home/large served"])
        #expect(stage.router.targets().allSatisfy { $0.quarantinedFor == nil })
    }

    @Test func aTrialThatIsCancelled() async throws {
        let stage = try stage {
            $0.number < 2 ? Self.refuse(.authentication) : $0.number == 2 ? [.hang] : .answer("back")
        }
        _ = await stage.complete()
        stage.clock.advance(by: .seconds(30))
        let trial = Task { await stage.complete() }
        try await wait(while: stage.provider("home").callCount < 3)
        trial.cancel()
        #expect(await trial.value.error?.code == .cancelled)
        #expect(await stage.complete().value?.text == "back")
    }

    /// What was sent before the quarantine says nothing new: neither does it end it nor does it lengthen it.
    @Test func answersFromBeforeAreOldNews() async throws {
        let stage = try stage { call in
            call.number == 0
                ? [.wait(.seconds(2))] + .answer("old")
                : call.number == 3
                    ? [.wait(.seconds(1))] + Self.refuse(.authentication) : Self.refuse(.authentication)
        }
        let slow = Task { await stage.complete() }
        try await wait(while: stage.provider("home").callCount < 1)
        _ = await stage.complete()
        #expect(quarantines(stage).count == 1)
        try await stage.clock.waitForSleepers(2)
        stage.clock.advance(by: .seconds(2))
        #expect(await slow.value.value?.text == "old")
        #expect(stage.router.targets().first?.quarantinedFor == .seconds(28))
    }

    /// A burst of refusals that were all sent at once is one quarantine.
    @Test func aBurst() async throws {
        let stage = try stage { _ in [.wait(.seconds(1))] + Self.refuse(.authentication) }
        let outcomes = await stage.moving(sleepers: 21) {
            await withTaskGroup(of: String?.self) { group in
                for _ in 0..<20 { group.addTask { await stage.complete().value?.record.served?.provider } }
                return await group.reduce(into: [String?]()) { $0.append($1) }
            }
        }
        #expect(outcomes == Array(repeating: "attic", count: 20))
        #expect(quarantines(stage) == [.seconds(30)])
        #expect(stage.router.targets().allSatisfy { $0.inFlight == 0 })
    }

    /// Who loads a policy anew may have mended the credential.
    @Test func aReloadLiftsIt() async throws {
        let stage = try stage { $0.number < 2 ? Self.refuse(.authentication) : .answer("mended") }
        _ = await stage.complete()
        #expect(await stage.complete().value?.record.path == ["attic/large served"])
        try stage.router.reload(Policy(yaml: Self.policy + "\n# again\n"))
        #expect(await stage.complete().value?.text == "mended")
    }
}
