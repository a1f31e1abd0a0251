import TurnoutCore
import TurnoutPolicy

/// The body of a call of `/api/generate` (https://github.com/ollama/ollama/blob/main/docs/api.md#generate-a-completion).
///
/// Without `raw` Ollama would wrap the text into the model's template for conversations, and have it answered in place
/// of continued.
enum OllamaGenerateBody {
    static func json(
        of request: ModelRequest, for target: Target, _ isStreamed: Bool
    ) throws(ProviderFailure) -> JSONValue {
        var body: [JSONMember] = [JSONMember("model", .string(target.modelID))]
        body.add("prompt", .string(try request.promptToContinue()))
        body.add("raw", true)
        OllamaOptions.addCommon(of: request, for: target, isStreamed, to: &body)
        return .object(body)
    }
}
