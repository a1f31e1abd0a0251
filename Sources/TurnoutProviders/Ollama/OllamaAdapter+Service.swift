public import TurnoutCore
public import TurnoutPolicy

/// The models on the server's disk (https://github.com/ollama/ollama/blob/main/docs/api.md#list-local-models) and its
/// version (https://github.com/ollama/ollama/blob/main/docs/api.md#version), which loads none of them.
extension OllamaAdapter: ServiceAdapter {
    public func modelListRequest(for target: Target, credential: Secret?) throws(ProviderFailure) -> WireRequest? {
        try WireRequest(getting: "/api/tags", of: target, credential: credential.map(WireRequest.bearer))
    }

    public func healthRequest(for target: Target, credential: Secret?) throws(ProviderFailure) -> WireRequest? {
        try WireRequest(getting: "/api/version", of: target, credential: credential.map(WireRequest.bearer))
    }

    public func models(in body: [UInt8]) throws(ProviderFailure) -> [ListedModel] {
        guard let json = try? JSONValue(parsing: body), let list = json["models"]?.array else {
            throw .notUnderstood("a list of models")
        }
        return list.compactMap { model in
            guard let id = model["model"]?.string ?? model["name"]?.string, !id.isEmpty else { return nil }
            return ListedModel(id: id, bytes: model["size"]?.int.flatMap { $0 > 0 ? $0 : nil })
        }
    }
}
