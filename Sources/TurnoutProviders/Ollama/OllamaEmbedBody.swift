import TurnoutCore
import TurnoutPolicy

/// The body of a call of `/api/embed` (https://github.com/ollama/ollama/blob/main/docs/api.md#generate-embeddings).
enum OllamaEmbedBody {
    static func json(
        of request: ModelRequest, dimensions: Int?, for target: Target
    ) throws(ProviderFailure) -> JSONValue {
        var body: [JSONMember] = [JSONMember("model", .string(target.modelID))]
        body.add("input", .array(try request.textsToEmbed().map { .string($0) }))
        body.add("dimensions", dimensions)
        let options = OllamaOptions.members(of: request.options, context: target.context)
        if !options.isEmpty { body.add("options", .object(options)) }
        body.add("truncate", false)
        return .object(body)
    }
}
