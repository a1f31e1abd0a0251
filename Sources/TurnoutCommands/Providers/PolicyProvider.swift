import TurnoutCore
import TurnoutPolicy
import TurnoutProviders

/// A provider of a policy with the targets that it serves.
struct PolicyProvider: Sendable {
    /// Where the credential is, and whether something usable is there.
    enum Credential: Sendable {
        case none
        case set(CredentialReference)
        /// With what is wrong.
        case missing(CredentialReference, String)
    }

    let name: String
    /// Its targets, at least one.
    let targets: [Target]
    /// The first target, which stands for the service.
    let first: Target
    let credential: Credential

    /// The providers of a policy in its order.
    static func all(of policy: Policy, credentials: some CredentialSource) -> [PolicyProvider] {
        var order: [String] = []
        var targets: [String: [Target]] = [:]
        for target in policy.targets {
            if targets[target.name.provider] == nil { order.append(target.name.provider) }
            targets[target.name.provider, default: []].append(target)
        }
        return order.compactMap { name in
            guard let own = targets[name], let first = own.first else { return nil }
            return PolicyProvider(
                name: name, targets: own, first: first, credential: credential(of: first, in: credentials))
        }
    }

    private static func credential(of target: Target, in source: some CredentialSource) -> Credential {
        guard let reference = target.credentials else { return .none }
        do throws(ProviderFailure) {
            _ = try source.secret(for: reference)
            return .set(reference)
        } catch {
            return .missing(reference, error.message)
        }
    }

    /// Where the service listens; `nil` for a provider written in Swift.
    var endpoint: String? { first.endpoint?.description ?? first.kind.defaultEndpoint }
    var kind: ProviderKind { first.kind }
    var locality: Locality { targets.allSatisfy { $0.locality == .local } ? .local : .external }
    /// The names of the models on the wire, each once.
    var modelIDs: [String] {
        var seen: Set<String> = []
        return targets.map(\.modelID).filter { seen.insert($0).inserted }
    }
}

extension CredentialReference {
    /// The place, as a person would look for it.
    var place: String {
        switch self {
        case .environment(let name): "the variable `\(name)`"
        case .file(let path): "the file `\(path)`"
        }
    }

    /// The place for programs; never what is in it.
    func json(isSet: Bool) -> JSONValue {
        switch self {
        case .environment(let name): ["env": .string(name), "set": .bool(isSet)]
        case .file(let path): ["file": .string(path), "set": .bool(isSet)]
        }
    }
}
