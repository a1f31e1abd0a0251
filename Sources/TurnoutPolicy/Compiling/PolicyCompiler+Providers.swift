import TurnoutCore

extension PolicyCompiler {
    mutating func compileProviders(_ syntax: MergedSyntax) {
        for entry in syntax.providers {
            let provider = entry.value
            guard let kind = provider.kind else { continue }
            guard !entry.name.value.contains("/"), !entry.name.value.isEmpty else {
                report(
                    .invalidIdentifier, "`\(entry.name.value.shortened)` cannot name a provider", at: entry.name.place,
                    help: "a provider's name has no `/`")
                continue
            }
            providerNames.append(entry.name.value)
            let endpoint = endpoint(of: entry, kind: kind)
            let locality = locality(of: entry, kind: kind.value, endpoint: endpoint)
            checkReach(of: entry, kind: kind.value, endpoint: endpoint, locality: locality)
            for model in provider.models ?? [] {
                addTarget(model, of: entry, kind: kind.value, endpoint: endpoint, locality: locality)
            }
            if let limits = provider.limits { parts.providerLimits[entry.name.value] = limits.settings }
        }
    }

    private mutating func endpoint(of entry: NamedValue<ProviderSyntax>, kind: Located<ProviderKind>) -> Endpoint? {
        let provider = entry.value
        var text = provider.endpoint?.value ?? kind.value.defaultEndpoint
        if kind.value == .azure, text == nil, let resource = provider.resource {
            text = "https://\(resource.value).openai.azure.com"
        }
        guard let text else {
            if kind.value != .custom {
                let key = kind.value == .azure ? "resource" : "endpoint"
                report(
                    .missingEndpoint,
                    "the provider `\(entry.name.value)` of kind `\(kind.value.rawValue)` needs `\(key)`",
                    at: kind.place,
                    help: kind.value == .azure ? "add `resource: NAME`" : "add `endpoint: http://127.0.0.1:8080/v1`")
            }
            return nil
        }
        let place = provider.endpoint?.place ?? provider.resource?.place ?? kind.place
        do throws(Endpoint.Problem) { return try Endpoint(parsing: text) } catch {
            let reason =
                switch error {
                case .scheme: "it does not start with `https://` or `http://`"
                case .host: "its host is not a name or an address"
                case .port: "its port is not a number from 1 to 65535"
                case .credentials: "it holds a user or a password"
                case .query: "it has a query or a fragment"
                }
            // The address itself may hold a password: it is not repeated.
            report(
                .invalidEndpoint, "this endpoint cannot be used: \(reason)", at: place,
                help: "write it like `https://host:8443/v1`")
            return nil
        }
    }

    private mutating func locality(
        of entry: NamedValue<ProviderSyntax>, kind: ProviderKind, endpoint: Endpoint?
    ) -> Locality {
        let proven: Locality = endpoint?.isProvablyLocal == true ? .local : .external
        guard let stated = entry.value.locality else { return proven }
        if stated.value == .local, proven == .external, let endpoint {
            if kind.defaultEndpoint == endpoint.description, kind != .ollama {
                report(
                    .localityConflict, "`\(endpoint.host)` is a public service, and not local", at: stated.place,
                    help: "remove `locality`")
                return .external
            }
            report(
                .localityAsserted, severity: .warning,
                "`\(endpoint.host)` counts as local by your word alone: a name can resolve anywhere", at: stated.place,
                help: "use an address of this machine or a private network where you can")
        }
        return stated.value
    }

