import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders
import TurnoutTesting

/// Limits of time that follow what a target usually takes, and what kind of model it is.
@Suite(.timeLimit(.minutes(1))) struct AdaptiveTimeoutTests {
    private func policy(timeouts: String = "{idle: 100s, total: 600s}", capabilities: String = "[chat, stream]")
        -> String
    {
        """
        version: 1
        providers:
          home: {kind: custom, locality: local, models: {small: {capabilities: \(capabilities)}}}
          attic: {kind: custom, locality: local, models: {large: {}}}
        breakers: {default: {slow_call: 500s}}
        timeouts: \(timeouts)
        routes: [{id: all, use: [home/small, attic/large]}]
        """
    }

    /// Four times the 95th percentile, from 10 to 60 seconds; 30 as long as nothing is known.
    @Test(arguments: [
        (Duration.milliseconds(500), 10.0...10.0), (.seconds(5), 18.0...22.0), (.seconds(18), 60.0...60.0),
    ])
    func theFirstTokenHasTheTimeThatItUsuallyTakes(usual: Duration, limit: ClosedRange<Double>) async throws {
        let stage = try Stage(
            policy: policy(),
            ["home": { 1...40 ~= $0.number ? [.wait(usual)] + .answer("ok") : [.wait(.seconds(500))] }])
        let unknown = try #require(await stage.moving { await stage.stream() })
        #expect(unknown.record.attempts.first?.duration == .seconds(30))
        for _ in 0..<40 { #expect(await stage.moving { await stage.stream() }?.text == "ok") }
        let known = try #require(await stage.moving { await stage.stream() })
        #expect(known.record.path == ["home/small TIMEOUT", "attic/large served"])
        let time = try #require(known.record.attempts.first?.duration)
        #expect(limit.contains(time / .seconds(1)))
    }

    @Test func whatThePolicySaysIsSaid() async throws {
        let stage = try Stage(
            policy: policy(timeouts: "{first_token: 15s, idle: 100s, total: 600s}"),
            ["home": { $0.number < 30 ? [.wait(.milliseconds(500))] + .answer("ok") : [.wait(.seconds(500))] }])
        for _ in 0..<30 { _ = await stage.moving { await stage.stream() } }
        let known = try #require(await stage.moving { await stage.stream() })
        #expect(known.record.attempts.first?.duration == .seconds(15))
    }

    /// A model that thinks is silent for longer, once it has begun.
    @Test(arguments: [("[chat, stream]", 20), ("[chat, stream, reasoning]", 50)])
    func thinkersMayBeSilentForLonger(capabilities: String, limit: Int) async throws {
        let stage = try Stage(
            policy: policy(timeouts: "{idle: 20s, idle_reasoning: 50s, total: 600s}", capabilities: capabilities),
            ["home": { _ in .piece("hm", then: [.wait(.seconds(500))]) }])
        let outcome = try #require(await stage.moving { await stage.stream() })
        #expect(outcome.error?.code == .timeout)
        #expect(outcome.error?.message == "the answer stopped: nothing came for \(limit) s")
        #expect(outcome.record.duration == .seconds(limit))
    }
}
