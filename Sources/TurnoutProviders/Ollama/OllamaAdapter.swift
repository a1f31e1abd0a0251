public import TurnoutCore
public import TurnoutPolicy

/// Ollama's own interface (https://github.com/ollama/ollama/blob/main/docs/api.md): `/api/chat`, `/api/generate` and
/// `/api/embed`.
///
/// Left to itself Ollama drops the start of a conversation that is too long, forgets it while it writes, and cuts off
/// what it embeds. All of that is turned off, so that a request that does not fit is an error and an answer that does
/// not fit ends as cut off.
public struct OllamaAdapter: WireAdapter {
    /// Creates the adapter.
    public init() {}

    public func encode(
        _ request: ModelRequest,
        for target: Target,
        isStreamed: Bool,
        credential: Secret?
    ) throws(ProviderFailure) -> WireRequest {
        try request.requireFeatures(of: .ollama)
        let path: String
        let body: JSONValue
        switch request.operation {
        case .chat: (path, body) = ("/api/chat", try OllamaChatBody.json(of: request, for: target, isStreamed))
        case .completion:
            (path, body) = ("/api/generate", try OllamaGenerateBody.json(of: request, for: target, isStreamed))
        case .embeddings(let dimensions):
            (path, body) = ("/api/embed", try OllamaEmbedBody.json(of: request, dimensions: dimensions, for: target))
        }
        return try WireRequest(
            posting: body,
            to: path,
            of: target,
            accept: isStreamed && request.operation.isStreamable ? "application/x-ndjson" : "application/json",
            bearer: credential
        )
    }

    public func makeDecoder(
        for head: WireResponseHead, of operation: Operation, isStreamed: Bool
    ) -> any AnswerDecoder {
        switch operation {
        case .chat, .completion: OllamaAnswerDecoder(head: head)
        case .embeddings(let dimensions): OllamaEmbedDecoder(head: head, dimensions: dimensions)
        }
    }

    public func failure(head: WireResponseHead, body: [UInt8]) -> ProviderFailure {
        ErrorTable.ollama.failure(status: head.status, error: WireError(body: body), head: head)
    }
}
