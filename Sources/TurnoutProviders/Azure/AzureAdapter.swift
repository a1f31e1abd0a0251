public import TurnoutCore
public import TurnoutPolicy

/// Azure OpenAI (https://learn.microsoft.com/azure/ai-services/openai/reference): OpenAI's bodies under addresses of its
/// own. The model of a target is the name of a deployment.
public struct AzureAdapter: WireAdapter, ServiceAdapter {
    /// Creates the adapter.
    public init() {}

    public func encode(
        _ request: ModelRequest,
        for target: Target,
        isStreamed: Bool,
        credential: Secret?
    ) throws(ProviderFailure) -> WireRequest {
        let version = AzureVersion(target.apiVersion)
        let (path, body) = try OpenAIBody.make(of: request, for: target, version.dialect, isStreamed: isStreamed)
        let isStreamed = isStreamed && request.operation.isStreamable
        return try WireRequest(
            posting: version.fitting(body),
            to: version.path(path, deployment: target.modelID),
            of: target,
            accept: isStreamed ? "text/event-stream" : "application/json",
            credential: credential.map(header)
        )
    }

    /// The header of a key, or of a token of Microsoft Entra, which is a JSON Web Token or is written as `Bearer …`.
    private func header(of credential: Secret) -> (name: String, value: Secret) {
        if let header = credential.bearerHeader { return header }
        let text = credential.reveal()
        // A token has three parts between points (RFC 7519); a key has no point at all.
        let isToken = text.hasPrefix("eyJ") && text.split(separator: ".").count == 3
        return isToken ? WireRequest.bearer(credential) : ("api-key", credential)
    }

    public func makeDecoder(
        for head: WireResponseHead, of operation: Operation, isStreamed: Bool
    ) -> any AnswerDecoder {
        OpenAIBody.makeDecoder(for: head, of: operation, isStreamed: isStreamed, errors: .azure)
    }

    public func failure(head: WireResponseHead, body: [UInt8]) -> ProviderFailure {
        let error = WireError(azure: body)
        var failure = ErrorTable.azure.failure(status: head.status, error: error, head: head.withoutRemainders)
        failure.requestID = failure.requestID ?? head.header("apim-request-id").flatMap(WireError.identifier)
        return failure
    }

    public func modelListRequest(for target: Target, credential: Secret?) throws(ProviderFailure) -> WireRequest? {
        try WireRequest(
            getting: AzureVersion(target.apiVersion).path("/models", deployment: nil),
            of: target,
            credential: credential.map(header)
        )
    }

    public func models(in body: [UInt8]) throws(ProviderFailure) -> [ListedModel] {
        guard let list = (try? JSONValue(parsing: body))?["data"]?.array else {
            throw .notUnderstood("a list of models")
        }
        return list.compactMap { ListedModel(azure: $0) }
    }

    public func healthRequest(for target: Target, credential: Secret?) throws(ProviderFailure) -> WireRequest? {
        try modelListRequest(for: target, credential: credential)
    }
}

extension ListedModel {
    /// Reads a model of the list (https://learn.microsoft.com/rest/api/azureopenai/models/list); `nil` for one without a
    /// name. The list holds the models that the resource may deploy, not its deployments.
    fileprivate init?(azure json: JSONValue) {
        guard let id = json["id"]?.string, !id.isEmpty else { return nil }
        self.init(id: id)
        guard let told = json["capabilities"], told.object != nil else { return }
        var capabilities: Capabilities = []
        if told["chat_completion"]?.bool == true { capabilities.formUnion(Capabilities([.chat, .stream])) }
        if told["completion"]?.bool == true { capabilities.formUnion(Capabilities(.completion)) }
        if told["embeddings"]?.bool == true { capabilities.formUnion(Capabilities(.embeddings)) }
        self.capabilities = capabilities
    }
}
