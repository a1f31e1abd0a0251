import TurnoutCore
import TurnoutPolicy

/// Calls of `batchEmbedContents` (https://ai.google.dev/api/embeddings).
enum GeminiEmbedding {
    /// The body: a request for each text, each with the model's name as a resource.
    static func json(
        of request: ModelRequest, dimensions: Int?, model: String
    ) throws(ProviderFailure) -> JSONValue {
        try request.requireFeatures(of: .gemini)
        let requests = try request.textsToEmbed().map { text -> JSONValue in
            var members: [JSONMember] = [JSONMember("model", .string(model))]
            members.add("content", ["parts": [["text": .string(text)]]])
            members.add("outputDimensionality", dimensions)
            return .object(members)
        }
        return ["requests": .array(requests)]
    }
}

/// Reads the vectors of an answer, which stand in the order of the texts.
struct GeminiEmbeddingDecoder: AnswerDecoder {
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
        if let error = GeminiError(json: json) { throw error.failure(status: nil, head: head) }
        guard let list = json["embeddings"]?.array else { throw .notUnderstood("an answer with vectors") }
        var vectors = EmbeddingVectors(dimensions: dimensions)
        for (place, item) in list.enumerated() {
            guard let vector = item["values"]?.array else { throw .notUnderstood("vectors of numbers") }
            try vectors.add(vector, at: place)
        }
        try vectors.finish(usage: Usage(gemini: json["usageMetadata"]), into: &events)
    }
}
