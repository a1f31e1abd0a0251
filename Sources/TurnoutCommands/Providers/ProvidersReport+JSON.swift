import TurnoutCore
import TurnoutPolicy
import TurnoutProviders

extension ProvidersReport {
    /// The report for programs. What was not asked for is `null`.
    func json() -> JSONValue {
        [
            "format_version": 1,
            "providers": providers.map { .array($0.map(Self.json)) } ?? .null,
            "discovered": search.map { .array($0.servers.map(json)) } ?? .null,
        ]
    }

    private static func json(_ provider: PolicyProvider) -> JSONValue {
        let credential: JSONValue =
            switch provider.credential {
            case .none: .null
            case .set(let reference): reference.json(isSet: true)
            case .missing(let reference, _): reference.json(isSet: false)
            }
        return [
            "name": .string(provider.name), "kind": .string(provider.kind.rawValue),
            "endpoint": provider.endpoint.map { .string($0) } ?? .null,
            "locality": .string(provider.locality.rawValue), "credential": credential,
            "models": .array(
                provider.targets.map { ["name": .string($0.name.model), "id": .string($0.modelID)] }),
        ]
    }

    private func json(_ server: DiscoveredServer) -> JSONValue {
        [
            "program": .string(server.program.rawValue),
            "version": server.version.map { .string($0) } ?? .null,
            "kind": .string(server.kind.rawValue), "endpoint": .string(server.endpoint.description),
            "needs_credential": .bool(server.needsCredential),
            "provider": provider(for: server).map { .string($0.name) } ?? .null,
            "models": .array(
                server.models.map { model in
                    [
                        "id": .string(model.id), "context": model.context.map { .int($0) } ?? .null,
                        "bytes": model.bytes.map { .int($0) } ?? .null,
                    ]
                }),
        ]
    }
}
