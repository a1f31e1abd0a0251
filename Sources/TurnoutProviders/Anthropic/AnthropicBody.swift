import TurnoutCore
import TurnoutPolicy

/// The body of a call of `/v1/messages` (https://platform.claude.com/docs/en/api/messages/create).
enum AnthropicBody {
    /// The limit of the answer where neither the request nor the policy gives one: the service demands one, and every
    /// model that it has takes this.
    static let defaultMaxTokens = 4096

    static func json(
        of request: ModelRequest, for target: Target, isStreamed: Bool
    ) throws(ProviderFailure) -> JSONValue {
        guard request.operation == .chat else {
            throw ProviderFailure(.invalidRequest, "Anthropic answers conversations and nothing else")
        }
        try request.requireFeatures(of: .anthropic)
        let (system, turns) = try AnthropicMessages.split(request.messages)
        var body: [JSONMember] = [JSONMember("model", .string(target.modelID))]
        body.add("max_tokens", request.options.maxTokens ?? target.maxOutput ?? defaultMaxTokens)
        if !system.isEmpty { body.add("system", .array(system)) }
        body.add("messages", .array(turns))
        try add(request.options, to: &body)
        try addTools(of: request, to: &body)
        body.add("output_config", try outputConfig(request.responseFormat))
        body.add("stream", .bool(isStreamed))
        return .object(body)
    }

    private static func add(_ options: GenerationOptions, to body: inout [JSONMember]) throws(ProviderFailure) {
        if let temperature = options.temperature, !(0...1).contains(temperature) {
            throw ProviderFailure(.invalidRequest, "Anthropic takes temperatures from 0 to 1")
        }
        body.add("temperature", options.temperature)
        body.add("top_p", options.topP)
        if !options.stop.isEmpty { body.add("stop_sequences", .array(options.stop.map { .string($0) })) }
    }

    private static func addTools(of request: ModelRequest, to body: inout [JSONMember]) throws(ProviderFailure) {
        if !request.tools.isEmpty { body.add("tools", .array(request.tools.map(json))) }
        switch request.toolChoice {
        case nil: break
        case .auto?, .none?:
            // The service refuses a choice without tools, and without tools these two say nothing.
            guard !request.tools.isEmpty else { return }
            body.add("tool_choice", ["type": request.toolChoice == .auto ? "auto" : "none"])
        case .required?:
            guard !request.tools.isEmpty else {
                throw ProviderFailure(.invalidRequest, "the request demands a tool call and has no tools")
            }
            body.add("tool_choice", ["type": "any"])
        case .tool(let name)?:
            guard request.tools.contains(where: { $0.name == name }) else {
                throw ProviderFailure(.invalidRequest, "the request demands a call of a tool that it does not have")
            }
            body.add("tool_choice", ["type": "tool", "name": .string(name)])
        }
    }

    private static func json(of tool: Tool) -> JSONValue {
        var members: [JSONMember] = [JSONMember("name", .string(tool.name))]
        members.add("description", tool.description.map { .string($0.reveal()) })
        members.add("input_schema", tool.parameters)
        return .object(members)
    }

    /// The form of the answer (https://platform.claude.com/docs/en/build-with-claude/structured-outputs). The schema's
    /// name is a label for people, for which the interface has no place.
    private static func outputConfig(_ format: ResponseFormat) throws(ProviderFailure) -> JSONValue? {
        switch format {
        case .text: nil
        case .json: throw ProviderFailure(.invalidRequest, "Anthropic answers in JSON only after a schema: give one")
        case .schema(_, let schema): ["format": ["type": "json_schema", "schema": schema]]
        }
    }
}
