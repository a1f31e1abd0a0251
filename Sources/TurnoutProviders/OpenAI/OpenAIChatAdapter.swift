public import TurnoutCore
public import TurnoutPolicy

/// The chat interface of OpenAI (https://platform.openai.com/docs/api-reference/chat), and of those who took it over.
public struct OpenAIChatAdapter: WireAdapter {
    /// The service that is spoken to.
    public let dialect: OpenAIDialect

    /// Creates an adapter for a service.
    public init(_ dialect: OpenAIDialect) { self.dialect = dialect }

    public func encode(
        _ request: ModelRequest,
        for target: Target,
        isStreamed: Bool,
        credential: Secret?
    ) throws(ProviderFailure) -> WireRequest {
        var body: [JSONMember] = [JSONMember("model", .string(target.modelID))]
        body.add("messages", try OpenAIMessages.json(of: request.messages))
        add(request.options, to: &body)
        try addTools(of: request, to: &body)
        body.add("response_format", try responseFormat(request.responseFormat))
        body.add("stream", .bool(isStreamed))
        if isStreamed { body.add("stream_options", ["include_usage": true]) }
        var headers: [WireHeader] = []
        if dialect.kind == .openai, let organization = target.organization {
            headers.append(WireHeader("openai-organization", organization))
        }
        if isStreamed, dialect.kind == .openAICompatible, target.endpoint?.scheme == .http {
            // llama.cpp's server closes the connection behind each stream without saying so beforehand. A pool that
            // took it back would now and then send the next request into the closing. Close to home a new one is cheap.
            headers.append(WireHeader("connection", "close"))
        }
        return try WireRequest(
            posting: .object(body),
            to: "/chat/completions",
            of: target,
            accept: isStreamed ? "text/event-stream" : "application/json",
            bearer: credential,
            headers: headers
        )
    }

    private func add(_ options: GenerationOptions, to body: inout [JSONMember]) {
        body.add(dialect.maxTokensKey, options.maxTokens)
        body.add("temperature", options.temperature)
        body.add("top_p", options.topP)
        body.add("frequency_penalty", options.frequencyPenalty)
        body.add("presence_penalty", options.presencePenalty)
        if !options.stop.isEmpty { body.add("stop", .array(options.stop.map { .string($0) })) }
        body.add("seed", options.seed)
    }

    private func addTools(of request: ModelRequest, to body: inout [JSONMember]) throws(ProviderFailure) {
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

    private func responseFormat(_ format: ResponseFormat) throws(ProviderFailure) -> JSONValue? {
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

    public func makeDecoder(for head: WireResponseHead, isStreamed: Bool) -> any AnswerDecoder {
        let type = head.header("content-type")?.lowercased() ?? ""
        return isStreamed && !type.hasPrefix("application/json")
            ? OpenAIStreamDecoder(errors: dialect.errors, head: head)
            : OpenAIAnswerDecoder(errors: dialect.errors, head: head)
    }

    public func failure(head: WireResponseHead, body: [UInt8]) -> ProviderFailure {
        dialect.errors.failure(status: head.status, error: WireError(body: body), head: head)
    }
}
