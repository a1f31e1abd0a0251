public import TurnoutCore
public import TurnoutPolicy

/// Anthropic's Messages interface (https://platform.claude.com/docs/en/api/messages).
public struct AnthropicAdapter: WireAdapter, ServiceAdapter {
    /// The version of the interface that is spoken (https://platform.claude.com/docs/en/api/versioning).
    static let version = WireHeader("anthropic-version", "2023-06-01")

    /// Creates the adapter.
    public init() {}

    public func encode(
        _ request: ModelRequest,
        for target: Target,
        isStreamed: Bool,
        credential: Secret?
    ) throws(ProviderFailure) -> WireRequest {
        try WireRequest(
            posting: try AnthropicBody.json(of: request, for: target, isStreamed: isStreamed),
            to: path("/messages", of: target),
            of: target,
            accept: isStreamed ? "text/event-stream" : "application/json",
            credential: credential.map { ("x-api-key", $0) },
            headers: [Self.version]
        )
    }

    public func makeDecoder(
        for head: WireResponseHead, of operation: Operation, isStreamed: Bool
    ) -> any AnswerDecoder {
        let type = head.header("content-type")?.lowercased() ?? ""
        return isStreamed && !type.hasPrefix("application/json")
            ? AnthropicStreamDecoder(head: head) : AnthropicAnswerDecoder(head: head)
    }

    public func failure(head: WireResponseHead, body: [UInt8]) -> ProviderFailure {
        let error = (try? JSONValue(parsing: body)).flatMap { WireError(anthropic: $0) }
        return ErrorTable.anthropic.failure(status: head.status, error: error, head: head)
    }

    public func modelListRequest(for target: Target, credential: Secret?) throws(ProviderFailure) -> WireRequest? {
        try WireRequest(
            getting: path("/models?limit=1000", of: target),
            of: target,
            credential: credential.map { ("x-api-key", $0) },
            headers: [Self.version]
        )
    }

    public func models(in body: [UInt8]) throws(ProviderFailure) -> [ListedModel] {
        guard let list = (try? JSONValue(parsing: body))?["data"]?.array else {
            throw .notUnderstood("a list of models")
        }
        return list.compactMap { ListedModel(anthropic: $0) }
    }

    public func healthRequest(for target: Target, credential: Secret?) throws(ProviderFailure) -> WireRequest? {
        try modelListRequest(for: target, credential: credential)
    }

    /// The path below the endpoint; policies write it with and without the interface's `/v1`.
    func path(_ path: String, of target: Target) -> String {
        target.endpoint?.path.hasSuffix("/v1") == true ? path : "/v1" + path
    }
}

extension ListedModel {
    /// Reads a model of the list (https://platform.claude.com/docs/en/api/models/list); `nil` for one without a name.
    fileprivate init?(anthropic json: JSONValue) {
        guard let id = json["id"]?.string, !id.isEmpty else { return nil }
        self.init(id: id, context: json["max_input_tokens"]?.int, maxOutput: json["max_tokens"]?.int)
        guard let told = json["capabilities"], told.object != nil else { return }
        // The interface takes tools for every model that it lists; the rest is told model by model.
        var capabilities = Capabilities([.chat, .stream, .tools])
        let names: [(String, Capability)] = [
            ("image_input", .images), ("structured_outputs", .schema), ("thinking", .reasoning),
        ]
        for (name, capability) in names where told[name]?["supported"]?.bool == true {
            capabilities.formUnion(Capabilities(capability))
        }
        self.capabilities = capabilities
    }
}
