import TurnoutCore

extension PolicyCompiler {
    mutating func compileProviders(_ syntax: MergedSyntax) {
        for entry in syntax.providers {
            let provider = entry.value
            // A provider whose kind is wrong keeps its names, so that routes to it are not reported as well.
            let kind = provider.kind ?? Located(value: .custom, place: entry.name.place)
            providerNames.append(entry.name.value)
            if provider.models == nil { brokenProviders.insert(entry.name.value) }
            checkName(entry.name)
            checkAzureKeys(of: entry, kind: kind)
            let endpoint = endpoint(of: entry, kind: kind)
            let locality = locality(of: entry, kind: kind.value, endpoint: endpoint)
            checkReach(of: entry, kind: kind.value, endpoint: endpoint, locality: locality)
            for model in provider.models ?? [] {
                addTarget(model, of: entry, kind: kind.value, endpoint: endpoint, locality: locality)
            }
            if let limits = provider.limits { parts.providerLimits[entry.name.value] = limits.settings }
        }
        coverCatalogue()
    }

    private mutating func checkName(_ name: Located<String>) {
        guard !name.value.isIdentifier || name.value.contains("/") || name.value == "default" else { return }
        report(
            .invalidIdentifier, "`\(name.value.shortened)` cannot name a provider", at: name.place,
            help: name.value == "default"
                ? "`default` stands for all providers under `breakers` and `retries`; choose another name"
                : "use letters, digits, `_`, and behind the first also `- . : @ +`; at most 128 bytes")
    }

