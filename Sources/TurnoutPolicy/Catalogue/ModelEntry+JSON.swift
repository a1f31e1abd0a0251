public import TurnoutCore

extension ModelEntry {
    /// Reads a model of a file in this library's format.
    init(_ fields: CatalogueFields) throws(CatalogueError) {
        guard let word = try fields.text("kind"), let kind = ProviderKind(rawValue: word) else {
            let known = ProviderKind.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
            throw fields.problem("`kind` must be one of \(known)")
        }
        guard let id = try fields.text("id") else { throw fields.problem("`id` is missing") }
        // From here on, errors name the model.
        let fields = CatalogueFields(members: fields.members, entry: "\(kind.rawValue)/\(id)")
        try fields.checkKeys([
            "kind", "id", "aliases", "context", "max_input", "max_output", "price", "capabilities", "modality",
            "strengths", "use_cases", "deprecated",
        ])
        guard let capabilities: [Capability] = try fields.words("capabilities") else {
            throw fields.problem("`capabilities` is missing")
        }
        let prices = try fields.object("price")
        try prices?.checkKeys(["input", "output", "cached_input", "cache_write", "reasoning", "image", "tiers"])
        let modality = try fields.object("modality")
        try modality?.checkKeys(["input", "output"])
        self.init(
            kind: kind, id: id, aliases: try fields.texts("aliases") ?? [], context: try fields.tokens("context"),
            maxInput: try fields.tokens("max_input"), maxOutput: try fields.tokens("max_output"),
            price: try prices?.price(), tiers: try prices?.tiers() ?? [], imagePrice: try prices?.money("image"),
            capabilities: Capabilities(capabilities), strengths: try fields.texts("strengths") ?? [],
            useCases: try fields.texts("use_cases") ?? [], inputModalities: try modality?.words("input") ?? [.text],
            outputModalities: try modality?.words("output") ?? [.text], deprecated: try fields.date("deprecated"))
        if let context, let longest = [maxInput, maxOutput].compactMap({ $0 }).max(), longest > context {
            throw fields.problem("a prompt or an answer cannot be longer than the `context` of \(context) tokens")
        }
    }

    /// The model in this library's format.
    public func json() -> JSONValue {
        var members = [JSONMember("kind", .string(kind.rawValue)), JSONMember("id", .string(id))]
        func add(_ key: String, _ texts: [String]) {
            members.append(JSONMember(key, .array(texts.map { .string($0) })))
        }
        if !aliases.isEmpty { add("aliases", aliases) }
        for (key, number) in [("context", context), ("max_input", maxInput), ("max_output", maxOutput)] {
            if let number { members.append(JSONMember(key, .int(number))) }
        }
        var prices = price?.members ?? []
        if let imagePrice {
            prices.append(JSONMember("image", .string(DecimalText.dollars(imagePrice.nanoUSD, decimals: 9))))
        }
        if !tiers.isEmpty {
            let tiers = tiers.map { JSONValue.object([JSONMember("above", .int($0.above))] + $0.price.members) }
            prices.append(JSONMember("tiers", .array(tiers)))
        }
        if !prices.isEmpty { members.append(JSONMember("price", .object(prices))) }
        add("capabilities", capabilities.members.map(\.rawValue))
        members.append(
            JSONMember(
                "modality",
                [
                    "input": .array(inputModalities.map { .string($0.rawValue) }),
                    "output": .array(outputModalities.map { .string($0.rawValue) }),
                ]))
        add("strengths", strengths)
        add("use_cases", useCases)
        if let deprecated {
            members.append(JSONMember("deprecated", .string(String(deprecated.description.prefix(10)))))
        }
        return .object(members)
    }
}

extension ModelPrice {
    /// Dollars for a million tokens, as texts: a JSON number would invite a binary fraction.
    package var members: [JSONMember] {
        var members = [
            JSONMember("input", .string(input.perMillion)), JSONMember("output", .string(output.perMillion)),
        ]
        for (key, price) in [("cached_input", cachedInput), ("cache_write", cacheWrite), ("reasoning", reasoning)] {
            if let price { members.append(JSONMember(key, .string(price.perMillion))) }
        }
        return members
    }
}

extension CatalogueFields {
    fileprivate func money(_ key: String) throws(CatalogueError) -> Money? {
        guard let value = value(key) else { return nil }
        guard let text = value.string, let money = Money(decimal: text) else {
            throw problem("`\(key)` must be dollars as a text, such as \"2.50\"")
        }
        return money
    }

    private func tokenPrice(_ key: String) throws(CatalogueError) -> TokenPrice? {
        guard let money = try money(key) else { return nil }
        guard let price = TokenPrice(perMillion: money) else {
            throw problem("`\(key)` may have at most six decimals")
        }
        guard price.picoUSDPerToken <= Self.maximumPrice else {
            throw problem("`\(key)` is more than 10000 dollars for a million tokens")
        }
        return price
    }

    fileprivate func price() throws(CatalogueError) -> ModelPrice? {
        let input = try tokenPrice("input")
        let output = try tokenPrice("output")
        let cached = try tokenPrice("cached_input")
        let written = try tokenPrice("cache_write")
        let thinking = try tokenPrice("reasoning")
        if [input, output, cached, written, thinking].allSatisfy({ $0 == nil }) { return nil }
        guard let input, let output else { throw problem("a price needs both `input` and `output`") }
        return ModelPrice(
            input: input, output: output, cachedInput: cached, cacheWrite: written, reasoning: thinking)
    }

    fileprivate func tiers() throws(CatalogueError) -> [PriceTier] {
        guard let value = value("tiers") else { return [] }
        guard let list = value.array, list.count <= Self.maximumList else {
            throw problem("`tiers` must be a list of at most \(Self.maximumList) prices")
        }
        var tiers: [PriceTier] = []
        for element in list {
            guard let members = element.object else { throw problem("`tiers` must hold objects") }
            let fields = CatalogueFields(members: members, entry: entry)
            try fields.checkKeys(["above", "input", "output", "cached_input", "cache_write", "reasoning"])
            guard let above = try fields.tokens("above"), let price = try fields.price() else {
                throw problem("a price in `tiers` needs `above`, `input` and `output`")
            }
            guard tiers.last.map({ $0.above < above }) ?? true else {
                throw problem("the prices in `tiers` must stand in the order of `above`")
            }
            tiers.append(PriceTier(above: above, price: price))
        }
        return tiers
    }
}
