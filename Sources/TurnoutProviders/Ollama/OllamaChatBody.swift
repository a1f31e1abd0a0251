import TurnoutCore
import TurnoutPolicy

/// The body of a call of `/api/chat`
/// (https://github.com/ollama/ollama/blob/main/docs/api.md#generate-a-chat-completion).
enum OllamaChatBody {
    static func json(
        of request: ModelRequest, for target: Target, _ isStreamed: Bool
    ) throws(ProviderFailure) -> JSONValue {
        var body: [JSONMember] = [JSONMember("model", .string(target.modelID))]
        body.add("messages", try OllamaMessages.json(of: request.messages))
        body.add("tools", try tools(of: request))
        OllamaOptions.addCommon(of: request, for: target, isStreamed, to: &body)
        return .object(body)
    }

    private static func tools(of request: ModelRequest) throws(ProviderFailure) -> JSONValue? {
        switch request.toolChoice {
        case nil, .auto?: request.tools.isEmpty ? nil : .array(request.tools.map(\.functionJSON))
        // What is not offered is not called.
        case .none?: nil
        case .required?, .tool?:
            throw ProviderFailure(.invalidRequest, "Ollama cannot be made to call a tool")
        }
    }
}
