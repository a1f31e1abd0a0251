import Testing
import TurnoutCore
import TurnoutPolicy
import TurnoutProviders

/// Texts that are continued.
@Suite struct OpenAICompletionTests {
    private let operation = TurnoutCore.Operation.completion

    private func wire(
        _ request: ModelRequest, _ dialect: OpenAIDialect = .openAI, endpoint: String = "https://api.example.com/v1",
        isStreamed: Bool = false
    ) throws -> WireRequest {
        try OpenAIAdapter(dialect).encode(
            request, for: try Samples.target(dialect.kind, endpoint: endpoint), isStreamed: isStreamed, credential: nil)
    }

    @Test func theTextIsThePrompt() throws {
        let wire = try wire(.completion(of: "Once"))
        #expect(wire.url == "https://api.example.com/v1/completions")
        #expect(
            try JSONValue(parsing: wire.body) == ["model": "the-model", "prompt": "Once", "stream": false])
        let streamed = try JSONValue(parsing: self.wire(.completion(of: "Once"), isStreamed: true).body)
        #expect(streamed["stream"] == true)
        #expect(streamed["stream_options"] == ["include_usage": true])
    }

    @Test func messagesAreJoined() throws {
        var request = ModelRequest.completion(of: "Once ")
        request.messages.append(.assistant("upon"))
        #expect(try JSONValue(parsing: wire(request).body)["prompt"] == "Once upon")
    }

    @Test(arguments: [OpenAIDialect.openAI, .openRouter, .compatible])
    func everyOptionUnderItsOldName(dialect: OpenAIDialect) throws {
        let options = GenerationOptions(
            maxTokens: 9, temperature: 0.5, topP: 0.25, frequencyPenalty: 1, presencePenalty: -1, stop: ["a"], seed: 7)
        let json = try JSONValue(parsing: wire(.completion(of: "x", options: options), dialect).body)
        #expect(json["max_tokens"] == 9)
        #expect(json["max_completion_tokens"] == nil)
        #expect(json["temperature"]?.double == 0.5)
        #expect(json["top_p"]?.double == 0.25)
        #expect(json["frequency_penalty"]?.double == 1)
        #expect(json["presence_penalty"]?.double == -1)
        #expect(json["stop"] == ["a"])
        #expect(json["seed"] == 7)
    }

    @Test(arguments: [
        ("https://api.deepseek.com", "https://api.deepseek.com/beta/completions"),
        ("https://api.deepseek.com/v1", "https://api.deepseek.com/beta/completions"),
        ("https://api.deepseek.com/beta", "https://api.deepseek.com/beta/completions"),
        ("https://proxy.example.com/deepseek", "https://proxy.example.com/deepseek/beta/completions"),
    ])
    func deepSeekContinuesInItsTrialInterface(endpoint: String, url: String) throws {
        #expect(try wire(.completion(of: "x"), .deepSeek, endpoint: endpoint).url == url)
    }

    @Test(arguments: [
        ModelRequest(messages: [.user("x")], tools: [Samples.tool]),
        ModelRequest(messages: [.user("x")], toolChoice: .required),
        ModelRequest(messages: [.user("x")], responseFormat: .json),
        ModelRequest(messages: [Message(role: .user, content: [.text("x")], name: "ada")]),
        ModelRequest(messages: [.tool(callID: "1", "x")]),
        ModelRequest(messages: [Message(role: .user, content: [.image(.bytes([1], mediaType: "image/png"))])]),
    ])
    func whatIsNoTextIsRefused(request: ModelRequest) throws {
        var request = request
        request.operation = .completion
        let failure = #expect(throws: ProviderFailure.self) { try wire(request) }
        #expect(failure?.code == .invalidRequest)
    }

    @Test func plain() {
        let outcome = OpenAIAdapter(.openAI).answer(OperationFixtures.completion, of: operation, isStreamed: false)
        #expect(
            outcome.events == [
                .delta(text: " upon a time 🙂", choice: 0), .usage(Usage(promptTokens: 5, completionTokens: 7)),
                .finished(.length),
            ])
    }

    @Test func deepSeek() {
        let adapter = OpenAIAdapter(.deepSeek)
        let outcome = adapter.answer(OperationFixtures.deepSeekCompletion, of: operation, isStreamed: false)
        #expect(outcome.text == "return 1")
        #expect(outcome.usage == Usage(promptTokens: 4, completionTokens: 2, cachedTokens: 3))
        #expect(outcome.reason == .stop)
    }

    @Test func streamed() {
        let adapter = OpenAIAdapter(.openAI)
        let outcome = adapter.answer(OperationFixtures.completionStream, of: operation, isStreamed: true)
        #expect(outcome.failure == nil)
        #expect(
            outcome.events == [
                .delta(text: " upon", choice: 0), .delta(text: " a time 🙂", choice: 0), .activity, .activity,
                .usage(Usage(promptTokens: 5, completionTokens: 7)), .finished(.stop),
            ])
    }

    @Test func anySplitGivesTheSameAnswer() {
        let adapter = OpenAIAdapter(.openAI)
        let bytes = Array(OperationFixtures.completionStream.utf8)
        let whole = adapter.answer([bytes], of: operation, isStreamed: true)
        #expect(adapter.answer(bytes.singles, of: operation, isStreamed: true) == whole)
        for seed in 0..<UInt64(100) {
            var generator = SeededGenerator(seed: seed)
            let pieces = bytes.pieces(using: &generator)
            #expect(adapter.answer(pieces, of: operation, isStreamed: true) == whole, "seed \(seed)")
        }
    }

    @Test func aStreamThatBreaksOffIsNeverComplete() {
        let cut = String(OperationFixtures.completionStream.prefix(200))
        let outcome = OpenAIAdapter(.openAI).answer(cut, of: operation, isStreamed: true)
        #expect(outcome.failure?.code == .network)
        #expect(outcome.reason == nil)
    }
}
