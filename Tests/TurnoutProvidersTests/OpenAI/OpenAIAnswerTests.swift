import Testing
import TurnoutCore
import TurnoutProviders

@Suite struct OpenAIAnswerTests {
    private let adapter = OpenAIAdapter(.compatible)

    @Test func plain() {
        let outcome = adapter.answer(OpenAIFixtures.plain, isStreamed: false)
        #expect(outcome.failure == nil)
        #expect(
            outcome.events == [
                .delta(text: "Grüezi 🙂", choice: 0),
                .usage(Usage(promptTokens: 19, completionTokens: 10, cachedTokens: 8, reasoningTokens: 4)),
                .finished(.stop),
            ]
        )
    }

    @Test func plainTools() {
        let outcome = adapter.answer(OpenAIFixtures.plainTools, isStreamed: false)
        #expect(
            outcome.events == [
                .toolCall(
                    ToolCallDelta(index: 0, id: "call_a", name: "weather", arguments: #"{"place":"Bern"}"#)
                ),
                .toolCall(ToolCallDelta(index: 1, id: "call_b", name: "now")),
                .finished(.toolCalls),
            ]
        )
    }

    @Test func deepSeekCountsItsCache() {
        let outcome = OpenAIAdapter(.deepSeek).answer(OpenAIFixtures.deepSeekPlain, isStreamed: false)
        #expect(outcome.text == "Hi")
        #expect(
            outcome.usage == Usage(promptTokens: 16, completionTokens: 10, cachedTokens: 12, reasoningTokens: 7)
        )
    }

    @Test func stream() {
        let outcome = adapter.answer(OpenAIFixtures.stream, isStreamed: true)
        #expect(outcome.failure == nil)
        #expect(
            outcome.events == [
                .activity, .delta(text: "Grüe", choice: 0), .delta(text: "zi 🙂", choice: 0), .activity, .activity,
                .usage(Usage(promptTokens: 19, completionTokens: 10, cachedTokens: 8, reasoningTokens: 4)),
                .finished(.stop),
            ]
        )
    }

    @Test func streamTools() {
        let outcome = adapter.answer(OpenAIFixtures.streamTools, isStreamed: true)
        #expect(outcome.failure == nil)
        #expect(outcome.calls.map(\.index) == [0, 0, 0])
        #expect(outcome.calls.map { $0.arguments.reveal() }.joined() == #"{"place":"Bern"}"#)
        #expect(outcome.reason == .toolCalls)
    }

    @Test func openRouterCommentsAreSignsOfLife() {
        let outcome = OpenAIAdapter(.openRouter).answer(OpenAIFixtures.openRouterStream, isStreamed: true)
        #expect(outcome.failure == nil)
        #expect(outcome.events.prefix(3) == [.activity, .activity, .activity])
        #expect(outcome.text == "Hi")
        #expect(outcome.usage == Usage(promptTokens: 3, completionTokens: 2))
        #expect(outcome.reason == .stop)
    }

    @Test func emptyChoicesMayLead() {
        let outcome = adapter.answer(OpenAIFixtures.leadingEmptyChoices, isStreamed: true)
        #expect(outcome.events.first == .activity)
        #expect(outcome.text == "Hi")
        #expect(outcome.reason == .stop)
    }

    @Test func aSloppyServerIsUnderstood() {
        let outcome = adapter.answer(OpenAIFixtures.sloppyStream, isStreamed: true)
        #expect(outcome.failure == nil)
        #expect(outcome.calls.map(\.index) == [0, 0, 1])
        #expect(outcome.calls.map(\.id) == ["a", nil, "b"])
        #expect(outcome.calls.map { $0.arguments.reveal() } == [#"{"pl"#, #"ace":1}"#, #"{"x":1}"#])
        // No reason was given; the calls speak for themselves.
        #expect(outcome.reason == .toolCalls)
    }

    @Test func withoutAReasonNoneIsInvented() {
        let text = "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\ndata: [DONE]\n\n"
        #expect(adapter.answer(text, isStreamed: true).reason == .other)
    }

    @Test func anErrorKeepsWhatCameBefore() {
        let outcome = OpenAIAdapter(.openRouter).answer(OpenAIFixtures.openRouterStreamError, isStreamed: true)
        #expect(outcome.text == "Hi")
        #expect(outcome.failure?.code == .rateLimited)
        #expect(outcome.failure?.status == 429)
        #expect(outcome.reason == nil)
    }

    @Test func aPlainErrorWhereEventsWereExpected() {
        let text = #"{"error":{"message":"x","code":"insufficient_quota"}}"#
        #expect(adapter.answer(text, isStreamed: true, type: "application/json").failure?.code == .quotaExceeded)
        #expect(adapter.answer(text, isStreamed: true).failure?.code == .quotaExceeded)
    }

    @Test(arguments: [
        (#"{"error":{"code":402,"message":"x"}}"#, ErrorCode.quotaExceeded),
        (#"{"error":{"code":"400","message":"maximum context length is 5"}}"#, .contextLength),
        (#"{"error":{"message":"x","type":"server_error"}}"#, .provider),
        (#"{"choices":[{"error":{"code":502,"message":"x"},"message":{"content":""}}]}"#, .provider),
        (#"{"choices":[]}"#, .provider), (#"{"a":1}"#, .provider), ("<html>", .provider), ("", .network),
        (#"{"choices":[{"message":{"content":"a"},"finish_reason":"insufficient_system_resource"}]}"#, .provider),
        (#"{"choices":[{"message":{"tool_calls":[{"function":{"name":"n","arguments":"{"}}]}}]}"#, .model),
        (#"{"choices":[{"index":-1,"message":{}}]}"#, .provider),
        (#"{"choices":[{"message":{"tool_calls":[{"index":999999999999}]}}]}"#, .provider),
    ])
    func plainFailures(text: String, code: ErrorCode) {
        let outcome = adapter.answer(text, isStreamed: false)
        #expect(outcome.failure?.code == code)
        #expect(outcome.events == [])
    }

    @Test(arguments: [
        // The body ends after the first piece of text; in the middle of an event; in the middle of a character.
        "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\n",
        "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\ndata: {\"choices\":[{\"del",
        "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\nda",
        "",
    ])
    func aStreamThatBreaksOffIsNeverComplete(text: String) {
        let outcome = adapter.answer(text, isStreamed: true)
        #expect(outcome.failure?.code == .network)
        #expect(outcome.failure?.message.hasPrefix("the answer broke off") == true)
        #expect(outcome.reason == nil)
    }

    @Test func aReasonEndsAStreamThatForgetsItsMark() {
        let text = "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"},\"finish_reason\":\"length\"}]}"
        #expect(adapter.answer(text + "\n\n", isStreamed: true).reason == .length)
        #expect(adapter.answer(text, isStreamed: true).reason == .length)
    }

    @Test(arguments: ["<!doctype html><p>Sign in</p>", "data: {\"choices\": oops}\n\n", "data: <html>\n\n"])
    func garbageInAStream(text: String) {
        #expect(adapter.answer(text, isStreamed: true).failure?.code == .provider)
    }

    @Test func brokenArgumentsInAStream() {
        let call = #"{"index":0,"id":"a","function":{"name":"n","arguments":"{\"x\":"}}"#
        let text = "data: {\"choices\":[{\"delta\":{\"tool_calls\":[\(call)]},\"finish_reason\":\"tool_calls\"}]}\n\n"
        #expect(adapter.answer(text + "data: [DONE]\n\n", isStreamed: true).failure?.code == .model)
        let cutOff = text.replacing("tool_calls\"}", with: "length\"}")
        #expect(adapter.answer(cutOff + "data: [DONE]\n\n", isStreamed: true).reason == .length)
    }

    @Test func aHugeAnswerFails() {
        let piece = [UInt8](repeating: 0x20, count: 1 << 20)
        let outcome = adapter.answer([[UInt8]](repeating: piece, count: 9), isStreamed: false)
        #expect(outcome.failure?.code == .provider)
    }

    @Test(arguments: OpenAIFixtures.streams.indices)
    func anySplitGivesTheSameAnswer(fixture: Int) {
        let bytes = Array(OpenAIFixtures.streams[fixture].utf8)
        let whole = adapter.answer([bytes], isStreamed: true)
        #expect(adapter.answer(bytes.singles, isStreamed: true) == whole)
        for seed in 0..<UInt64(100) {
            var generator = SeededGenerator(seed: seed)
            #expect(adapter.answer(bytes.pieces(using: &generator), isStreamed: true) == whole, "seed \(seed)")
        }
    }

    @Test(arguments: 0..<UInt64(300))
    func damagedStreamsNeverTrap(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var bytes = Array((OpenAIFixtures.streams.randomElement(using: &generator) ?? "").utf8)
        for _ in 0..<Int.random(in: 1...6, using: &generator) where !bytes.isEmpty {
            let place = Int.random(in: bytes.indices, using: &generator)
            switch UInt8.random(in: 0...2, using: &generator) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes.remove(at: place)
            default: bytes.removeSubrange(place...)
            }
        }
        let whole = adapter.answer([bytes], isStreamed: true)
        // Either it is complete, or it failed: nothing in between.
        #expect((whole.reason == nil) == (whole.failure != nil), "seed \(seed)")
        #expect(adapter.answer(bytes.pieces(using: &generator), isStreamed: true) == whole, "seed \(seed)")
    }
}
