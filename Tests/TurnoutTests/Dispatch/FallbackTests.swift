import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders
import TurnoutTesting

/// What happens when a target fails.
@Suite(.timeLimit(.minutes(1))) struct FallbackTests {
    @Test(arguments: [true, false]) func triesTheChainInOrder(isStreamed: Bool) async throws {
        let stage = try Stage([
            "home": { _ in .failure(.network) },
            "attic": { _ in .failure(.provider) },
        ])
        let record: DecisionRecord?
        if isStreamed {
            let outcome = await stage.stream()
            #expect(outcome.text == "ok")
            record = outcome.record
        } else {
            record = await stage.complete().value?.record
        }
        #expect(
            record?.path == [
                "home/small NETWORK_ERROR", "attic/tiny PROVIDER_ERROR", "attic/large PROVIDER_ERROR",
                "cloud/big served",
            ]
        )
        #expect(record?.served == TargetName("cloud/big"))
        #expect(record?.fallbackIndex == 3)
    }

    @Test(arguments: ErrorCode.allCases) func movesOnWhereAnotherTargetMayHelp(code: ErrorCode) async throws {
        let stage = try Stage(["home": { _ in .failure(code) }])
        let outcome = await stage.complete()
        switch code {
        case .invalidRequest, .contentPolicy:
            #expect(outcome.error?.code == code)
            #expect(outcome.error?.target == TargetName("home/small"))
            #expect(stage.provider("attic").callCount == 0)
        case .cancelled, .rejectedByPolicy:
            // Neither is for a provider to say: nobody cancelled it, and the policy let the request through.
            #expect(outcome.value?.record.path.first == "home/small PROVIDER_ERROR")
        case .contextLength:
            #expect(outcome.value?.record.served == TargetName("attic/large"))
        default:
            #expect(outcome.value?.record.served == TargetName("attic/tiny"))
        }
    }

    @Test func aTooLongRequestGoesToALargerContextOnly() async throws {
        let stage = try Stage([
            "home": { _ in .failure(.contextLength) },
            "attic": { _ in .failure(.contextLength) },
            "cloud": { _ in .failure(.provider) },
        ])
        let error = try #require(await stage.complete().error)
        #expect(
            error.record.path == [
                "home/small CONTEXT_LENGTH", "attic/tiny context_too_small", "attic/large CONTEXT_LENGTH",
                "cloud/big PROVIDER_ERROR",
            ]
        )
        #expect(error.code == .provider)
    }

    @Test func aTooLongRequestEndsWithTheLargestContext() async throws {
        let stage = try Stage(
            policy: """
                version: 1
                providers:
                  home: {kind: custom, locality: local, models: {large: {context: 64k}, small: {context: 8k}}}
                routes: [{id: all, use: [home/large, home/small]}]
                """,
            ["home": { _ in .failure(.contextLength) }]
        )
        let error = try #require(await stage.complete().error)
        #expect(error.code == .contextLength)
        #expect(error.record.path == ["home/large CONTEXT_LENGTH", "home/small context_too_small"])
        #expect(stage.provider("home").callCount == 1)
    }

    @Test func makesFourCallsAtMost() async throws {
        let stage = try Stage(
            policy: """
                version: 1
                providers:
                  home: {kind: custom, locality: local, models: {a: {}, b: {}, c: {}, d: {}, e: {}, f: {}}}
                routes: [{id: all, use: [home/a, home/b, home/c, home/d, home/e, home/f]}]
                """,
            ["home": { $0.number == 3 ? .failure(.quotaExceeded, "the last") : .failure(.provider) }]
        )
        let error = try #require(await stage.complete().error)
        #expect(stage.provider("home").targets.map(\.model) == ["a", "b", "c", "d"])
        #expect(error.code == .quotaExceeded)
        #expect(error.message == "the last")
        #expect(error.target == TargetName("home/d"))
        #expect(error.description.hasPrefix("QUOTA_EXCEEDED from home/d: the last (after 4 attempts) ["))
        #expect(error.record.served == nil)
    }

    /// After the first token there is no fallback: the caller would see two answers in one.
    @Test func aStreamThatBreaksOffEndsInItsError() async throws {
        let count = Usage(promptTokens: 5, completionTokens: 1)
        let stage = try Stage([
            "home": { _ in .piece("half", then: [.emit(.usage(count))] + .failure(.network, "the connection broke")) }
        ])
        let outcome = await stage.stream()
        #expect(outcome.wasOpened)
        #expect(outcome.text == "half")
        #expect(outcome.finishes == 0)
        #expect(outcome.error?.code == .network)
        #expect(outcome.error?.message == "the connection broke")
        #expect(outcome.error?.record.totalUsage == count)
        #expect(outcome.record.path == ["home/small NETWORK_ERROR"])
        #expect(stage.provider("attic").callCount == 0)
    }

    @Test func anAnswerWithoutAnEndIsAnError() async throws {
        let stage = try Stage(["home": { _ in .piece("half", then: []) }])
        let outcome = await stage.stream()
        #expect(outcome.text == "half")
        #expect(outcome.error?.code == .network)
        #expect(outcome.finishes == 0)
        #expect(stage.router.targets().first?.breaker.failuresInARow == 1)
    }

    /// Nobody has seen anything of a plain answer that breaks off, so the next target may take over.
    @Test func aPlainAnswerThatBreaksOffIsThrownAway() async throws {
        let stage = try Stage([
            "home": { _ in .piece("half of the first", then: .failure(.network)) },
            "attic": { _ in .answer("whole") },
        ])
        let answer = try #require(await stage.complete().value)
        #expect(answer.text == "whole")
        #expect(answer.record.path == ["home/small NETWORK_ERROR", "attic/tiny served"])
        #expect(answer.record.served == TargetName("attic/tiny"))
    }

    @Test func whatComesAfterTheEndIsDropped() async throws {
        let stage = try Stage([
            "home": { _ in .answer("ok") + .piece("more", then: [.emit(.finished(.length))] + .failure(.network)) }
        ])
        let outcome = await stage.stream()
        #expect(outcome.events == [.delta(text: "ok", choice: 0), .finished(.stop)])
        #expect(outcome.error == nil)
        #expect(await stage.complete().value?.text == "ok")
    }

    @Test func aTargetThatNobodyServesFailsAtOnce() async throws {
        let policy = """
            version: 1
            providers:
              anthropic: {kind: anthropic, credentials: {env: SOME_KEY}, models: {sonnet: {}}}
              home: {kind: custom, locality: local, models: {small: {}}}
            routes: [{id: all, use: [anthropic/sonnet, home/small]}]
            """
        let clock = ManualClock()
        var registry = ProviderRegistry(transport: nil)
        registry.register(ScriptedProvider(clock: clock), for: "home")
        let router = try Router(
            policy: Policy(yaml: policy), providers: registry, options: RouterOptions(clock: clock))
        for _ in 0..<6 {
            let answer = try await router.complete(ModelRequest("hello"))
            #expect(answer.record.path == ["anthropic/sonnet PROVIDER_ERROR", "home/small served"])
            #expect(
                answer.record.attempts.first?.message == "nothing here speaks to providers of kind `anthropic`")
        }
        // It is no fault of the target's.
        #expect(router.targets().first?.breaker.counts.calls == 0)
    }

    @Test func aRejectionSaysWhy() async throws {
        let stage = try Stage()
        var unknown = ModelRequest("hello", task: "haiku")
        #expect(await stage.complete(unknown).error?.code == .invalidRequest)
        #expect(await stage.complete(unknown).error?.message == "the policy has no task `haiku`")
        unknown.context.task = nil
        unknown.context.attributes = ["mood": "bright"]
        #expect(await stage.stream(unknown).error?.code == .invalidRequest)
        var pinned = ModelRequest("hello")
        pinned.context.pin = TargetName("cloud/big")
        #expect(await stage.complete(pinned).error?.code == .rejectedByPolicy)
        pinned.context.pin = TargetName("cloud/none")
        #expect(await stage.complete(pinned).error?.code == .invalidRequest)
        var costly = ModelRequest("hello")
        costly.context.costCap = .zero
        costly.tools = [Tool(name: "one", parameters: .object([]))]
        costly.responseFormat = .json
        let error = try #require(await stage.complete(costly).error)
        #expect(error.code == .rejectedByPolicy)
        #expect(error.message.hasPrefix("no target may answer (no_eligible_target): home/small cannot do json; "))
        #expect(stage.provider("home").callCount == 0)
        #expect(stage.journal.ended.count == 6)
    }
}
