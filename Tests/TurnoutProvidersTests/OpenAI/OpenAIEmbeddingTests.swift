import Testing
import TurnoutCore
import TurnoutPolicy
import TurnoutProviders

/// Texts that become vectors.
@Suite struct OpenAIEmbeddingTests {
    private let adapter = OpenAIAdapter(.openAI)

    private func wire(
        _ request: ModelRequest, _ dialect: OpenAIDialect = .openAI, isStreamed: Bool = false
    ) throws -> WireRequest {
        try OpenAIAdapter(dialect).encode(
            request, for: try Samples.target(dialect.kind), isStreamed: isStreamed, credential: nil)
    }

    private func answer(_ text: String, dimensions: Int? = nil) -> Outcome {
        adapter.answer(text, of: .embeddings(dimensions: dimensions), isStreamed: false)
    }

    @Test func eachMessageIsAnInput() throws {
        let wire = try wire(.embeddings(of: ["a", "b"], dimensions: 256))
        #expect(wire.url == "http://127.0.0.1:9/v1/embeddings")
        #expect(
            try JSONValue(parsing: wire.body)
                == ["model": "the-model", "input": ["a", "b"], "dimensions": 256, "encoding_format": "float"])
        #expect(try JSONValue(parsing: self.wire(.embeddings(of: ["a"])).body)["dimensions"] == nil)
    }

    @Test func vectorsAreNeverStreamed() throws {
        let wire = try wire(.embeddings(of: ["a"]), .compatible, isStreamed: true)
        #expect(wire.headers.contains(WireHeader("accept", "application/json")))
        #expect(!wire.headers.contains { $0.name == "connection" })
        #expect(try JSONValue(parsing: wire.body)["stream"] == nil)
        let outcome = adapter.answer(
            OperationFixtures.embeddings, of: .embeddings(dimensions: nil), isStreamed: true, type: "application/json")
        #expect(outcome.vectors.count == 2)
    }

    @Test(arguments: [
        ModelRequest.embeddings(of: []), .embeddings(of: ["a"], dimensions: 0), .embeddings(of: ["a"], dimensions: -1),
    ])
    func whatMakesNoSenseIsRefused(request: ModelRequest) {
        let failure = #expect(throws: ProviderFailure.self) { try wire(request) }
        #expect(failure?.code == .invalidRequest)
    }

    @Test func onlyTextsAreEmbedded() {
        let base = ModelRequest.embeddings(of: ["a"])
        var requests = [ModelRequest](repeating: base, count: 6)
        requests[0].tools = [Samples.tool]
        requests[1].options.temperature = 0.5
        requests[2].options.maxTokens = 5
        requests[3].responseFormat = .json
        requests[4].messages[0].name = "ada"
        requests[5].messages[0].content.append(.image(.bytes([1], mediaType: "image/png")))
        for request in requests {
            let failure = #expect(throws: ProviderFailure.self) { try wire(request) }
            #expect(failure?.code == .invalidRequest)
        }
    }

    @Test func deepSeekHasNone() {
        let failure = #expect(throws: ProviderFailure.self) { try wire(.embeddings(of: ["a"]), .deepSeek) }
        #expect(failure?.code == .invalidRequest)
    }

    @Test func vectorsComeInTheOrderOfTheInputs() {
        let outcome = answer(OperationFixtures.embeddings, dimensions: 3)
        #expect(outcome.failure == nil)
        #expect(
            outcome.events == [
                .embedding(vector: [1, 0, -0.0023064255], index: 0), .embedding(vector: [0.5, -0.25, 0.01], index: 1),
                .usage(Usage(promptTokens: 8)), .finished(.stop),
            ])
    }

    @Test func theNumberMayBeMissing() {
        let outcome = answer(#"{"data":[{"embedding":[1]},{"embedding":[2]}]}"#)
        #expect(outcome.vectors == [[1], [2]])
        #expect(outcome.usage == nil)
    }

    @Test(arguments: [
        #"{"data":[]}"#, #"{"data":[{"index":0,"embedding":[]}]}"#, #"{"data":[{"index":0}]}"#,
        #"{"data":[{"index":1,"embedding":[1]}]}"#,
        #"{"data":[{"index":0,"embedding":[1]},{"index":0,"embedding":[1]}]}"#,
        #"{"data":[{"index":0,"embedding":[1]},{"index":2,"embedding":[1]}]}"#,
        #"{"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":[1,2]}]}"#,
        #"{"data":[{"index":-1,"embedding":[1]}]}"#, #"{"data":[{"index":99999999,"embedding":[1]}]}"#,
        #"{"data":[{"index":0,"embedding":["1"]}]}"#, #"{"data":[{"index":0,"embedding":[1e999]}]}"#,
        #"{"data":[{"index":0,"embedding":"AACAPw=="}]}"#, #"{"choices":[]}"#, "<html>", #"{"data":[{"index":0,"emb"#,
    ])
    func brokenVectors(text: String) {
        let outcome = answer(text)
        #expect(outcome.failure?.code == .provider)
        #expect(outcome.events == [])
    }

    @Test func aServiceThatIgnoresTheLengthIsFound() {
        let outcome = answer(OperationFixtures.embeddings, dimensions: 2)
        #expect(outcome.failure?.code == .provider)
        #expect(outcome.failure?.message.contains("3 numbers where 2") == true)
    }

    @Test func errorsUnderAStatusOfSuccess() {
        #expect(answer(#"{"error":{"message":"m","code":"insufficient_quota"}}"#).failure?.code == .quotaExceeded)
        #expect(answer("").failure?.code == .network)
    }

    @Test func anySplitGivesTheSameAnswer() {
        let bytes = Array(OperationFixtures.embeddings.utf8)
        let operation = TurnoutCore.Operation.embeddings(dimensions: nil)
        let whole = adapter.answer([bytes], of: operation, isStreamed: false)
        #expect(adapter.answer(bytes.singles, of: operation, isStreamed: false) == whole)
        for seed in 0..<UInt64(100) {
            var generator = SeededGenerator(seed: seed)
            let pieces = bytes.pieces(using: &generator)
            #expect(adapter.answer(pieces, of: operation, isStreamed: false) == whole, "seed \(seed)")
        }
    }

    @Test(arguments: 0..<UInt64(300))
    func damagedAnswersNeverTrap(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var bytes = Array(OperationFixtures.embeddings.utf8)
        for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
            bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
        }
        let outcome = adapter.answer([bytes], of: .embeddings(dimensions: nil), isStreamed: false)
        #expect((outcome.reason == nil) == (outcome.failure != nil), "seed \(seed)")
    }
}
