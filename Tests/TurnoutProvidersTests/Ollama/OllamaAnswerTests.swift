import Testing
import TurnoutCore
import TurnoutProviders

@Suite struct OllamaAnswerTests {
    private let adapter = OllamaAdapter()

    @Test func streamed() {
        let outcome = adapter.answer(OllamaFixtures.stream, isStreamed: true)
        #expect(outcome.failure == nil)
        #expect(
            outcome.events == [
                .activity, .delta(text: "Grüe", choice: 0), .delta(text: "zi 🙂", choice: 0),
                .usage(Usage(promptTokens: 26, completionTokens: 282)), .finished(.stop),
            ]
        )
    }

    @Test func plain() {
        let text = #"{"message":{"content":"Hi"},"done":true,"done_reason":"length","eval_count":3}"#
        let outcome = adapter.answer(text, isStreamed: false)
        // Half a count is none.
        #expect(outcome.events == [.delta(text: "Hi", choice: 0), .finished(.length)])
    }

    @Test func callsComeWhole() {
        let outcome = adapter.answer(OllamaFixtures.streamTools, isStreamed: true)
        #expect(
            outcome.events == [
                .toolCall(ToolCallDelta(index: 0, id: "call_0", name: "weather", arguments: #"{"place":"Bern"}"#)),
                .toolCall(ToolCallDelta(index: 1, id: "x", name: "now", arguments: "{}")), .finished(.toolCalls),
            ]
        )
    }

    @Test func anErrorInTheMiddle() {
        let text = """
            {"message":{"content":"Hi"},"done":false}
            {"error":"an error was encountered while running the model: runner has unexpectedly stopped"}

            """
        let outcome = adapter.answer(text, isStreamed: true)
        #expect(outcome.text == "Hi")
        #expect(outcome.failure?.code == .provider)
        #expect(outcome.reason == nil)
    }

    @Test(arguments: [
        ("", ErrorCode.network), (#"{"message":{"content":"Hi"},"done":false}"# + "\n", .network),
        (#"{"message":{"con"#, .network), ("<html></html>", .provider), (#"{"a":1}"#, .provider),
        ("{\"message\" oops}\n", .provider),
    ])
    func incomplete(text: String, code: ErrorCode) {
        let outcome = adapter.answer(text, isStreamed: true)
        #expect(outcome.failure?.code == code)
        #expect(outcome.reason == nil)
    }

    @Test func anySplitGivesTheSameAnswer() {
        for text in OllamaFixtures.streams {
            let bytes = Array(text.utf8)
            let whole = adapter.answer([bytes], isStreamed: true)
            #expect(adapter.answer(bytes.singles, isStreamed: true) == whole)
            for seed in 0..<UInt64(100) {
                var generator = SeededGenerator(seed: seed)
                #expect(adapter.answer(bytes.pieces(using: &generator), isStreamed: true) == whole, "seed \(seed)")
            }
        }
    }

    @Test(arguments: [
        (400, #"{"error":"the prompt is longer than the context length of 4096"}"#, ErrorCode.contextLength),
        (400, #"{"error":"invalid options"}"#, .invalidRequest),
        (404, #"{"error":"model 'm' not found"}"#, .modelNotFound),
        (404, #"{"error":"model \"m\" not found, try pulling it first"}"#, .modelNotFound),
        (401, #"{"error":"unauthorized"}"#, .authentication),
        (429, #"{"error":"too many requests"}"#, .rateLimited),
        (500, #"{"error":"llama runner process has unexpectedly stopped"}"#, .provider),
        (503, #"{"error":"server busy, please try again.  maximum pending requests exceeded"}"#, .rateLimited),
        (503, "", .provider), (502, "<html>", .provider),
    ])
    func errors(status: Int, body: String, code: ErrorCode) {
        let failure = adapter.failure(head: WireResponseHead(status: status, headers: []), body: Array(body.utf8))
        #expect(failure.code == code)
        #expect(failure.status == status)
    }
}
