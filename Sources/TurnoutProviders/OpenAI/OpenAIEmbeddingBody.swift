import TurnoutCore
import TurnoutPolicy

/// The body of a call of `/embeddings` (https://platform.openai.com/docs/api-reference/embeddings/create).
enum OpenAIEmbeddingBody {
    static func json(
        of request: ModelRequest, dimensions: Int?, for target: Target, _ dialect: OpenAIDialect
    ) throws(ProviderFailure) -> JSONValue {
        guard dialect.kind.capabilities.isSuperset(of: Capabilities(.embeddings)) else {
            throw ProviderFailure(.invalidRequest, "\(dialect.kind.rawValue) has no embeddings")
        }
        try request.requireFeatures(of: dialect.kind)
        let inputs = try request.textsToEmbed()
        var body: [JSONMember] = [JSONMember("model", .string(target.modelID))]
        body.add("input", .array(inputs.map { .string($0) }))
        body.add("dimensions", dimensions)
        body.add("encoding_format", "float")
        return .object(body)
    }
}
