import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders
import TurnoutTesting

/// Calls that are made again on the same target.
@Suite(.timeLimit(.minutes(1))) struct RetryDispatchTests {
    private func policy(
        _ retries: String, total: String = "100s", breakers: String = "{consecutive_failures: 1000, min_calls: 1000}",
        attempts: Int = 4
    ) -> String {
        """
        version: 1
        providers:
          home: {kind: custom, locality: local, models: {small: {}}}
          attic: {kind: custom, locality: local, models: {large: {}}}
        retries: {default: \(retries)}
        breakers: {default: \(breakers)}
        timeouts: {first_token: 30s, idle: 20s, total: \(total)}
        dispatch: {attempts: \(attempts)}
        routes: [{id: all, use: [home/small, attic/large]}]
        """
    }

    private static func refusal(_ wait: Duration, status: Int = 429) -> Stage.Script {
        let code: ErrorCode = status == 429 ? .rateLimited : .provider
        return [.fail(ProviderFailure(code, "slow down", status: status, retryAfter: wait))]
    }

    @Test(arguments: [true, false]) func triesAgainAfterAPause(isStreamed: Bool) async throws {
        let stage = try Stage(
            policy: policy("{attempts: 2, backoff: {base: 400ms, jitter: none}}"),
            ["home": { $0.number == 0 ? .failure(.provider) : .answer("second") }])
        let record = try #require(
            await stage.moving {
                if isStreamed { await stage.stream().record } else { await stage.complete().value?.record }
            } ?? nil)
        #expect(record.path == ["home/small PROVIDER_ERROR", "home/small served"])
        #expect(record.attempts.map(\.started) == [.zero, .milliseconds(400)])
        #expect(record.attempts.map(\.position) == [0, 0])
        #expect(record.fallbackIndex == 0)
        #expect(stage.provider("attic").callCount == 0)
        // Each call is translated from the caller's own request.
        let requests = stage.provider("home").calls.map(\.request)
        #expect(requests.count == 2 && requests[0] == requests[1])
    }

    @Test(arguments: [
        (RetrySettings.Strategy.constant, [0, 300, 600, 900]), (.linear, [0, 300, 900, 1800]),
        (.exponential, [0, 300, 900, 2100]),
    ])
    func pausesGrow(strategy: RetrySettings.Strategy, starts: [Int]) async throws {
        let backoff = "{strategy: \(strategy.rawValue), base: 300ms, jitter: none}"
        let stage = try Stage(
            policy: policy("{attempts: 4, backoff: \(backoff)}"), ["home": { _ in .failure(.provider) }])
        let error = try #require(await stage.moving { await stage.complete() }?.error)
        #expect(error.attempts.map(\.started) == starts.map { .milliseconds($0) })
        #expect(error.record.path == Array(repeating: "home/small PROVIDER_ERROR", count: 4))
        // All four calls of the request are used up.
        #expect(stage.provider("attic").callCount == 0)
    }

    @Test func pausesAreSpread() async throws {
        let stage = try Stage(
            policy: policy("{attempts: 2, backoff: {base: 400ms, jitter: full}, budget: 1000}"),
            ["home": { $0.number % 2 == 0 ? .failure(.provider) : .answer("ok") }])
        var pauses: Set<Duration> = []
        for _ in 0..<8 {
            let record = try #require(await stage.moving { await stage.complete() }?.value?.record)
            let pause = try #require(record.attempts.last?.started)
            #expect(pause >= .zero && pause <= .milliseconds(400))
            pauses.insert(pause)
        }
        #expect(pauses.count >= 4)
    }

    /// Whoever has too much to do is given a second at first.
    @Test func anOverloadIsGivenASecond() async throws {
        let busy: Stage.Script = [.fail(ProviderFailure(.provider, "busy", status: 503))]
        let stage = try Stage(
            policy: policy("{attempts: 2, backoff: {jitter: none}}"),
            ["home": { $0.number == 0 ? busy : .answer("ok") }])
        let record = try #require(await stage.moving { await stage.complete() }?.value?.record)
        #expect(record.attempts.map(\.started) == [.zero, .seconds(1)])
    }

    @Test func aWaitThatTheProviderAsksForIsAFloor() async throws {
        let stage = try Stage(
            policy: policy("{attempts: 2}"),
            ["home": { $0.number == 0 ? Self.refusal(.milliseconds(1500)) : .answer("ok") }])
        let record = try #require(await stage.moving { await stage.complete() }?.value?.record)
        #expect(record.path == ["home/small RATE_LIMITED", "home/small served"])
        let start = try #require(record.attempts.last?.started)
        #expect(start >= .milliseconds(1500) && start <= .milliseconds(1650))
    }

    /// Row 12 of the fault matrix: a long wait is no pause, and later requests respect it.
    @Test(arguments: [429, 503]) func aLongWaitIsRespectedByLaterRequests(status: Int) async throws {
        let stage = try Stage(
            policy: policy("{attempts: 3}"),
            ["home": { $0.number == 0 ? Self.refusal(.seconds(3600), status: status) : .answer("back") }])
        let first = try #require(await stage.complete().value)
        #expect(first.record.path.last == "attic/large served")
        #expect(first.record.attempts.map(\.started) == [.zero, .zero])

        stage.clock.advance(by: .seconds(600))
        let second = try #require(await stage.complete().value)
        #expect(second.record.path == ["attic/large served"])
        let step = try #require(second.record.explanation().steps.first)
        #expect(step.code == .rateLimited)
        #expect(step.retryIn == .seconds(3000))
        #expect(stage.router.targets().first?.condition.limitedFor == .seconds(3000))
        #expect(stage.provider("home").callCount == 1)

        stage.clock.advance(by: .seconds(3000))
        #expect(await stage.complete().value?.text == "back")
    }

    @Test func aWaitIsLongAgainstWhatIsLeft() async throws {
        let stage = try Stage(
            policy: policy("{attempts: 2}", total: "4s"), ["home": { _ in Self.refusal(.milliseconds(1500)) }])
        let record = try #require(await stage.complete().value?.record)
        #expect(record.path == ["home/small RATE_LIMITED", "attic/large served"])
    }

    @Test(arguments: [
        ErrorCode.invalidRequest, .authentication, .quotaExceeded, .contextLength, .modelNotFound, .contentPolicy,
        .unknown,
    ])
    func whatNoRetryHelps(code: ErrorCode) async throws {
        let stage = try Stage(policy: policy("{attempts: 3}"), ["home": { _ in .failure(code) }])
        _ = await stage.complete()
        #expect(stage.provider("home").callCount == 1)
    }

    /// To knock again at once where nobody answers is of little use while there is another door.
    @Test func anUnreachableTargetIsLeftWhileThereIsAnother() async throws {
        let refused: Stage.Script = [.fail(ProviderFailure(.network, "connection refused", isUnreachable: true))]
        let stage = try Stage(
            policy: policy("{attempts: 2, backoff: {base: 100ms, jitter: none}}"),
            ["home": { _ in refused }, "attic": { $0.number == 0 ? refused : .answer("up again") }])
        let answer = try #require(await stage.moving { await stage.complete() }?.value)
        #expect(answer.record.path == ["home/small NETWORK_ERROR", "attic/large NETWORK_ERROR", "attic/large served"])
        #expect(answer.record.attempts.map(\.started) == [.zero, .zero, .milliseconds(100)])
    }

    @Test func aTimeoutIsTriedAgainOnTheLastTargetOnly() async throws {
        let stage = try Stage(
            policy: policy("{attempts: 2, backoff: {base: 1s, jitter: none}}"),
            ["home": { _ in [.hang] }, "attic": { $0.number == 0 ? [.hang] : .answer("awake") }])
        let outcome = try #require(await stage.moving(sleepers: 1) { await stage.stream() })
        #expect(outcome.text == "awake")
        #expect(outcome.record.path == ["home/small TIMEOUT", "attic/large TIMEOUT", "attic/large served"])
        #expect(outcome.record.attempts.map(\.started) == [.zero, .seconds(30), .seconds(61)])
    }

    /// With a budget of 10, a retry needs more than 5: after four failures, first attempts are all there is.
    @Test func theAllowanceIsUsedUpAndComesBack() async throws {
        let stage = try Stage(
            policy: policy("{attempts: 2, budget: 10, refund: 50%, backoff: {base: 1ms, jitter: none}}"),
            ["home": { $0.number < 8 || $0.number == 12 ? .failure(.provider) : .answer("ok") }])
        var calls: [Int] = []
        for _ in 0..<11 {
            let before = stage.provider("home").callCount
            _ = await stage.moving { await stage.complete() }
            calls.append(stage.provider("home").callCount - before)
        }
        // Eight failures leave 2; four successes bring it to 4, and the ninth failure is not enough for a retry.
        #expect(calls == [2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1])
        for _ in 0..<10 { _ = await stage.complete() }
        #expect(stage.provider("home").callCount == 23)
    }

    @Test func noPauseOutlivesTheDeadline() async throws {
        let stage = try Stage(
            policy: policy("{attempts: 2, backoff: {base: 3s, jitter: none}}", total: "2s"),
            ["home": { _ in .failure(.provider) }, "attic": { _ in .failure(.provider) }])
        let error = try #require(await stage.complete().error)
        #expect(error.code == .provider)
        #expect(error.record.path == ["home/small PROVIDER_ERROR", "attic/large PROVIDER_ERROR"])
        #expect(error.record.duration == .zero)
    }

    @Test func retriesCountAmongTheCallsOfARequest() async throws {
        let stage = try Stage(
            policy: policy("{attempts: 2, backoff: {base: 1ms, jitter: none}}", attempts: 3),
            ["home": { _ in .failure(.provider) }, "attic": { _ in .failure(.provider) }])
        let error = try #require(await stage.moving { await stage.complete() }?.error)
        #expect(
            error.record.path == [
                "home/small PROVIDER_ERROR", "home/small PROVIDER_ERROR", "attic/large PROVIDER_ERROR",
            ])
    }

    /// A plain answer that broke off is thrown away whole.
    @Test func aPlainAnswerThatBrokeOffIsMadeAgain() async throws {
        let stage = try Stage(
            policy: policy("{attempts: 2, backoff: {base: 1ms, jitter: none}}"),
            ["home": { $0.number == 0 ? .piece("half", then: .failure(.network)) : .answer("whole") }])
        let answer = try #require(await stage.moving { await stage.complete() }?.value)
        #expect(answer.text == "whole")
        #expect(answer.record.path == ["home/small NETWORK_ERROR", "home/small served"])
        #expect(answer.record.served == TargetName("home/small"))
    }

    @Test func aStreamThatBeganIsNotMadeAgain() async throws {
        let stage = try Stage(
            policy: policy("{attempts: 2}"), ["home": { _ in .piece("half", then: .failure(.network)) }])
        let outcome = await stage.stream()
        #expect(outcome.error?.code == .network)
        #expect(stage.provider("home").callCount == 1)
    }

    @Test(arguments: [true, false]) func aCallerMayLeaveDuringThePause(isStreamed: Bool) async throws {
        let stage = try Stage(
            policy: policy("{attempts: 2, backoff: {base: 5s, jitter: none}}"), ["home": { _ in .failure(.provider) }])
        let task = Task { isStreamed ? await stage.stream().error : await stage.complete().error }
        try await stage.clock.waitForSleepers(2)
        task.cancel()
        let error = try #require(await task.value)
        #expect(error.code == .cancelled)
        #expect(error.record.path == ["home/small PROVIDER_ERROR"])
        #expect(stage.clock.now() == Instant(nanoseconds: 0))
        #expect(stage.router.targets().map(\.inFlight) == [0, 0])
    }

    /// The pause is over and the target's breaker has opened meanwhile: the chain goes on.
    @Test func aBreakerThatOpensDuringThePause() async throws {
        let stage = try Stage(
            policy: policy(
                "{attempts: 2, backoff: {base: 1s, jitter: none}}", breakers: "{consecutive_failures: 1, open: 20s}"),
            ["home": { _ in .failure(.provider) }])
        let answer = try #require(await stage.moving { await stage.complete() }?.value)
        #expect(answer.record.path == ["home/small PROVIDER_ERROR", "home/small breaker_open", "attic/large served"])
    }
}
