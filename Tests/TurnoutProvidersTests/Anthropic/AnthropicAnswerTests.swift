import Testing
import TurnoutCore
import TurnoutProviders

@Suite struct AnthropicAnswerTests {
    private let adapter = AnthropicAdapter()
    /// Cached tokens are beside those of the prompt, on the wire.
    private let usage = Usage(
        promptTokens: 1119, completionTokens: 10, cachedTokens: 1000, reasoningTokens: 4, cacheWriteTokens: 100)

    @Test func plain() {
        let outcome = adapter.answer(AnthropicFixtures.plain, isStreamed: false)
        #expect(outcome.failure == nil)
        #expect(outcome.events == [.delta(text: "Grüezi 🙂", choice: 0), .usage(usage), .finished(.stop)])
    }

    @Test func plainTools() {
        let outcome = adapter.answer(AnthropicFixtures.plainTools, isStreamed: false)
        #expect(
            outcome.events == [
                .delta(text: "I look.", choice: 0),
                .toolCall(ToolCallDelta(index: 0, id: "toolu_a", name: "weather", arguments: #"{"place":"Bern"}"#)),
                .toolCall(ToolCallDelta(index: 1, id: "toolu_b", name: "now", arguments: "{}")),
                .usage(Usage(promptTokens: 3, completionTokens: 7)), .finished(.toolCalls),
            ]
        )
    }

    @Test func stream() {
        let outcome = adapter.answer(AnthropicFixtures.stream, isStreamed: true)
        #expect(outcome.failure == nil)
        let quiet = [AnswerEvent](repeating: .activity, count: 7)
        #expect(
            outcome.events == quiet + [
                .delta(text: "Grüe", choice: 0), .delta(text: "zi 🙂", choice: 0), .activity, .activity,
                .usage(usage), .finished(.stop),
            ]
        )
    }

    @Test func streamTools() {
        let outcome = adapter.answer(AnthropicFixtures.streamTools, isStreamed: true)
        #expect(outcome.failure == nil)
        #expect(
            outcome.calls == [
                ToolCallDelta(index: 0, id: "toolu_a", name: "weather"),
                ToolCallDelta(index: 0, arguments: #"{"place":"#), ToolCallDelta(index: 0, arguments: #""Bern"}"#),
                ToolCallDelta(index: 1, id: "toolu_b", name: "now"), ToolCallDelta(index: 1, arguments: "{}"),
            ]
        )
        #expect(outcome.usage == Usage(promptTokens: 3, completionTokens: 7))
        #expect(outcome.reason == .toolCalls)
    }

    @Test func anErrorInsideA200IsMappedLikeItsStatus() {
        let outcome = adapter.answer(AnthropicFixtures.streamError, isStreamed: true)
        #expect(outcome.text == "Hi")
        #expect(outcome.failure?.code == .provider)
        #expect(outcome.failure?.status == 529)
        #expect(outcome.failure?.providerCode == "overloaded_error")
        #expect(outcome.reason == nil)
    }

