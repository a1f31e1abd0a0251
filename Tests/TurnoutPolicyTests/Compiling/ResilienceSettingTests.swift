import Testing
import TurnoutCore
import TurnoutPolicy

@Suite("`breakers`, `retries` and `timeouts`")
struct ResilienceSettingTests {
    @Test("what is not said is the default")
    func defaults() {
        let policy = Parts.check("breakers: {default: {}}\nretries: {default: {}}\ntimeouts: {}").policy
        #expect(policy?.breakers == [BreakerSettings(), BreakerSettings()])
        #expect(policy?.retries == [RetrySettings(), RetrySettings()])
        #expect(policy?.timeouts == TimeoutSettings())
        #expect(policy?.retries.first?.budget == 10 && policy?.retries.first?.refund == 10)
        #expect(policy?.timeouts.isFirstTokenFixed == false && policy?.timeouts.idleReasoning == .seconds(180))
        #expect(policy?.timeouts.firstToken(of: .openai) == .seconds(30))
        #expect(policy?.timeouts.firstToken(of: .ollama) == .seconds(300))
        #expect(policy?.breakers.first?.probeLease == .seconds(60))
    }

    @Test("every number of a breaker can be set")
    func breakers() {
        let policy = Parts.check(
            """
            breakers:
              default:
                {window: 1s, min_calls: 2, failure_rate: 3%, slow_rate: 4%, slow_call: 5s, consecutive_failures: 6,
                 open: 7s, max_open: 8s, probes: 10, successes: 9, probe_lease: 11s}
              openai: {probe_lease: 90s}
            """
        ).policy
        let all = BreakerSettings(
            window: .seconds(1), minimumCalls: 2, failureRate: 3, slowRate: 4, slowCall: .seconds(5),
            consecutiveFailures: 6, open: .seconds(7), maximumOpen: .seconds(8), probes: 10, successes: 9,
            probeLease: .seconds(11))
        #expect(policy?.breakers.first == all)
        #expect(policy?.breakers.last?.probeLease == .seconds(90) && policy?.breakers.last?.window == .seconds(1))
    }

    @Test("every number of retries can be set, and the nearest setting holds")
    func retries() {
        let policy = Parts.check(
            """
            retries:
              default:
                attempts: 3
                backoff: {strategy: linear, base: 1s, max: 2s, jitter: none}
                budget: 1000
                refund: 100%
              ollama: {budget: 1}
              ollama/llama3.2: {refund: 1%}
            """
        ).policy
        let all = RetrySettings(
            attempts: 3, strategy: .linear, base: .seconds(1), maximum: .seconds(2), jitter: .none, budget: 1_000,
            refund: 100)
        #expect(policy?.retries.last == all)
        #expect(policy?.retries.first?.budget == 1 && policy?.retries.first?.refund == 1)
        #expect(policy?.retries.first?.attempts == 3)
    }

    @Test("a first token's time that is written down is fixed, for Ollama too")
    func firstToken() {
        let timeouts = Parts.check("timeouts: {first_token: 20s}").policy?.timeouts
        #expect(timeouts?.isFirstTokenFixed == true)
        #expect(timeouts?.firstToken(of: .openai) == .seconds(20) && timeouts?.firstToken(of: .ollama) == .seconds(20))
        #expect(Parts.check("timeouts: {idle: 20s}").policy?.timeouts.isFirstTokenFixed == false)
    }

    @Test("models that think have their own silence, never a shorter one unless it is written down")
    func idleReasoning() {
        func idle(_ part: String) -> Duration? { Parts.check("timeouts: \(part)").policy?.timeouts.idleReasoning }
        #expect(idle("{idle_reasoning: 5min}") == .seconds(300))
        #expect(idle("{idle: 10s}") == .seconds(180))
        #expect(idle("{idle: 4min}") == .seconds(240))
        #expect(idle("{idle: 4min, idle_reasoning: 1min}") == .seconds(60))
    }

    @Test(
        "a wrong value is refused in words",
        arguments: [
            ("retries: {default: {budget: 0}}", DiagnosticCode.outOfRange, "0 is out of range"),
            ("retries: {default: {budget: 1001}}", .outOfRange, "1001 is out of range"),
            ("retries: {default: {refund: 0%}}", .invalidValue, "`0%` is not a percentage from 1% to 100%"),
            ("retries: {default: {refund: 0.1}}", .invalidValue, "`0.1` is not a percentage from 1% to 100%"),
            ("timeouts: {idle_reasoning: long}", .invalidValue, "`long` is not a duration"),
            ("breakers: {default: {probe_lease: 60}}", .invalidValue, "`60` is not a duration"),
        ])
    func wrong(_ part: String, _ code: DiagnosticCode, _ message: String) {
        let result = Parts.check(part)
        #expect(result.errors == [code], "\(result.diagnostics.map(\.lines))")
        #expect(result.diagnostics.first?.message == message)
    }
}
