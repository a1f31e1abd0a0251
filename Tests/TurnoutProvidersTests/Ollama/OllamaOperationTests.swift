import Testing
import TurnoutCore
import TurnoutPolicy
import TurnoutProviders

/// Completions and embeddings of Ollama.
@Suite struct OllamaOperationTests {
    private let adapter = OllamaAdapter()

    private func wire(
        _ request: ModelRequest, context: Int? = nil, isStreamed: Bool = false
    ) throws -> WireRequest {
        let target = try Samples.target(.ollama, endpoint: "http://127.0.0.1:11434", context: context)
        return try adapter.encode(request, for: target, isStreamed: isStreamed, credential: nil)
    }

    @Test func aTextIsContinuedWithoutATemplate() throws {
        let options = GenerationOptions(maxTokens: 9, stop: ["a"], seed: 7)
        let wire = try wire(.completion(of: "Once", options: options), context: 4096, isStreamed: true)
        #expect(wire.url == "http://127.0.0.1:11434/api/generate")
        #expect(
            try JSONValue(parsing: wire.body)
                == [
                    "model": "the-model", "prompt": "Once", "raw": true,
                    "options": ["num_ctx": 4096, "num_predict": 9, "seed": 7, "stop": ["a"]], "stream": true,
                    "truncate": false, "shift": false,
                ])
    }

    @Test func anAnswerInJSON() throws {
        var request = ModelRequest.completion(of: "Once")
        request.responseFormat = .json
        #expect(try JSONValue(parsing: wire(request).body)["format"] == "json")
    }

    @Test func textsAreNotCutOff() throws {
        let wire = try wire(.embeddings(of: ["a", "b"], dimensions: 64), context: 2048, isStreamed: true)
        #expect(wire.url == "http://127.0.0.1:11434/api/embed")
        #expect(wire.headers.contains(WireHeader("accept", "application/json")))
        #expect(
            try JSONValue(parsing: wire.body)
                == [
                    "model": "the-model", "input": ["a", "b"], "dimensions": 64, "options": ["num_ctx": 2048],
                    "truncate": false,
                ])
    }

    @Test func onlyTextIsTaken() {
        for base in [ModelRequest.completion(of: "a"), .embeddings(of: ["a"])] {
            var requests = [ModelRequest](repeating: base, count: 4)
            requests[0].tools = [Samples.tool]
            requests[1].messages[0].name = "ada"
            requests[2].messages[0].content.append(.image(.bytes([1], mediaType: "image/png")))
            requests[3].messages = [.tool(callID: "1", "x")]
            for request in requests {
                let failure = #expect(throws: ProviderFailure.self) { try wire(request) }
                #expect(failure?.code == .invalidRequest)
            }
        }
        #expect(throws: ProviderFailure.self) { try wire(.embeddings(of: [])) }
    }

    @Test func aCompletion() {
        let outcome = adapter.answer(OperationFixtures.generate, of: .completion, isStreamed: false)
        #expect(
            outcome.events == [
                .delta(text: " upon a time", choice: 0), .usage(Usage(promptTokens: 26, completionTokens: 290)),
                .finished(.stop),
            ])
        let streamed = adapter.answer(OperationFixtures.generateStream, of: .completion, isStreamed: true)
        #expect(streamed.text == " upon a time 🙂")
        #expect(streamed.usage == Usage(promptTokens: 26, completionTokens: 259))
        #expect(streamed.reason == .length)
    }

    @Test func vectors() {
        let outcome = adapter.answer(OperationFixtures.embed, of: .embeddings(dimensions: 2), isStreamed: false)
        #expect(
            outcome.events == [
                .embedding(vector: [0.010071029, -0.0017594862], index: 0),
                .embedding(vector: [-0.0098027075, 0.06042469], index: 1), .usage(Usage(promptTokens: 8)),
                .finished(.stop),
            ])
    }

    @Test(arguments: [
        (#"{"embeddings":[]}"#, ErrorCode.provider), (#"{"embeddings":[[]]}"#, .provider), ("{}", .provider),
        (#"{"embeddings":[[1],[]]}"#, .provider), (#"{"embeddings":[[1],[1,2]]}"#, .provider),
        (#"{"embeddings":[{}]}"#, .provider), (#"{"embeddings":[[null]]}"#, .provider), ("", .network),
        (#"{"error":"the input length exceeds the context length"}"#, .unknown),
    ])
    func brokenVectors(text: String, code: ErrorCode) {
        let outcome = adapter.answer(text, of: .embeddings(dimensions: nil), isStreamed: false)
        #expect(outcome.failure?.code == code)
        #expect(outcome.events == [])
    }

    @Test func whatIsTooLongToEmbed() {
        let body = Array(#"{"error":"the input length exceeds the context length"}"#.utf8)
        let failure = adapter.failure(head: WireResponseHead(status: 400, headers: []), body: body)
        #expect(failure.code == .contextLength)
    }

    @Test func anySplitGivesTheSameAnswer() {
        for (text, operation) in [
            (OperationFixtures.generateStream, TurnoutCore.Operation.completion),
            (OperationFixtures.embed, .embeddings(dimensions: nil)),
        ] {
            let bytes = Array(text.utf8)
            let whole = adapter.answer([bytes], of: operation, isStreamed: true)
            #expect(whole.failure == nil)
            #expect(adapter.answer(bytes.singles, of: operation, isStreamed: true) == whole)
            for seed in 0..<UInt64(100) {
                var generator = SeededGenerator(seed: seed)
                let pieces = bytes.pieces(using: &generator)
                #expect(adapter.answer(pieces, of: operation, isStreamed: true) == whole, "seed \(seed)")
            }
        }
    }

    @Test func theServersModels() throws {
        let target = try Samples.target(.ollama, endpoint: "http://127.0.0.1:11434")
        let list = try #require(try adapter.modelListRequest(for: target, credential: nil))
        let health = try #require(try adapter.healthRequest(for: target, credential: nil))
        #expect((list.method, list.url) == (.get, "http://127.0.0.1:11434/api/tags"))
        #expect((health.method, health.url) == (.get, "http://127.0.0.1:11434/api/version"))
        #expect(
            try adapter.models(in: Array(ServiceFixtures.ollama.utf8)) == [
                ListedModel(id: "llama3.2:latest", bytes: 2_019_393_189),
                ListedModel(id: "qwen3:8b", bytes: 5_225_388_164),
            ])
        #expect(throws: ProviderFailure.self) { try adapter.models(in: Array("{}".utf8)) }
    }
}
