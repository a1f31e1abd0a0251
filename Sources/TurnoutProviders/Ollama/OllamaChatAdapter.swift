public import TurnoutCore
public import TurnoutPolicy

/// Ollama's own chat interface, `/api/chat` (https://github.com/ollama/ollama/blob/main/docs/api.md).
///
/// Left to itself Ollama drops the start of a conversation that is too long, and forgets it while it writes. Both are
/// turned off, so that a request that does not fit is an error and an answer that does not fit ends as cut off.
public struct OllamaChatAdapter: WireAdapter {
    /// Creates the adapter.
    public init() {}

    public func encode(
        _ request: ModelRequest,
        for target: Target,
        isStreamed: Bool,
        credential: Secret?
    ) throws(ProviderFailure) -> WireRequest {
        var body: [JSONMember] = [JSONMember("model", .string(target.modelID))]
        body.add("messages", try OllamaMessages.json(of: request.messages))
        if let tools = try tools(of: request) { body.add("tools", tools) }
        switch request.responseFormat {
        case .text: break
        case .json: body.add("format", "json")
        case .schema(_, let schema): body.add("format", schema)
        }
        let options = options(of: request, for: target)
        if !options.isEmpty { body.add("options", .object(options)) }
        body.add("stream", .bool(isStreamed))
        body.add("truncate", false)
        body.add("shift", false)
        return try WireRequest(
            posting: .object(body),
            to: "/api/chat",
            of: target,
            accept: isStreamed ? "application/x-ndjson" : "application/json",
            bearer: credential
        )
    }

    private func tools(of request: ModelRequest) throws(ProviderFailure) -> JSONValue? {
        switch request.toolChoice {
        case nil, .auto?: request.tools.isEmpty ? nil : .array(request.tools.map(\.functionJSON))
        // What is not offered is not called.
        case .none?: nil
        case .required?, .tool?:
            throw ProviderFailure(.invalidRequest, "Ollama cannot be made to call a tool")
        }
    }

    private func options(of request: ModelRequest, for target: Target) -> [JSONMember] {
        var options: [JSONMember] = []
        // The default context is far shorter than most models': the policy's figure has to be asked for.
        options.add("num_ctx", target.context)
        options.add("num_predict", request.options.maxTokens)
        options.add("temperature", request.options.temperature)
        options.add("top_p", request.options.topP)
        options.add("frequency_penalty", request.options.frequencyPenalty)
        options.add("presence_penalty", request.options.presencePenalty)
        options.add("seed", request.options.seed)
        if !request.options.stop.isEmpty { options.add("stop", .array(request.options.stop.map { .string($0) })) }
        return options
    }

    public func makeDecoder(for head: WireResponseHead, isStreamed: Bool) -> any AnswerDecoder {
        OllamaAnswerDecoder(head: head)
    }

    public func failure(head: WireResponseHead, body: [UInt8]) -> ProviderFailure {
        ErrorTable.ollama.failure(status: head.status, error: WireError(body: body), head: head)
    }
}
