import TurnoutCore
import TurnoutPolicy

/// Requests as OpenAI's interface writes them; Azure puts the same bodies under other addresses.
enum OpenAIBody {
    /// The path below the interface's base, and the body that is posted there.
    ///
    /// - Throws: ``ErrorCode/invalidRequest`` when the interface has no way to say what the request asks.
    static func make(
        of request: ModelRequest,
        for target: Target,
        _ dialect: OpenAIDialect,
        isStreamed: Bool
    ) throws(ProviderFailure) -> (path: String, json: JSONValue) {
        switch request.operation {
        case .chat:
            let json = try OpenAIChatBody.json(of: request, for: target, dialect, isStreamed: isStreamed)
            return ("/chat/completions", json)
        case .completion:
            let json = try OpenAICompletionBody.json(of: request, for: target, dialect, isStreamed: isStreamed)
            return ("/completions", json)
        case .embeddings(let dimensions):
            let json = try OpenAIEmbeddingBody.json(of: request, dimensions: dimensions, for: target, dialect)
            return ("/embeddings", json)
        }
    }

    /// The decoder for an answer under a status of success.
    static func makeDecoder(
        for head: WireResponseHead, of operation: Operation, isStreamed: Bool, errors: ErrorTable
    ) -> any AnswerDecoder {
        if case .embeddings(let dimensions) = operation {
            return OpenAIEmbeddingDecoder(errors: errors, head: head, dimensions: dimensions)
        }
        let type = head.header("content-type")?.lowercased() ?? ""
        return isStreamed && !type.hasPrefix("application/json")
            ? OpenAIStreamDecoder(errors: errors, head: head)
            : OpenAIAnswerDecoder(errors: errors, head: head)
    }

    /// Adds the options under their names, the limit of tokens under its own.
    static func add(_ options: GenerationOptions, maxTokensKey: String, to body: inout [JSONMember]) {
        body.add(maxTokensKey, options.maxTokens)
        body.add("temperature", options.temperature)
        body.add("top_p", options.topP)
        body.add("frequency_penalty", options.frequencyPenalty)
        body.add("presence_penalty", options.presencePenalty)
        if !options.stop.isEmpty { body.add("stop", .array(options.stop.map { .string($0) })) }
        body.add("seed", options.seed)
    }

    /// Adds whether the answer is to come piece by piece; the counts have to be asked for then.
    static func addStreaming(_ isStreamed: Bool, to body: inout [JSONMember]) {
        body.add("stream", .bool(isStreamed))
        if isStreamed { body.add("stream_options", ["include_usage": true]) }
    }
}
