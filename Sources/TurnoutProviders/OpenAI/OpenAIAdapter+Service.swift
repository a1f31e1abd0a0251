public import TurnoutCore
public import TurnoutPolicy

/// The list of models (https://platform.openai.com/docs/api-reference/models/list), which is free everywhere.
extension OpenAIAdapter: ServiceAdapter {
    public func modelListRequest(for target: Target, credential: Secret?) throws(ProviderFailure) -> WireRequest? {
        // OpenRouter leaves out what writes no text unless it is asked for
        // (https://openrouter.ai/docs/guides/overview/models).
        let path = dialect.kind == .openrouter ? "/models?output_modalities=all" : "/models"
        return try get(path, of: target, credential)
    }

    public func healthRequest(for target: Target, credential: Secret?) throws(ProviderFailure) -> WireRequest? {
        // OpenRouter shows its list to everybody; this one looks at the key
        // (https://openrouter.ai/docs/api/api-reference/api-keys/get-current-key).
        try get(dialect.kind == .openrouter ? "/key" : "/models", of: target, credential)
    }

    public func models(in body: [UInt8]) throws(ProviderFailure) -> [ListedModel] {
        guard let json = try? JSONValue(parsing: body), let list = json["data"]?.array else {
            throw .notUnderstood("a list of models")
        }
        return list.compactMap(OpenAIModels.model)
    }

    private func get(_ path: String, of target: Target, _ credential: Secret?) throws(ProviderFailure) -> WireRequest {
        try WireRequest(
            getting: path, of: target, credential: credential.map(WireRequest.bearer),
            headers: organization(of: target))
    }
}