    @Test func aRefusalIsAFailureUntilSomethingWasSaid() {
        for (fixture, isStreamed, category) in [
            (AnthropicFixtures.refusal, false, "cyber"), (AnthropicFixtures.streamRefusal, true, "bio"),
        ] {
            let outcome = adapter.answer(fixture, isStreamed: isStreamed)
            #expect(outcome.failure?.code == .contentPolicy)
            #expect(outcome.failure?.message == "the model refused the content: \(category)")
            // It is charged all the same.
            #expect(outcome.usage?.promptTokens == 5)
            #expect(outcome.reason == nil)
        }
        let said = AnthropicFixtures.refusal.replacing("[]", with: #"[{"type":"text","text":"Well"}]"#)
        #expect(adapter.answer(said, isStreamed: false).reason == .contentFilter)
        #expect(adapter.answer(said, isStreamed: false).failure == nil)
    }

    @Test(arguments: [
        ("end_turn", FinishReason.stop), ("stop_sequence", .stop), ("max_tokens", .length),
        ("model_context_window_exceeded", .length), ("tool_use", .toolCalls), ("refusal", .contentFilter),
        ("pause_turn", .other), ("tomorrow", .other),
    ])
    func reasons(word: String, reason: FinishReason) {
        let plain = #"{"content":[{"type":"text","text":"a"}],"stop_reason":"\#(word)"}"#
        #expect(adapter.answer(plain, isStreamed: false).reason == reason)
        let stream = AnthropicFixtures.stream.replacing("end_turn", with: word)
        #expect(adapter.answer(stream, isStreamed: true).reason == reason)
    }

    @Test func brokenArgumentsAreTheModelsFault() {
        let broken = AnthropicFixtures.streamTools.replacing(#""\"Bern\"}""#, with: #""oops""#)
        let outcome = adapter.answer(broken, isStreamed: true)
        #expect(outcome.failure?.code == .model)
        #expect(outcome.usage == Usage(promptTokens: 3, completionTokens: 7))
        let cutOff = broken.replacing(#""stop_reason":"tool_use""#, with: #""stop_reason":"max_tokens""#)
        #expect(adapter.answer(cutOff, isStreamed: true).reason == .length)
    }

    @Test func anErrorWhereEventsWereExpected() {
        let text = #"{"type":"error","error":{"type":"rate_limit_error","message":"x"}}"#
        #expect(adapter.answer(text, isStreamed: true, type: "application/json").failure?.code == .rateLimited)
        #expect(adapter.answer(text, isStreamed: true).failure?.code == .rateLimited)
        #expect(adapter.answer(text, isStreamed: false).failure?.status == 429)
    }

    @Test(arguments: [
        ("<html>", ErrorCode.provider), (#"{"a":1}"#, .provider), ("", .network), ("[1]", .provider),
    ])
    func plainFailures(text: String, code: ErrorCode) {
        let outcome = adapter.answer(text, isStreamed: false)
        #expect(outcome.failure?.code == code)
        #expect(outcome.events == [])
    }

    @Test(arguments: ["<!doctype html>", "data: oops\n\n", "data: {\"type\":\"message_stop\"}\n\n"])
    func garbageInAStream(text: String) {
        #expect(adapter.answer(text, isStreamed: true).failure?.code == .provider)
    }

    @Test(arguments: AnthropicFixtures.streams.indices)
    func anySplitGivesTheSameAnswer(fixture: Int) {
        let bytes = Array(AnthropicFixtures.streams[fixture].utf8)
        let whole = adapter.answer([bytes], isStreamed: true)
        #expect(adapter.answer(bytes.singles, isStreamed: true) == whole)
        for seed in 0..<UInt64(100) {
            var generator = SeededGenerator(seed: seed)
            #expect(adapter.answer(bytes.pieces(using: &generator), isStreamed: true) == whole, "seed \(seed)")
        }
    }

    @Test(arguments: [AnthropicFixtures.stream, AnthropicFixtures.streamTools])
    func aStreamThatBreaksOffIsNeverComplete(text: String) {
        // The whole but its last event, and every place before.
        let bytes = Array(text.utf8)
        let mark = Array("event: message_stop".utf8)
        let end = bytes.indices.last { bytes[$0...].starts(with: mark) } ?? 0
        for length in 0...end {
            let outcome = adapter.answer([Array(bytes[..<length])], isStreamed: true)
            #expect(outcome.failure?.code == .network, "cut at \(length)")
            #expect(outcome.reason == nil, "cut at \(length)")
        }
    }

    @Test(arguments: 0..<UInt64(300))
    func damagedStreamsNeverTrap(seed: UInt64) {
        damagedStream(of: adapter, AnthropicFixtures.streams, seed: seed)
    }
}

/// Damages a stream at random: the answer is complete or has failed, nothing in between, however it is split.
func damagedStream(of adapter: some WireAdapter, _ fixtures: [String], seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var bytes = Array((fixtures.randomElement(using: &generator) ?? "").utf8)
    for _ in 0..<Int.random(in: 1...6, using: &generator) where !bytes.isEmpty {
        let place = Int.random(in: bytes.indices, using: &generator)
        switch UInt8.random(in: 0...2, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: place)
        default: bytes.removeSubrange(place...)
        }
    }
    let whole = adapter.answer([bytes], isStreamed: true)
    #expect((whole.reason == nil) == (whole.failure != nil), "seed \(seed)")
    #expect(adapter.answer(bytes.pieces(using: &generator), isStreamed: true) == whole, "seed \(seed)")
}
