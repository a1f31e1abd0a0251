import TurnoutCore
import TurnoutPolicy

/// The body of a call of `/completions` (https://platform.openai.com/docs/api-reference/completions/create): a text
/// that the model continues. The limit of tokens has its old name here, also at OpenAI itself.
enum OpenAICompletionBody {
    static func json(
        of request: ModelRequest, for target: Target, _ dialect: OpenAIDialect, isStreamed: Bool
    ) throws(ProviderFailure) -> JSONValue {
        try request.requireFeatures(of: dialect.kind)
        let prompt = try request.promptToContinue()
        guard request.responseFormat == .text else {
            throw ProviderFailure(.invalidRequest, "a text can be continued only as text; leave the form out")
        }
        var body: [JSONMember] = [JSONMember("model", .string(target.modelID))]
        body.add("prompt", .string(prompt))
        OpenAIBody.add(request.options, maxTokensKey: "max_tokens", to: &body)
        OpenAIBody.addStreaming(isStreamed, to: &body)
        return .object(body)
    }
}
