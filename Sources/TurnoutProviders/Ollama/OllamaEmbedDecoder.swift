import TurnoutCore

/// Reads the vectors of an answer of `/api/embed`, which stand in the order of the inputs
/// (https://github.com/ollama/ollama/blob/main/docs/api.md#generate-embeddings).
struct OllamaEmbedDecoder: AnswerDecoder {
    let head: WireResponseHead
    /// How long the vectors are to be, if that was asked.
    let dimensions: Int?
    private var body = BoundedBody()

    init(head: WireResponseHead, dimensions: Int?) {
        self.head = head
        self.dimensions = dimensions
    }

    mutating func decode(_ bytes: [UInt8], into events: inout [AnswerEvent]) throws(ProviderFailure) {
        try body.append(bytes)
    }

    mutating func finish(into events: inout [AnswerEvent]) throws(ProviderFailure) {
        let json = try body.json()
        if let error = WireError(json: json) {
            throw ErrorTable.ollama.failure(status: error.status, error: error, head: head)
        }
        guard let list = json["embeddings"]?.array else { throw .notUnderstood("an answer with vectors") }
        var vectors = EmbeddingVectors(dimensions: dimensions)
        for (place, item) in list.enumerated() {
            guard let vector = item.array else { throw .notUnderstood("vectors of numbers") }
            try vectors.add(vector, at: place)
        }
        let tokens = json["prompt_eval_count"]?.int
        try vectors.finish(usage: tokens.map { Usage(promptTokens: max(0, $0)) }, into: &events)
    }
}
