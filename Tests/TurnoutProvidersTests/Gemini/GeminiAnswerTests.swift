import Testing
import TurnoutCore
import TurnoutProviders

@Suite struct GeminiAnswerTests {
    private let adapter = GeminiAdapter()
    private let usage = Usage(promptTokens: 19, completionTokens: 10, cachedTokens: 8, reasoningTokens: 4)

    @Test func plain() {
        let outcome = adapter.answer(GeminiFixtures.plain, isStreamed: false)
        #expect(outcome.failure == nil)
        #expect(outcome.events == [.delta(text: "Grüezi 🙂", choice: 0), .usage(usage), .finished(.stop)])
    }

    @Test func plainTools() {
        let outcome = adapter.answer(GeminiFixtures.plainTools, isStreamed: false)
        #expect(
            outcome.events == [
                .toolCall(ToolCallDelta(index: 0, id: "fc_a", name: "weather", arguments: #"{"place":"Bern"}"#)),
                .toolCall(ToolCallDelta(index: 1, id: "call_resp2_1", name: "now", arguments: "{}")),
                .finished(.toolCalls),
            ]
        )
    }

    @Test func stream() {
        let outcome = adapter.answer(GeminiFixtures.stream, isStreamed: true)
        #expect(outcome.failure == nil)
        #expect(
            outcome.events == [
                .activity, .delta(text: "Grüe", choice: 0), .delta(text: "zi 🙂", choice: 0), .usage(usage),
                .finished(.stop),
            ]
        )
    }

