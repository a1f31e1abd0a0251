import TurnoutCore
import TurnoutPolicy

/// The body of a call of `/chat/completions` (https://platform.openai.com/docs/api-reference/chat/create).
enum OpenAIChatBody {
    static func json(
        of request: ModelRequest, for target: Target, _ dialect: OpenAIDialect, isStreamed: Bool
    ) throws(ProviderFailure) -> JSONValue {
        try request.requireFeatures(of: dialect.kind)
        var body: [JSONMember] = [JSONMember("model", .string(target.modelID))]
        body.add("messages", try OpenAIMessages.json(of: request.messages))
        OpenAIBody.add(request.options, maxTokensKey: dialect.maxTokensKey, to: &body)
        try addTools(of: request, to: &body)
        body.add("response_format", try responseFormat(request.responseFormat, dialect))
        OpenAIBody.addStreaming(isStreamed, to: &body)
        return .object(body)
    }

    private static func addTools(of request: ModelRequest, to body: inout [JSONMember]) throws(ProviderFailure) {
        if !request.tools.isEmpty { body.add("tools", .array(request.tools.map(\.functionJSON))) }
        switch request.toolChoice {
        case nil: break
        case .auto?, .none?:
            // Services refuse a choice without tools, and without tools these two say nothing.
            guard !request.tools.isEmpty else { return }
            body.add("tool_choice", request.toolChoice == .auto ? "auto" : "none")
        case .required?:
            guard !request.tools.isEmpty else {
                throw ProviderFailure(.invalidRequest, "the request demands a tool call and has no tools")
            }
            body.add("tool_choice", "required")
        case .tool(let name)?:
            guard request.tools.contains(where: { $0.name == name }) else {
                throw ProviderFailure(.invalidRequest, "the request demands a call of a tool that it does not have")
            }
            body.add("tool_choice", ["type": "function", "function": ["name": .string(name)]])
        }
    }

    private static func responseFormat(
        _ format: ResponseFormat, _ dialect: OpenAIDialect
    ) throws(ProviderFailure) -> JSONValue? {
        switch format {
        case .text: return nil
        case .json: return ["type": "json_object"]
        case .schema(let name, let schema):
            guard dialect.takesSchema else {
                throw ProviderFailure(.invalidRequest, "\(dialect.kind.rawValue) takes no schema for its answers")
            }
            var format: [JSONMember] = [JSONMember("name", .string(name)), JSONMember("schema", schema)]
            // Only strict answers are sure to follow the schema, and only some schemas may be strict.
            if StrictSchema.allows(schema) { format.add("strict", true) }
            return ["type": "json_schema", "json_schema": .object(format)]
        }
    }
}
