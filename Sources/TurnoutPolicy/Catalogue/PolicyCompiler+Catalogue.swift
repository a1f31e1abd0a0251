import TurnoutCore

extension PolicyCompiler {
    /// Puts what the catalogue knows of a model where the policy says nothing, and notes what was taken.
    mutating func complete(_ target: inout Target, _ model: NamedValue<ModelSyntax>) {
        reportUnsupported(model.value, kind: target.kind)
        guard let entry = entry(for: target) else { return }
        target.entry = entry
        reportRetired(entry, model, kind: target.kind)
        var taken: [String] = []
        func take(_ what: String, _ value: String) { taken.append("\(what)=\(value)") }
        if target.context == nil, let context = entry.context {
            target.context = context
            take("context", String(context))
        }
        if target.maxOutput == nil, let longest = entry.maxOutput {
            // The policy may allow shorter conversations than the model.
            let answer = min(longest, target.context ?? longest)
            target.maxOutput = answer
            take("max_output", String(answer))
        }
        let abilities = entry.capabilities.intersection(target.kind.capabilities)
        if model.value.capabilities == nil, !abilities.isEmpty {
            target.capabilities = abilities
            take("capabilities", String(abilities.rawValue))
        }
        if target.price == nil, let price = entry.price {
            target.price = price
            take("price", ([price] + entry.tiers.map(\.price)).map(\.digits).joined(separator: "/"))
            take("tiers", entry.tiers.map { String($0.above) }.joined(separator: "/"))
        }
        if !taken.isEmpty { takenFromCatalogue.append("\(target.name) \(taken.joined(separator: " "))") }
    }

    /// Lets the digest cover what was taken: with another catalogue, the same files may decide otherwise.
    mutating func coverCatalogue() {
        guard !takenFromCatalogue.isEmpty else { return }
        var hash = SHA256()
        hash.update(Array(parts.digest.utf8))
        for line in takenFromCatalogue { hash.update(Array("\n\(line)".utf8)) }
        parts.digest = hash.finish().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// What the catalogue knows of a target's model. A local server is none of these services, whatever its interface.
    private func entry(for target: Target) -> ModelEntry? {
        guard target.locality == .external else { return nil }
        switch target.kind {
        case .openai, .anthropic, .gemini, .openrouter, .deepseek:
            return catalogue.entry(for: target.kind, modelID: target.modelID)
        case .azure:
            // A deployment is mostly named after its model, which OpenAI made.
            return catalogue.entry(for: .azure, modelID: target.modelID)
                ?? catalogue.entry(for: .openai, modelID: target.modelID)
        case .ollama, .openAICompatible, .custom: return nil
        }
    }

    private mutating func reportUnsupported(_ settings: ModelSyntax, kind: ProviderKind) {
        for capability in settings.capabilities ?? [] where !kind.capabilities.contains(Capabilities(capability.value))
        {
            let known = kind.capabilities.members.map(\.rawValue).quotedList
            report(
                .unsupportedCapability, severity: .warning,
                "the interface of `\(kind.rawValue)` has no way to ask for `\(capability.value.rawValue)`",
                at: capability.place, help: "remove it; the interface has \(known)")
        }
    }

    private mutating func reportRetired(_ entry: ModelEntry, _ model: NamedValue<ModelSyntax>, kind: ProviderKind) {
        // OpenAI's dates are not Azure's.
        guard entry.kind == kind, let now, let date = entry.deprecated, entry.isRetired(at: now) else { return }
        report(
            .deprecatedModel, severity: .warning,
            "the service gave up `\(entry.id)` on \(date.description.prefix(10)), by the catalogue",
            at: model.value.id?.place ?? model.name.place,
            help: "choose another model: `turnout models --provider \(kind.rawValue)` lists them")
    }
}

extension ModelPrice {
    fileprivate var digits: String {
        let tokens =
            [input, output, cachedInput] + (cacheWrite == nil && reasoning == nil ? [] : [cacheWrite, reasoning])
        return tokens.map { $0.map { String($0.picoUSDPerToken) } ?? "" }.joined(separator: ",")
    }
}