    private mutating func checkReach(
        of entry: NamedValue<ProviderSyntax>, kind: ProviderKind, endpoint: Endpoint?, locality: Locality
    ) {
        if let endpoint, endpoint.scheme == .http, !endpoint.isProvablyLocal, locality == .external {
            report(
                .plainHTTP, "requests to `\(endpoint.host)` would cross the network unencrypted",
                at: entry.value.endpoint?.place, help: "use `https://`")
        }
        let needsKey = kind != .ollama && kind != .openAICompatible && kind != .custom
        if needsKey, entry.value.credentials == nil, locality == .external {
            report(
                .missingCredentials, severity: .warning, "the provider `\(entry.name.value)` has no credentials",
                at: entry.name.place, help: "add `credentials: {env: NAME}`")
        }
        for header in entry.value.headers ?? [] where header.name.value.isSecretHeader {
            report(
                .literalSecret,
                "the header `\(header.name.value.shortened)` carries a credential, which must not stand in a policy",
                at: header.name.place, help: "use `credentials: {env: NAME}`")
        }
    }

    private mutating func addTarget(
        _ model: NamedValue<ModelSyntax>, of entry: NamedValue<ProviderSyntax>, kind: ProviderKind, endpoint: Endpoint?,
        locality providerLocality: Locality
    ) {
        let name = TargetName(provider: entry.name.value, model: model.name.value)
        let settings = model.value
        let modelID = settings.id?.value ?? model.name.value
        var locality = settings.locality?.value ?? providerLocality
        if settings.locality?.value == .local, providerLocality == .external {
            report(
                .localityConflict, "a model cannot be local where its provider is external",
                at: settings.locality?.place,
                help: "state the provider's locality instead")
            locality = .external
        }
        // Ollama runs models with this ending on its own servers, behind the same local address.
        if kind == .ollama, modelID.hasSuffix("-cloud") || modelID.hasSuffix(":cloud") { locality = .external }
        var price = settings.price?.value
        if price == nil, locality == .local { price = ModelPrice(input: .free, output: .free) }
        targetNumbers[name] = parts.targets.count
        if let limits = settings.limits { parts.targetLimits[parts.targets.count] = limits.settings }
        parts.targets.append(
            Target(
                name: name, kind: kind, endpoint: endpoint, modelID: modelID, locality: locality,
                data: (settings.data ?? entry.value.data)?.handling ?? (locality == .local ? .home : .unknown),
                context: settings.context, maxOutput: settings.maxOutput,
                capabilities: Capabilities(settings.capabilities.map { $0.map(\.value) } ?? [.chat, .stream]),
                price: price, credentials: entry.value.credentials?.reference,
                headers: (entry.value.headers ?? []).map { Target.Header(name: $0.name.value, value: $0.value.value) },
                organization: entry.value.organization))
    }

    /// The number of a target named in the policy; reports a name that is not known.
    mutating func target(_ name: Located<String>) -> Int? {
        if let parsed = TargetName(name.value), let number = targetNumbers[parsed] { return number }
        let known = parts.targets.map(\.name.description)
        if providerNames.contains(name.value) {
            let own = parts.targets.filter { $0.name.provider == name.value }.map(\.name.description)
            report(
                .unknownTarget, "`\(name.value)` is a provider, not a target", at: name.place,
                help: own.isEmpty ? nil : "name a model of it: \(own.quotedList)")
            return nil
        }
        unknownName(.unknownTarget, "target", name, among: known)
        return nil
    }
}

extension String {
    fileprivate var isSecretHeader: Bool {
        ["authorization", "proxy-authorization", "x-api-key", "api-key", "x-goog-api-key", "cookie"].contains(
            lowercased())
    }
}

extension LimitsSyntax {
    fileprivate var settings: LimitSettings {
        LimitSettings(requests: requests ?? [], tokens: tokens ?? [], concurrency: concurrency)
    }
}

extension DataSyntax {
    fileprivate var handling: DataHandling {
        DataHandling(regions: regions.map { Set($0.map(\.value)) }, retention: retention, trains: trains ?? true)
    }
}

extension PriceSyntax {
    fileprivate var value: ModelPrice? {
        guard let input, let output else { return nil }
        return ModelPrice(input: input, output: output, cachedInput: cachedInput)
    }
}

extension CredentialsSyntax {
    fileprivate var reference: CredentialReference? {
        environment.map { .environment($0.value) } ?? file.map { .file($0.value) }
    }
}
