public import TurnoutCore
public import TurnoutPolicy

/// Google's Gemini interface (https://ai.google.dev/api): chat and embeddings.
public struct GeminiAdapter: WireAdapter, ServiceAdapter {
    /// Creates the adapter.
    public init() {}

    public func encode(
        _ request: ModelRequest,
        for target: Target,
        isStreamed: Bool,
        credential: Secret?
    ) throws(ProviderFailure) -> WireRequest {
        let (method, body): (String, JSONValue)
        var isStreamed = isStreamed
        switch request.operation {
        case .chat:
            body = try GeminiBody.json(of: request, for: target)
            method = isStreamed ? "streamGenerateContent?alt=sse" : "generateContent"
        case .embeddings(let dimensions):
            body = try GeminiEmbedding.json(of: request, dimensions: dimensions, model: resource(of: target))
            method = "batchEmbedContents"
            isStreamed = false
        case .completion:
            throw ProviderFailure(.invalidRequest, "Gemini continues no texts; ask it in a conversation")
        }
        return try WireRequest(
            posting: body,
            to: "/\(URLText.encoded(resource(of: target), allowing: "/")):\(method)",
            of: target,
            accept: isStreamed ? "text/event-stream" : "application/json",
            credential: credential.map(header)
        )
    }

    /// The model's name as a resource, such as `models/gemini-3-pro` or `tunedModels/mine`.
    func resource(of target: Target) -> String {
        target.modelID.contains("/") ? target.modelID : "models/\(target.modelID)"
    }

    /// The header of a key, or of an access token of Google's OAuth, which begins with `ya29.` or is written as
    /// `Bearer …` (https://ai.google.dev/gemini-api/docs/oauth).
    func header(of credential: Secret) -> (name: String, value: Secret) {
        if let header = credential.bearerHeader { return header }
        return credential.reveal().hasPrefix("ya29.") ? WireRequest.bearer(credential) : ("x-goog-api-key", credential)
    }

    public func makeDecoder(
        for head: WireResponseHead, of operation: Operation, isStreamed: Bool
    ) -> any AnswerDecoder {
        if case .embeddings(let dimensions) = operation {
            return GeminiEmbeddingDecoder(head: head, dimensions: dimensions)
        }
        let type = head.header("content-type")?.lowercased() ?? ""
        return isStreamed && !type.hasPrefix("application/json")
            ? GeminiStreamDecoder(head: head) : GeminiAnswerDecoder(head: head)
    }

    public func failure(head: WireResponseHead, body: [UInt8]) -> ProviderFailure {
        GeminiError(body: body).failure(status: head.status, head: head)
    }

    public func modelListRequest(for target: Target, credential: Secret?) throws(ProviderFailure) -> WireRequest? {
        try WireRequest(getting: "/models?pageSize=1000", of: target, credential: credential.map(header))
    }

    public func models(in body: [UInt8]) throws(ProviderFailure) -> [ListedModel] {
        guard let list = (try? JSONValue(parsing: body))?["models"]?.array else {
            throw .notUnderstood("a list of models")
        }
        return list.compactMap { ListedModel(gemini: $0) }
    }

    public func healthRequest(for target: Target, credential: Secret?) throws(ProviderFailure) -> WireRequest? {
        try modelListRequest(for: target, credential: credential)
    }
}

extension ListedModel {
    /// Reads a model of the list (https://ai.google.dev/api/models); `nil` for one without a name.
    fileprivate init?(gemini json: JSONValue) {
        guard let name = json["name"]?.string, !name.isEmpty else { return nil }
        self.init(
            id: name.hasPrefix("models/") ? String(name.dropFirst(7)) : name,
            context: json["inputTokenLimit"]?.int,
            maxOutput: json["outputTokenLimit"]?.int
        )
        guard let methods = json["supportedGenerationMethods"]?.array?.compactMap(\.string) else { return }
        var capabilities: Capabilities = []
        if methods.contains("generateContent") { capabilities.formUnion(Capabilities([.chat, .stream])) }
        if methods.contains("embedContent") { capabilities.formUnion(Capabilities(.embeddings)) }
        if json["thinking"]?.bool == true { capabilities.formUnion(Capabilities(.reasoning)) }
        self.capabilities = capabilities
    }
}