    @Test func streamTools() {
        let outcome = adapter.answer(GeminiFixtures.streamTools, isStreamed: true)
        #expect(outcome.failure == nil)
        #expect(
            outcome.events == [
                .toolCall(
                    ToolCallDelta(index: 0, id: "call_resp2_0", name: "weather", arguments: #"{"place":"Bern"}"#)),
                .toolCall(ToolCallDelta(index: 1, id: "call_resp2_1", name: "now", arguments: "{}")), .activity,
                .usage(Usage(promptTokens: 5, completionTokens: 9)), .finished(.toolCalls),
            ]
        )
    }

    @Test func aStreamMayComeAsAList() {
        let chunks = GeminiFixtures.streamTools.split(separator: "\n\n").map { $0.dropFirst(6) }
        let list = "[" + chunks.joined(separator: ",") + "]"
        let outcome = adapter.answer(list, isStreamed: true, type: "application/json")
        #expect(outcome.calls.count == 2)
        #expect(outcome.reason == .toolCalls)
    }

    @Test func errorsInAStream() {
        let event = adapter.answer(GeminiFixtures.streamError, isStreamed: true)
        #expect(event.text == "Hi")
        #expect(event.failure?.code == .provider)
        #expect(event.failure?.status == 503)
        let whole = adapter.answer(GeminiFixtures.streamBareError, isStreamed: true)
        #expect(whole.text == "Hi")
        #expect(whole.failure?.status == 503)
        #expect(whole.failure?.code == .provider)
        let bare = adapter.answer(GeminiFixtures.streamArrayError, isStreamed: true)
        #expect(bare.text == "Hi")
        #expect(bare.failure?.code == .rateLimited)
        #expect(bare.failure?.status == 429)
        #expect(bare.failure?.retryAfter == .milliseconds(7500))
        #expect(bare.reason == nil)
        // A bare error and nothing else, under either type.
        let error = String(GeminiFixtures.streamArrayError.split(separator: "\n\n").last ?? "")
        #expect(adapter.answer(error, isStreamed: true).failure?.code == .rateLimited)
        #expect(adapter.answer(error, isStreamed: true, type: "application/json").failure?.code == .rateLimited)
        #expect(adapter.answer(error, isStreamed: false).failure?.code == .rateLimited)
    }

    @Test(arguments: ["SAFETY", "PROHIBITED_CONTENT", "RECITATION", "BLOCKLIST", "SPII", "IMAGE_SAFETY"])
    func whatIsWithheld(word: String) {
        let blocked = GeminiFixtures.streamBlocked.replacing("SAFETY", with: word)
        let outcome = adapter.answer(blocked, isStreamed: true)
        #expect(outcome.failure?.code == .contentPolicy)
        #expect(outcome.failure?.providerCode == word)
        #expect(outcome.usage?.promptTokens == 5)
        #expect(adapter.answer(String(blocked.dropFirst(6)), isStreamed: false).failure?.code == .contentPolicy)
        // What was said before stays said.
        let cutOff = GeminiFixtures.stream.replacing(#""STOP""#, with: #""\#(word)""#)
        #expect(adapter.answer(cutOff, isStreamed: true).reason == .contentFilter)
        #expect(adapter.answer(cutOff, isStreamed: true).failure == nil)
    }

    @Test func aPromptThatIsRefused() {
        let text = #"{"promptFeedback":{"blockReason":"PROHIBITED_CONTENT"},"usageMetadata":{"promptTokenCount":4}}"#
        for outcome in [
            adapter.answer(text, isStreamed: false), adapter.answer("data: \(text)\n\n", isStreamed: true),
        ] {
            #expect(outcome.failure?.code == .contentPolicy)
            #expect(outcome.failure?.message == "the service refused the prompt: PROHIBITED_CONTENT")
            #expect(outcome.events == [.usage(Usage(promptTokens: 4))])
        }
    }

    @Test(arguments: [
        ("STOP", FinishReason.stop), ("MAX_TOKENS", .length), ("OTHER", .other), ("LANGUAGE", .other),
        ("TOMORROW", .other),
    ])
    func reasons(word: String, reason: FinishReason) {
        #expect(
            adapter.answer(GeminiFixtures.plain.replacing(#""STOP""#, with: #""\#(word)""#), isStreamed: false).reason
                == reason)
    }

    @Test(arguments: ["MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL", "TOO_MANY_TOOL_CALLS"])
    func brokenCallsAreTheModelsFault(word: String) {
        let stream = GeminiFixtures.stream.replacing(#""STOP""#, with: #""\#(word)""#)
        let outcome = adapter.answer(stream, isStreamed: true)
        #expect(outcome.failure?.code == .model)
        #expect(outcome.failure?.providerCode == word)
        #expect(outcome.usage == usage)
    }

    @Test func embeddings() {
        let outcome = adapter.answer(
            GeminiFixtures.embeddings, of: .embeddings(dimensions: 3), isStreamed: true)
        #expect(
            outcome.events == [
                .embedding(vector: [0.25, -0.5, 1], index: 0), .embedding(vector: [1, 0.2, 0], index: 1),
                .usage(Usage(promptTokens: 7)), .finished(.stop),
            ])
        for text in [#"{"embeddings":[{"values":["a"]}]}"#, #"{"embeddings":[]}"#, "{}", "<html>"] {
            let outcome = adapter.answer(text, of: .embeddings(dimensions: nil), isStreamed: false)
            #expect(outcome.failure?.code == .provider)
            #expect(outcome.events == [])
        }
    }

    @Test(arguments: [
        ("<html>", ErrorCode.provider), ("{}", .model), ("", .network), ("[1]", .provider),
        (#"{"candidates":[]}"#, .model), (#"{"candidates":[{"index":-1}]}"#, .provider),
    ])
    func plainFailures(text: String, code: ErrorCode) {
        let outcome = adapter.answer(text, isStreamed: false)
        #expect(outcome.failure?.code == code)
        #expect(outcome.events == [])
    }

    @Test(arguments: ["<!doctype html>", "data: oops\n\n", "{\"a\":1}\n"])
    func garbageInAStream(text: String) {
        #expect(adapter.answer(text, isStreamed: true).failure?.code == .provider)
    }

    @Test(arguments: GeminiFixtures.streams.indices)
    func anySplitGivesTheSameAnswer(fixture: Int) {
        let bytes = Array(GeminiFixtures.streams[fixture].utf8)
        let whole = adapter.answer([bytes], isStreamed: true)
        #expect(adapter.answer(bytes.singles, isStreamed: true) == whole)
        for seed in 0..<UInt64(100) {
            var generator = SeededGenerator(seed: seed)
            #expect(adapter.answer(bytes.pieces(using: &generator), isStreamed: true) == whole, "seed \(seed)")
        }
    }

    @Test(arguments: [GeminiFixtures.stream, GeminiFixtures.streamTools, GeminiFixtures.streamArrayError])
    func aStreamThatBreaksOffIsNeverComplete(text: String) {
        // Every place before the last event's last brace.
        let bytes = Array(text.utf8)
        let end = bytes.lastIndex { $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: "]") } ?? 0
        for length in 0..<end {
            let outcome = adapter.answer([Array(bytes[..<length])], isStreamed: true)
            #expect(outcome.failure?.code == .network, "cut at \(length)")
            #expect(outcome.reason == nil, "cut at \(length)")
        }
    }

    @Test(arguments: 0..<UInt64(300))
    func damagedStreamsNeverTrap(seed: UInt64) { damagedStream(of: adapter, GeminiFixtures.streams, seed: seed) }

    @Test func endlessStrayLinesAreBounded() {
        let line = Array((String(repeating: "x", count: 1 << 16) + "\n").utf8)
        let outcome = adapter.answer([[UInt8]](repeating: line, count: 64), isStreamed: true)
        #expect(outcome.failure?.code == .provider)
    }
}
