import TurnoutCore

extension ModelCatalogue {
    /// Reads LiteLLM's price list: an object with a model for each name, whose `litellm_provider` says whose it is.
    ///
    /// Only models that an adapter can speak to are taken: those of a known service with a `mode` of chat, embedding or
    /// completion. Fine-tuned ones (`ft:`) and Azure's prices by region are left out, as their names are no models'.
    init(liteLLM members: [JSONMember]) throws(CatalogueError) {
        guard members.contains(where: { $0.value["litellm_provider"] != nil }) else {
            throw CatalogueError(
                "the file is in neither format: it has no `format_version`, and no model with `litellm_provider`")
        }
        guard members.count <= Self.maximumEntries else {
            throw CatalogueError("the file has more than \(Self.maximumEntries) models")
        }
        var entries: [ModelEntry] = []
        for member in members {
            guard let facts = member.value.object else {
                throw CatalogueError("must be an object", entry: member.key.shortened)
            }
            let fields = CatalogueFields(members: facts, entry: member.key.shortened)
            guard let provider = fields.value("litellm_provider")?.string, let mode = fields.value("mode")?.string,
                let kind = LiteLLM.kinds[provider], let use = LiteLLM.Mode(rawValue: mode)
            else { continue }
            let id = LiteLLM.modelID(member.key, provider: provider)
            if id.hasPrefix("ft:") || (kind != .openrouter && id.contains("/")) { continue }
            guard !id.isEmpty, id.utf8.count <= CatalogueFields.maximumText else {
                throw fields.problem("the name has more than \(CatalogueFields.maximumText) bytes")
            }
            let entry = try LiteLLM.entry(kind, id, use, fields)
            // What has neither a size nor a price is another product among the models.
            if entry.context != nil || entry.price != nil { entries.append(entry) }
        }
        guard !entries.isEmpty else { throw CatalogueError("the file has no model of a service that is known here") }
        self.init(entries, source: CatalogueSource(name: "LiteLLM's price list"))
    }
}

/// LiteLLM's words and ours.
private enum LiteLLM {
    enum Mode: String { case chat, embedding, completion }

    static let kinds: [String: ProviderKind] = [
        "openai": .openai, "text-completion-openai": .openai, "azure": .azure, "azure_text": .azure,
        "anthropic": .anthropic, "gemini": .gemini, "openrouter": .openrouter, "deepseek": .deepseek,
    ]

    /// The longest prompts that the list gives in place of windows which the answer comes on top of.
    private static let promptOnly: [Int: Int] = [272_000: 128_000, 922_000: 128_000]

    /// Chat models that answer in JSON on demand, though not by a schema: the list only knows of schemas.
    private static let jsonOnly: Set<String> = [
        "gpt-3.5-turbo", "gpt-4-turbo", "gpt-4-turbo-2024-04-09", "gpt-4o-2024-05-13",
    ]

    /// The name on the wire: before some names the list puts the provider.
    static func modelID(_ key: String, provider: String) -> String {
        for prefix in ["\(provider)/", "azure/"] where key.hasPrefix(prefix) {
            return String(key.dropFirst(prefix.count))
        }
        return key
    }

    static func entry(
        _ kind: ProviderKind, _ id: String, _ mode: Mode, _ fields: CatalogueFields
    ) throws(CatalogueError) -> ModelEntry {
        var entry = ModelEntry(kind: kind, id: id)
        let longest = try fields.tokens("max_input_tokens")
        let answer = mode == .embedding ? nil : try fields.tokens("max_output_tokens")
        entry.context = longest
        if kind == .openai || kind == .azure, let longest, let answer, promptOnly[longest] == answer {
            entry.context = longest + answer
            entry.maxInput = longest
        }
        // Some models have the longest conversation in place of the longest answer.
        if let answer, entry.context.map({ answer < $0 }) ?? true { entry.maxOutput = answer }
        // OpenRouter's own names choose among models: what they cost, nobody can say.
        if !(kind == .openrouter && id.hasPrefix("openrouter/")) {
            entry.price = try price(fields, suffix: "")
            entry.tiers = try tiers(fields, base: entry.price)
            entry.imagePrice = try units("input_cost_per_image", decimals: 9, fields).flatMap {
                $0 == 0 ? nil : Money(nanoUSD: $0)
            }
        }
        entry.capabilities = try capabilities(mode, fields)
        if kind == .openai || kind == .azure, jsonOnly.contains(id) { entry.capabilities.insert(Capabilities(.json)) }
        entry.inputModalities = try inputs(mode, fields)
        entry.outputModalities = mode == .embedding ? [.vector] : try outputs(kind, fields)
        entry.deprecated = try fields.date("deprecation_date")
        return entry
    }

