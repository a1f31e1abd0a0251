import TurnoutCore

/// Reads the vectors of an answer (https://platform.openai.com/docs/api-reference/embeddings/object).
struct OpenAIEmbeddingDecoder: AnswerDecoder {
    let errors: ErrorTable
    let head: WireResponseHead
    /// How long the vectors are to be, if that was asked.
    let dimensions: Int?
    private var body = BoundedBody()

    init(errors: ErrorTable, head: WireResponseHead, dimensions: Int?) {
        self.errors = errors
        self.head = head
        self.dimensions = dimensions
    }

    mutating func decode(_ bytes: [UInt8], into events: inout [AnswerEvent]) throws(ProviderFailure) {
        try body.append(bytes)
    }

    mutating func finish(into events: inout [AnswerEvent]) throws(ProviderFailure) {
        let json = try body.json()
        if let error = WireError(json: json) { throw errors.failure(status: error.status, error: error, head: head) }
        guard let list = json["data"]?.array else { throw .notUnderstood("an answer with vectors") }
        var vectors = EmbeddingVectors(dimensions: dimensions)
        for (place, item) in list.enumerated() {
            guard let vector = item["embedding"]?.array else { throw .notUnderstood("vectors of numbers") }
            // Some servers leave the number out of a list that is in order anyway.
            try vectors.add(vector, at: item["index"]?.int ?? place)
        }
        // Some servers count the answer too, which holds no tokens.
        try vectors.finish(usage: Usage(openAI: json["usage"]), into: &events)
    }
}
