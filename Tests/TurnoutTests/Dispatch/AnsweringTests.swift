import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders
import TurnoutTesting

/// Answers that come as they should.
@Suite(.timeLimit(.minutes(1))) struct AnsweringTests {
    private let usage = Usage(promptTokens: 7, completionTokens: 3, cachedTokens: 2)

    @Test func givesAWholeAnswer() async throws {
        let usage = usage
        let stage = try Stage(["home": { _ in .answer("hel", "lo", usage: usage) }])
        let answer = try await stage.router.complete(ModelRequest("a question"))
        #expect(answer.text == "hello")
        #expect(answer.choices.count == 1)
        #expect(answer.finishReason == .stop)
        #expect(answer.usage == usage)
        #expect(answer.record.served == TargetName("home/small"))
        #expect(answer.record.fallbackIndex == 0)
        #expect(answer.record.usage == usage)
        #expect(answer.record.path == ["home/small served"])
        #expect(answer.record.policyDigest == stage.router.policy.digest)
        #expect(stage.provider("home").calls.map(\.policyDigest) == [stage.router.policy.digest])
        #expect(stage.provider("home").calls.map(\.context.isStreamed) == [false])
        #expect(stage.provider("home").calls.first?.request.messages == [.user("a question")])
    }

    @Test func givesAStream() async throws {
        let usage = usage
        let stage = try Stage(["home": { _ in .answer("hel", "lo", usage: usage, reason: .length) }])
        let outcome = await stage.stream()
        #expect(
            outcome.events == [
                .delta(text: "hel", choice: 0), .delta(text: "lo", choice: 0), .usage(usage), .finished(.length),
            ]
        )
        #expect(outcome.error == nil)
        #expect(outcome.record.path == ["home/small served"])
        #expect(outcome.record.duration != nil)
        #expect(stage.provider("home").calls.map(\.context.isStreamed) == [true])
    }

    @Test func aStreamIsOverOnce() async throws {
        let stage = try Stage()
        let stream = try await stage.router.stream(ModelRequest("hello"))
        var iterator = stream.makeAsyncIterator()
        var events: [AnswerEvent] = []
        while let event = try await iterator.next() { events.append(event) }
        #expect(events == [.delta(text: "ok", choice: 0), .finished(.stop)])
        #expect(try await iterator.next() == nil)
        var another = stream.makeAsyncIterator()
        #expect(try await another.next() == nil)
    }

    @Test func collectsAStream() async throws {
        let stage = try Stage(["home": { _ in .answer("hel", "lo") }])
        let answer = try await stage.router.stream(ModelRequest("hello")).collect()
        #expect(answer.text == "hello")
        #expect(answer.record.served == TargetName("home/small"))
    }

    /// A count that comes before the content must not be lost, and signs of life before it must not open the stream.
    @Test func keepsAnEarlyCount() async throws {
        let usage = usage
        let stage = try Stage([
            "home": { _ in [.emit(.activity), .emit(.usage(usage)), .emit(.activity)] + .answer("ok") }
        ])
        let outcome = await stage.stream()
        #expect(outcome.events == [.usage(usage), .delta(text: "ok", choice: 0), .finished(.stop)])
        #expect(outcome.record.usage == usage)
    }

    @Test func putsToolCallsTogether() async throws {
        let stage = try Stage([
            "home": { _ in
                [
                    .emit(.toolCall(ToolCallDelta(index: 1, id: "b", name: "two", arguments: "{}"))),
                    .emit(.toolCall(ToolCallDelta(index: 0, id: "a", name: "one", arguments: "{\"x\":"))),
                    .emit(.delta(text: "second", choice: 1)),
                    .emit(.toolCall(ToolCallDelta(index: 0, arguments: "1}"))),
                    .emit(.toolCall(ToolCallDelta(index: 2, name: "three"))),
                    .emit(.finished(.toolCalls)),
                ]
            }
        ])
        var request = ModelRequest("hello")
        request.tools = [Tool(name: "one", parameters: .object([]))]
        let answer = try await stage.router.complete(request)
        #expect(
            answer.toolCalls == [
                ToolCall(id: "a", name: "one", arguments: "{\"x\":1}"), ToolCall(id: "b", name: "two", arguments: "{}"),
                ToolCall(id: "call_2", name: "three", arguments: ""),
            ]
        )
        #expect(answer.choices.map(\.index) == [0, 1])
        #expect(answer.finishReason == .toolCalls)
        #expect(answer.message.content.count == 3)
    }

    @Test func measuresTimes() async throws {
        let stage = try Stage([
            "home": { _ in [.wait(.seconds(2))] + .failure(.network) },
            "attic": { _ in [.wait(.seconds(3))] + .piece("a", then: [.wait(.seconds(4))] + .answer("b")) },
        ])
        let outcome = try #require(await stage.moving { await stage.stream() })
        #expect(outcome.text == "ab")
        let record = outcome.record
        #expect(record.attempts.map(\.started) == [.zero, .seconds(2)])
        #expect(record.attempts.map(\.duration) == [.seconds(2), .seconds(7)])
        #expect(record.attempts.map(\.timeToFirstToken) == [nil, .seconds(3)])
        #expect(record.timeToFirstToken == .seconds(5))
        #expect(record.duration == .seconds(9))
        #expect(record.fallbackIndex == 1)
    }

    @Test func decidesAndExplainsWithoutSending() async throws {
        let stage = try Stage()
        let request = ModelRequest("call me: \(["bob", "example.org"].joined(separator: "@"))", task: "simple")
        let decision = stage.router.decide(request)
        #expect(decision.target == TargetName("home/small"))
        #expect(decision.decision.sensitivityName == "confidential")
        #expect(decision.findings.isEmpty == false)
        let explanation = stage.router.explain(request)
        #expect(explanation.steps.map(\.code) == [.eligible, .eligible, .eligible, .deniedByGuard])
        #expect(explanation.findings == decision.findings)
        #expect(explanation.complexity == decision.complexity)
        #expect(stage.provider("home").callCount == 0)
        #expect(stage.journal.events.isEmpty)
        // The live path comes to the same decision.
        let answer = try await stage.router.complete(request)
        #expect(answer.record.explanation().text() == explanation.text())
    }

    @Test func recordsAsJSON() async throws {
        let stage = try Stage(["home": { _ in .failure(.provider, "it fell over") }])
        let answer = try await stage.router.complete(ModelRequest("a private question"))
        let json = answer.record.json()
        #expect(json["id"]?.string?.count == 32)
        #expect(json["served"] == "attic/tiny")
        #expect(json["fallback_index"] == 1)
        #expect(json["decision"]?["target"] == "home/small")
        #expect(json["attempts"]?[0]?["code"] == "PROVIDER_ERROR")
        #expect(json["attempts"]?[0]?["message"] == "it fell over")
        #expect(json["attempts"]?[1]?["outcome"] == "served")
        #expect(json.text().contains("private question") == false)
    }

    @Test func tellsItsObserver() async throws {
        let stage = try Stage(["home": { _ in .failure(.provider) }])
        let answer = try await stage.router.complete(ModelRequest("hello"))
        let told = stage.journal.events.map { event in
            switch event {
            case .decided(let record): "decided \(record.id == answer.record.id)"
            case .attempting(_, let target, let position): "attempting \(target) \(position)"
            case .attempted(_, let attempt): "attempted \(attempt.target)"
            case .breakerChanged(let target, _): "breaker \(target)"
            case .quarantined(let target, _): "quarantined \(target)"
            case .auditFailed: "audit failed"
            case .ledgerFailed: "ledger failed"
            case .alertFailed: "alert failed"
            case .ended(let record): "ended \(record.served?.description ?? "-")"
            }
        }
        #expect(
            told == [
                "decided true", "attempting home/small 0", "attempted home/small", "attempting attic/tiny 1",
                "attempted attic/tiny", "ended attic/tiny",
            ]
        )
    }

    @Test func everyRequestHasAnIdentifier() async throws {
        let stage = try Stage()
        let first = try await stage.router.complete(ModelRequest("hello")).record.id
        let second = try await stage.router.complete(ModelRequest("hello")).record.id
        #expect(first != second)
        #expect(RequestID(high: 0xAB, low: 1).description == "00000000000000ab0000000000000001")
    }
}
