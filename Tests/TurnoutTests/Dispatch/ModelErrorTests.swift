import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders
import TurnoutTesting

/// Answers that are unusable, and requests that a provider refuses for their content.
@Suite(.timeLimit(.minutes(1))) struct ModelErrorTests {
    private func policy(route: String = "") -> String {
        """
        version: 1
        providers:
          home: {kind: custom, locality: local, models: {small: {}}}
          attic: {kind: custom, locality: local, models: {large: {}}}
        breakers: {default: {consecutive_failures: 3, open: 10s, max_open: 10s, probes: 1, successes: 1}}
        routes: [{id: all, use: [home/small, attic/large]\(route)}]
        """
    }

    @Test func unusableAnswersHaveAWindowOfTheirOwn() async throws {
        let stage = try Stage(
            policy: policy(),
            ["home": { $0.number < 4 ? .failure($0.number % 2 == 0 ? .model : .network) : .answer("ok") }])
        // Two of each kind: neither window has seen three in a row.
        for _ in 0..<4 { _ = await stage.complete() }
        #expect(stage.journal.transitions.isEmpty)
        #expect(await stage.complete().value?.record.path == ["home/small served"])
    }

    @Test func theyOpenTheBreakerByThemselves() async throws {
        let stage = try Stage(policy: policy(), ["home": { $0.number < 3 ? .failure(.model) : .answer("ok") }])
        for _ in 0..<3 {
            #expect(await stage.complete().value?.record.path == ["home/small MODEL_ERROR", "attic/large served"])
        }
        #expect(stage.journal.transitions.map(\.to) == [.open])
        #expect(await stage.complete().value?.record.path == ["attic/large served"])
        // The other window is untouched.
        #expect(stage.router.targets().first?.breaker.standing == .closed)
        #expect(stage.router.targets().first?.condition.standing.admits == false)
        stage.clock.advance(by: .seconds(10))
        let probe = try #require(await stage.complete().value)
        #expect(probe.record.path == ["home/small served"])
        #expect(probe.record.attempts.first?.isProbe == true)
        #expect(stage.router.targets().first?.condition.standing == .closed)
    }

    @Test func networkFailuresDoNotHideThem() async throws {
        let kinds: [ErrorCode] = [.model, .network, .model, .network, .model]
        let stage = try Stage(policy: policy(), ["home": { .failure(kinds[min($0.number, 4)]) }])
        for _ in 0..<5 { _ = await stage.complete() }
        #expect(stage.journal.transitions.map(\.to) == [.open])
    }

    @Test func aRefusalOfTheContentIsTheAnswer() async throws {
        let stage = try Stage(policy: policy(), ["home": { _ in .failure(.contentPolicy, "no") }])
        let error = try #require(await stage.complete().error)
        #expect(error.code == .contentPolicy)
        #expect(error.target == TargetName("home/small"))
        #expect(stage.provider("attic").callCount == 0)
    }

    @Test(arguments: [true, false]) func unlessTheRouteGoesOn(isStreamed: Bool) async throws {
        let stage = try Stage(
            policy: policy(route: ", on_content_policy: fallback"),
            ["home": { _ in .failure(.contentPolicy) }])
        let record = isStreamed ? await stage.stream().record : await stage.complete().value?.record
        #expect(record?.path == ["home/small CONTENT_POLICY", "attic/large served"])
        // Neither is it tried again, nor does it count against the target.
        #expect(stage.provider("home").callCount == 1)
        #expect(stage.router.targets().first?.breaker.failuresInARow == 0)
    }

    @Test func goingOnNeverWidensWhatIsAllowed() async throws {
        let stage = try Stage(
            policy: """
                version: 1
                providers:
                  home: {kind: custom, locality: local, models: {small: {}}}
                  cloud: {kind: custom, locality: external, models: {big: {}}}
                routes: [{id: all, use: [home/small, cloud/big], on_content_policy: fallback}]
                """,
            ["home": { _ in .failure(.contentPolicy) }])
        let address = ["bob", "example.org"].joined(separator: "@")
        #expect(await stage.complete(ModelRequest("to \(address)")).error?.code == .contentPolicy)
        #expect(stage.provider("cloud").callCount == 0)
    }

    /// A model that is gone is left alone for a while, and its neighbours are not.
    @Test func aMissingModelIsLeftAlone() async throws {
        let stage = try Stage(
            policy: policy().replacing("max_open: 10s", with: "max_open: 300s"),
            ["home": { $0.number == 0 ? .failure(.modelNotFound) : .answer("there") }])
        #expect(await stage.complete().value?.record.path == ["home/small MODEL_NOT_FOUND", "attic/large served"])
        #expect(await stage.complete().value?.record.path == ["attic/large served"])
        stage.clock.advance(by: .seconds(299))
        #expect(await stage.complete().value?.record.path == ["attic/large served"])
        stage.clock.advance(by: .seconds(1))
        #expect(await stage.complete().value?.text == "there")
    }
}
