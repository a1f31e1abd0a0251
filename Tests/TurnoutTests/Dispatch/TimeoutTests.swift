import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders
import TurnoutTesting

/// Limits of time, each found when it happens and not later.
@Suite(.timeLimit(.minutes(1))) struct TimeoutTests {
    private func policy(_ timeouts: String = "{first_token: 30s, idle: 20s, total: 100s}") -> String {
        """
        version: 1
        providers:
          home: {kind: custom, locality: local, models: {small: {}}}
          attic: {kind: custom, locality: local, models: {large: {}}}
        timeouts: \(timeouts)
        routes: [{id: all, use: [home/small, attic/large]}]
        """
    }

    private func repeating(_ step: ScriptedProvider.Step, every pause: Duration, times: Int) -> Stage.Script {
        (0..<times).flatMap { _ in [step, .wait(pause)] }
    }

    /// Row 3 of the fault matrix: pings are signs of life, and no content.
    @Test func pingsDoNotCountAsContent() async throws {
        let pings = repeating(.emit(.activity), every: .seconds(7), times: 20)
        let stage = try Stage(policy: policy(), ["home": { _ in pings }])
        let outcome = try #require(await stage.moving { await stage.stream() })
        #expect(outcome.text == "ok")
        #expect(outcome.record.path == ["home/small TIMEOUT", "attic/large served"])
        #expect(outcome.record.attempts.first?.duration == .seconds(30))
        #expect(outcome.record.attempts.first?.message == "no content came within 30 s")
        #expect(stage.provider("home").calls.first?.wasCancelled == true)
        #expect(stage.router.targets().first?.breaker.failuresInARow == 1)
    }

    /// Row 2: silence.
    @Test func silenceEndsAndFallsBack() async throws {
        let stage = try Stage(policy: policy(), ["home": { _ in [.hang] }])
        let outcome = try #require(await stage.moving(sleepers: 1) { await stage.stream() })
        #expect(outcome.record.path == ["home/small TIMEOUT", "attic/large served"])
        #expect(outcome.record.attempts.last?.started == .seconds(30))
    }

    /// Row 4: the answer had begun, so its silence is an error of the stream, and pings keep it alive.
    @Test func aStallEndsTheStream() async throws {
        let script: Stage.Script =
            .piece("half", then: repeating(.emit(.activity), every: .seconds(15), times: 3) + [.wait(.seconds(600))])
        let stage = try Stage(policy: policy(), ["home": { _ in script }])
        let outcome = try #require(await stage.moving { await stage.stream() })
        #expect(outcome.text == "half")
        #expect(outcome.finishes == 0)
        #expect(outcome.error?.code == .timeout)
        #expect(outcome.error?.message == "the answer stopped: nothing came for 20 s")
        #expect(outcome.record.duration == .seconds(50))
        #expect(stage.provider("attic").callCount == 0)
    }

    /// A short limit for silence is found in time even while a long one for the first token was being slept on.
    @Test func aShortSilenceAfterALongWait() async throws {
        let stage = try Stage(
            policy: policy("{first_token: 90s, idle: 2s, total: 100s}"),
            ["home": { _ in [.wait(.seconds(3))] + .piece("a", then: [.wait(.seconds(600))]) }]
        )
        let outcome = try #require(await stage.moving { await stage.stream() })
        #expect(outcome.record.duration == .seconds(5))
    }

    @Test func theDeadlineHoldsForTheWholeChain() async throws {
        let stage = try Stage(
            policy: policy("{first_token: 30s, idle: 20s, total: 50s}"),
            [
                "home": { _ in [.hang] }, "attic": { _ in [.hang] },
            ])
        let outcome = try #require(await stage.moving(sleepers: 1) { await stage.stream() })
        #expect(outcome.error?.code == .timeout)
        #expect(outcome.error?.message == "the time for the whole request was over")
        #expect(outcome.record.path == ["home/small TIMEOUT", "attic/large TIMEOUT"])
        #expect(outcome.record.duration == .seconds(50))
        // Silent for 20 s until the policy's own deadline: that is the target's doing.
        #expect(stage.router.targets().map(\.breaker.failuresInARow) == [1, 1])
    }

    @Test func theCallersDeadlineIsNoFaultOfTheTargets() async throws {
        let stage = try Stage(policy: policy(), ["home": { _ in [.hang] }])
        var request = ModelRequest("hello")
        request.context.deadline = .seconds(15)
        let timed = request
        let outcome = try #require(await stage.moving(sleepers: 1) { await stage.complete(timed) })
        #expect(outcome.error?.code == .timeout)
        #expect(outcome.error?.record.duration == .seconds(15))
        #expect(stage.provider("attic").callCount == 0)
        #expect(stage.router.targets().map(\.breaker.failuresInARow) == [0, 0])
        request.context.deadline = .zero
        #expect(await stage.complete(request).error?.message.hasSuffix("before any target was called") == true)
        #expect(stage.provider("home").callCount == 1)
    }

    @Test func theDeadlineCutsAStreamShort() async throws {
        let script = repeating(.emit(.delta(text: "x", choice: 0)), every: .seconds(15), times: 20)
        let stage = try Stage(policy: policy(), ["home": { _ in script }])
        let outcome = try #require(await stage.moving { await stage.stream() })
        #expect(outcome.text == "xxxxxxx")
        #expect(outcome.error?.code == .timeout)
        #expect(outcome.record.duration == .seconds(100))
        #expect(stage.router.targets().first?.breaker.counts.failures == 0)
    }

    /// From outside, a long plain answer looks like a hang: it has half of the time while there is a fallback.
    @Test func aPlainAnswerHasHalfTheTime() async throws {
        let stage = try Stage(
            policy: policy(),
            [
                "home": { _ in [.hang] }, "attic": { _ in [.wait(.seconds(45))] + .answer("long") },
            ])
        let outcome = try #require(
            await stage.moving(sleepers: 1) {
                // The second call sleeps beside its watch; one sleeper is enough for both.
                await stage.complete()
            }
        )
        #expect(outcome.value?.text == "long")
        #expect(outcome.value?.record.attempts.map(\.started) == [.zero, .seconds(50)])
        #expect(outcome.value?.record.attempts.map(\.duration) == [.seconds(50), .seconds(45)])
    }

    @Test func ollamaMayLoadItsModelUnlessThePolicySaysOtherwise() throws {
        let written = try Policy(yaml: policy()).timeouts
        #expect(written.firstToken(of: .ollama) == .seconds(30))
        let unwritten = try Policy(yaml: policy("{idle: 20s}")).timeouts
        #expect(unwritten.firstToken(of: .ollama) == .seconds(300))
        #expect(unwritten.firstToken(of: .openai) == .seconds(30))
    }

    /// A slow reader is no fault of the provider's: the time that an event waits for its reader is not silence.
    @Test func aSlowReaderIsNoSilence() async throws {
        let stage = try Stage(
            policy: policy(), ["home": { _ in .answer("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l") }])
        let stream = try await stage.router.stream(ModelRequest("hello"))
        var iterator = stream.makeAsyncIterator()
        #expect(try await iterator.next() == .delta(text: "a", choice: 0))
        // Seven or eight wait for the reader, and the next one for room among them.
        try await wait(while: (stage.provider("home").calls.first?.emitted ?? 0) < 9)
        for _ in 0..<6 {
            try await stage.clock.waitForSleepers(1)
            stage.clock.advance(by: .seconds(8))
        }
        var text = "a"
        while let event = try await iterator.next() {
            if case .delta(let piece, _) = event { text += piece.reveal() }
        }
        #expect(text == "abcdefghijkl")
        #expect(stream.record.duration == .seconds(48))
    }
}