    private static func capabilities(_ mode: Mode, _ fields: CatalogueFields) throws(CatalogueError) -> Capabilities {
        switch mode {
        case .embedding: return Capabilities([.embeddings])
        case .completion: return Capabilities([.stream, .completion])
        case .chat: break
        }
        var found = Capabilities(.chat)
        if try fields.flag("supports_native_streaming") != false { found.formUnion(Capabilities(.stream)) }
        for (flag, words) in [
            ("supports_function_calling", [Capability.tools]), ("supports_vision", [.images]),
            ("supports_response_schema", [.json, .schema]), ("supports_reasoning", [.reasoning]),
        ] where try fields.flag(flag) == true {
            found.formUnion(Capabilities(words))
        }
        return found
    }

    private static func inputs(_ mode: Mode, _ fields: CatalogueFields) throws(CatalogueError) -> [Modality] {
        var found = Set(try fields.texts("supported_modalities") ?? []).union(["text"])
        if mode != .embedding {
            for (flag, word) in [
                ("supports_vision", "image"), ("supports_audio_input", "audio"), ("supports_video_input", "video"),
                ("supports_pdf_input", "file"),
            ] where try fields.flag(flag) == true {
                found.insert(word)
            }
        }
        return Modality.allCases.filter { found.contains($0.rawValue) }
    }

    private static func outputs(_ kind: ProviderKind, _ fields: CatalogueFields) throws(CatalogueError) -> [Modality] {
        // OpenAI's pictures come from another interface than the chat's.
        if kind == .openai || kind == .azure { return [.text] }
        let found = Set(try fields.texts("supported_output_modalities") ?? []).union(["text"])
        return Modality.allCases.filter { found.contains($0.rawValue) }
    }

    private static func units(_ key: String, decimals: Int, _ fields: CatalogueFields) throws(CatalogueError) -> Int64?
    {
        guard let value = fields.value(key) else { return nil }
        guard case .number(let number) = value, let units = ExactDecimal.scaled(number.text, decimals: decimals),
            units <= CatalogueFields.maximumPrice
        else { throw fields.problem("`\(key)` is no price in dollars") }
        return units
    }

    private static func price(_ fields: CatalogueFields, suffix: String) throws(CatalogueError) -> ModelPrice? {
        guard let input = try units("input_cost_per_token" + suffix, decimals: 12, fields) else { return nil }
        let output = try units("output_cost_per_token" + suffix, decimals: 12, fields) ?? 0
        let cached = try units("cache_read_input_token_cost" + suffix, decimals: 12, fields)
        let written = try units("cache_creation_input_token_cost" + suffix, decimals: 12, fields)
        let thinking = try units("output_cost_per_reasoning_token" + suffix, decimals: 12, fields)
        return ModelPrice(
            input: TokenPrice(picoUSDPerToken: input), output: TokenPrice(picoUSDPerToken: output),
            cachedInput: cached.map { TokenPrice(picoUSDPerToken: $0) },
            cacheWrite: written.map { TokenPrice(picoUSDPerToken: $0) },
            reasoning: thinking.map { TokenPrice(picoUSDPerToken: $0) })
    }

    /// The prices of `input_cost_per_token_above_200k_tokens` and its like.
    private static func tiers(_ fields: CatalogueFields, base: ModelPrice?) throws(CatalogueError) -> [PriceTier] {
        let (prefix, suffix) = ("input_cost_per_token_above_", "k_tokens")
        var limits: Set<Int> = []
        for member in fields.members where member.key.hasPrefix(prefix) && member.key.hasSuffix(suffix) {
            guard let thousands = Int(member.key.dropFirst(prefix.count).dropLast(suffix.count)),
                (1...1_000_000).contains(thousands)
            else { continue }
            limits.insert(thousands)
        }
        var tiers: [PriceTier] = []
        for thousands in limits.sorted() {
            guard let price = try price(fields, suffix: "_above_\(thousands)k_tokens"), price != base else { continue }
            tiers.append(PriceTier(above: thousands * 1_000, price: price))
        }
        return tiers
    }
}