    private mutating func checkAzureKeys(of entry: NamedValue<ProviderSyntax>, kind: Located<ProviderKind>) {
        let provider = entry.value
        if kind.value == .azure, let resource = provider.resource, let endpoint = provider.endpoint {
            report(
                .conflictingKeys, "an Azure provider takes either `resource` or `endpoint`", at: endpoint.place,
                help: "the endpoint follows from the resource: remove one of them",
                related: [("the resource is named here", resource.place)])
        }
        guard kind.value != .azure, provider.kind != nil else { return }
        for (key, value) in [("resource", provider.resource), ("api_version", provider.apiVersion)] {
            guard let value else { continue }
            report(
                .conflictingKeys, "`\(key)` has no meaning for a provider of kind `\(kind.value.rawValue)`",
                at: value.place, help: "remove it; only the kind `azure` has it")
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
        // What is empty could not be read, and was reported.
        guard !text.isEmpty, provider.resource?.value.isEmpty != true else { return nil }
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
        // Behind a local address, a public service's interface is most likely a proxy that forwards to it.
        let isPublicService = kind.defaultEndpoint != nil && kind != .ollama
        let proven: Locality = endpoint?.isProvablyLocal == true && !isPublicService ? .local : .external
        guard let stated = entry.value.locality else { return proven }
        if stated.value == .local, proven == .external, let endpoint {
            if ProviderKind.publicHosts.contains(endpoint.host) {
                report(
                    .localityConflict, "`\(endpoint.host)` is a public service, and not local", at: stated.place,
                    help: "remove `locality`")
                return .external
            }
            report(
                .localityAsserted, severity: .warning,
                isPublicService && endpoint.isProvablyLocal
                    ? "this `\(kind.rawValue)` counts as local by your word alone: a proxy may forward to the service"
                    : "`\(endpoint.host)` counts as local by your word alone: a name can resolve anywhere",
                at: stated.place,
                help: "use an address of this machine or a private network where you can")
        }
        return stated.value
    }

    private mutating func checkReach(
        of entry: NamedValue<ProviderSyntax>, kind: ProviderKind, endpoint: Endpoint?, locality: Locality
    ) {
        // Saying that a name is local does not encrypt what is sent to wherever it resolves.
        if let endpoint, endpoint.scheme == .http, !endpoint.isProvablyLocal {
            report(
                .plainHTTP, "requests to `\(endpoint.host)` would cross the network unencrypted",
                at: entry.value.endpoint?.place,
                help: locality == .local
                    ? "use `https://`, or an address of this machine or a private network in place of the name"
                    : "use `https://`")
        }
        let needsKey = kind != .ollama && kind != .openAICompatible && kind != .custom
        if isWhole, needsKey, entry.value.credentials == nil, locality == .external {
            report(
                .missingCredentials, severity: .warning, "the provider `\(entry.name.value)` has no credentials",
                at: entry.name.place, help: "add `credentials: {env: NAME}`")
        }
    }

    private mutating func addTarget(
        _ model: NamedValue<ModelSyntax>, of entry: NamedValue<ProviderSyntax>, kind: ProviderKind, endpoint: Endpoint?,
        locality providerLocality: Locality
    ) {
        let name = TargetName(provider: entry.name.value, model: model.name.value)
        let settings = model.value
        if !model.name.value.isIdentifier {
            report(
                .invalidIdentifier, "`\(model.name.value.shortened)` cannot name a model", at: model.name.place,
                help: "choose a short name here, and give the model's own as `id`")
        }
        let modelID = settings.id?.value ?? model.name.value
        var locality = settings.locality?.value ?? providerLocality
        if settings.locality?.value == .local, providerLocality == .external {
            report(
                .localityConflict, "a model cannot be local where its provider is external",
                at: settings.locality?.place,
                help: "state the provider's locality instead")
            locality = .external
        }
        if isHostedElsewhere(modelID, kind), locality == .local {
            locality = hostedLocality(of: model)
        }
        var price = settings.price.flatMap { modelPrice($0) }
        if price == nil, locality == .local { price = ModelPrice(input: .free, output: .free) }
        targetNumbers[name] = parts.targets.count
        targetNames.append(name.description)
        if let limits = settings.limits { parts.targetLimits[parts.targets.count] = limits.settings }
        var target = Target(
            name: name, kind: kind, endpoint: endpoint, modelID: modelID, locality: locality,
            data: handling(settings.data, of: entry.value.data, locality: locality, provider: providerLocality),
            context: settings.context, maxOutput: settings.maxOutput, imageTokens: settings.imageTokens,
            capabilities: Capabilities(settings.capabilities.map { $0.map(\.value) } ?? [.chat, .stream]),
            price: price, credentials: entry.value.credentials?.reference,
            headers: (entry.value.headers ?? []).map { Target.Header(name: $0.name.value, value: $0.value.value) },
            organization: entry.value.organization, apiVersion: entry.value.apiVersion?.value,
            unsupported: entry.value.unsupported ?? parts.dispatch.unsupported)
        complete(&target, model)
        parts.targets.append(target)
    }

    /// Whether a local Ollama passes the model's requests on to its makers' servers, behind the same local address; its
    /// OpenAI interface does so too.
    private func isHostedElsewhere(_ modelID: String, _ kind: ProviderKind) -> Bool {
        guard kind != .custom else { return false }
        // `gpt-oss:120b-cloud`, `kimi:cloud`, and the same with a tag behind it or spaces around it.
        let parts = modelID.lowercased().split { $0 == ":" || $0 == " " }
        return parts.contains { $0.hasSuffix("-cloud") } || parts.dropFirst().contains("cloud")
    }

    private mutating func hostedLocality(of model: NamedValue<ModelSyntax>) -> Locality {
        guard let stated = model.value.locality, stated.value == .local else { return .external }
        report(
            .localityConflict, "`\(model.name.value)` runs on Ollama's servers, and not locally", at: stated.place,
            help: "remove `locality`; a model that only has such a name can be given another one")
        return .external
    }

    /// The number of a target named in the policy; reports a name that is not known.
    mutating func target(_ name: Located<String>) -> Int? {
        if let parsed = TargetName(name.value), let number = targetNumbers[parsed] { return number }
        // What was wrong with the models has been reported; which there are is not known.
        if let parsed = TargetName(name.value), brokenProviders.contains(parsed.provider) { return nil }
        if providerNames.contains(name.value) {
            let own = parts.targets.filter { $0.name.provider == name.value }.map(\.name.description)
            report(
                .unknownTarget, "`\(name.value)` is a provider, not a target", at: name.place,
                help: own.isEmpty ? nil : "name a model of it: \(own.quotedList)")
            return nil
        }
        unknownName(.unknownTarget, "target", name, among: targetNames)
        return nil
    }
}

extension ProviderKind {
    /// The hosts of the public services: nobody's word makes them local.
    fileprivate static let publicHosts: Set<String> = Set(
        allCases.filter { $0 != .ollama }.compactMap { kind in
            kind.defaultEndpoint.flatMap { text in (try? Endpoint(parsing: text))?.host }
        })
}

extension LimitsSyntax {
    fileprivate var settings: LimitSettings {
        LimitSettings(requests: requests ?? [], tokens: tokens ?? [], concurrency: concurrency)
    }
}

extension PolicyCompiler {
    /// How data is treated, key by key: as the model says, else as its provider says, else as its place implies.
    private func handling(
        _ model: DataSyntax?, of provider: DataSyntax?, locality: Locality, provider providerLocality: Locality
    ) -> DataHandling {
        // What is said of a local server is not said of the model that it has hosted elsewhere.
        let provider = locality == providerLocality ? provider : nil
        let implied: DataHandling = locality == .local ? .home : .unknown
        return DataHandling(
            regions: (model?.regions ?? provider?.regions).map { Set($0.map(\.value)) } ?? implied.regions,
            retention: model?.retention ?? provider?.retention ?? implied.retention,
            trains: model?.trains ?? provider?.trains ?? implied.trains)
    }
}

extension CredentialsSyntax {
    /// Where the credential is; `nil` for what could not be read.
    var reference: CredentialReference? {
        environment.map { .environment($0.value) } ?? file.map { .file($0.value) }
    }
}
