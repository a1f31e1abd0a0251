import Synchronization
import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders
import TurnoutTesting

@Suite(.timeLimit(.minutes(1))) struct ScriptedProviderTests {
    private let clock = ManualClock()

    /// Makes a call and returns its events and its failure.
    private func call(
        _ provider: ScriptedProvider,
        _ text: String = "hello",
        to target: String = "fake/small"
    ) async throws -> (events: [AnswerEvent], failure: ProviderFailure?) {
        let name = try #require(TargetName(target))
        let events = Mutex<[AnswerEvent]>([])
        do throws(ProviderFailure) {
            try await provider.send(permitForTests(text, to: name), context: CallContext(isStreamed: true)) { event in
                events.withLock { $0.append(event) }
            }
        } catch {
            return (events.withLock { $0 }, error)
        }
        return (events.withLock { $0 }, nil)
    }

    @Test func playsAScriptForEachCall() async throws {
        let usage = Usage(promptTokens: 3, completionTokens: 2)
        let provider = ScriptedProvider(
            clock: clock,
            scripts: [.failure(.provider, "down"), .answer("a", "b", usage: usage)]
        )
        let first = try await call(provider)
        #expect(first.events == [])
        #expect(first.failure == ProviderFailure(.provider, "down"))
        let second = try await call(provider)
        #expect(
            second.events == [
                .delta(text: "a", choice: 0), .delta(text: "b", choice: 0), .usage(usage), .finished(.stop),
            ]
        )
        let third = try await call(provider)
        #expect(third.events == [.delta(text: "ok", choice: 0), .finished(.stop)])
        #expect(provider.calls.map(\.ending) == [.failed(ProviderFailure(.provider, "down")), .returned, .returned])
        #expect(provider.calls.map(\.emitted) == [0, 4, 2])
    }

    @Test func remembersWhatItWasSent() async throws {
        let provider = ScriptedProvider(clock: clock)
        clock.advance(by: .seconds(7))
        _ = try await call(provider, "one", to: "a/x")
        _ = try await call(provider, "two", to: "b/y")
        #expect(provider.targets.map(\.description) == ["a/x", "b/y"])
        #expect(provider.callCount == 2)
        let last = try #require(provider.calls.last)
        #expect(last.request.messages.map(\.text) == ["two"])
        #expect((last.number, last.policyDigest) == (1, "digest"))
        #expect(last.context == CallContext(isStreamed: true))
        #expect(last.began == Instant(nanoseconds: 7_000_000_000))
    }

    @Test func aScriptMayDependOnTheTarget() async throws {
        let provider = ScriptedProvider(clock: clock) {
            $0.target.name.provider == "a" ? .failure(.timeout) : .answer("fine")
        }
        #expect(try await call(provider, to: "a/x").failure?.code == .timeout)
        #expect(try await call(provider, to: "b/x").failure == nil)
    }

    @Test func waitsOnItsClock() async throws {
        let provider = ScriptedProvider(clock: clock, scripts: [[.wait(.seconds(60))] + .answer("late")])
        let task = Task { try await call(provider) }
        try await clock.waitForSleepers(1)
        #expect(provider.calls.map(\.ending) == [.underWay])
        clock.advance(by: .seconds(60))
        #expect(try await task.value.events.count == 2)
    }

    @Test(arguments: [ScriptedProvider.Step.wait(.seconds(1)), .hang])
    func aCancelledCallEndsAsCancelled(step: ScriptedProvider.Step) async throws {
        let provider = ScriptedProvider(clock: clock, scripts: [[.emit(.activity), step, .emit(.activity)]])
        let task = Task { try await call(provider) }
        while provider.calls.first?.emitted != 1 { await Task.yield() }
        task.cancel()
        let (events, failure) = try await task.value
        #expect(events == [.activity])
        #expect(failure?.code == .cancelled)
        #expect(provider.calls.map(\.wasCancelled) == [true])
    }

    @Test func anEndWithoutFinishBreaksOff() async throws {
        let provider = ScriptedProvider(clock: clock, scripts: [[.emit(.delta(text: "half", choice: 0))]])
        let (events, failure) = try await call(provider)
        #expect(events == [.delta(text: "half", choice: 0)])
        #expect(failure == nil)
    }

    @Test func conforms() async {
        let provider = ScriptedProvider(clock: clock) {
            switch $0.target.name.model {
            case "silent": [.hang]
            case "broken": [.emit(.delta(text: "ha", choice: 0))] + .failure(.network, "the connection broke")
            default: .answer("one", "two", "three", usage: Usage(promptTokens: 4, completionTokens: 3))
            }
        }
        let suite = ProviderConformance(of: provider) {
            permitForTests()
        } silence: {
            permitForTests(to: TargetName(provider: "fake", model: "silent"))
        } failure: {
            permitForTests(to: TargetName(provider: "fake", model: "broken"))
        }
        #expect(await suite.violations() == [])
        #expect(provider.callCount == 10)
    }
}
