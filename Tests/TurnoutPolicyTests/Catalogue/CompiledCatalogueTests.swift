import Testing
import TurnoutCore

@testable import TurnoutPolicy

@Suite("Policies and the catalogue")
struct CompiledCatalogueTests {
    static let catalogue = ModelCatalogue([
        ModelEntry(
            kind: .openai, id: "acme-1", context: 100_000, maxOutput: 8_000,
            price: ModelPrice(
                input: TokenPrice(picoUSDPerToken: 1_000_000), output: TokenPrice(picoUSDPerToken: 2_000_000)),
            capabilities: Capabilities([.chat, .stream, .tools, .json, .embeddings]), strengths: ["speed"]),
        ModelEntry(
            kind: .anthropic, id: "acme-1", context: 50_000, capabilities: Capabilities([.chat, .json, .embeddings]),
            deprecated: Timestamp(rfc3339: "2026-06-01")),
    ])

    static func load(
        _ models: String, kind: String = "openai", catalogue: ModelCatalogue = catalogue, more: String = ""
    )
        -> PolicyLoadResult
    {
        let name = models.prefix { $0 != ":" }
        let text = """
            version: 1
            providers:
              p: {kind: \(kind), credentials: {env: KEY}, models: {\(models)}\(more)}
            routes: [{use: [p/\(name)]}]
            """
        return Policy.load(
            "policy.yaml", options: PolicyLoadOptions(now: Parts.now, catalogue: catalogue),
            files: MemoryFiles(["policy.yaml": text]))
    }

    static func target(_ result: PolicyLoadResult) throws -> Target {
        try #require(result.policy?.targets.first, "\(result.words)")
    }

    @Test("what the policy leaves out comes from the catalogue")
    func taken() throws {
        let target = try Self.target(Self.load("acme-1: {}"))
        #expect(target.context == 100_000 && target.maxOutput == 8_000)
        #expect(target.price?.output.picoUSDPerToken == 2_000_000)
        #expect(target.capabilities == Capabilities([.chat, .stream, .tools, .json, .embeddings]))
        #expect(target.entry?.strengths == ["speed"])
    }

    @Test("the policy's own words win, key by key")
    func own() throws {
        let target = try Self.target(Self.load("acme-1: {context: 6k, price: {input: 9 USD/1M, output: 9 USD/1M}}"))
        #expect(target.context == 6_000 && target.price?.input.picoUSDPerToken == 9_000_000)
        // An answer is never longer than the conversation.
        #expect(target.maxOutput == 6_000)
        #expect(target.capabilities.contains(Capabilities(.tools)))
        let capable = try Self.target(Self.load("acme-1: {capabilities: [chat]}"))
        #expect(capable.capabilities == Capabilities(.chat) && capable.context == 100_000)
    }

    @Test("a dated `id` is found, another name is not guessed")
    func names() throws {
        #expect(try Self.target(Self.load("m: {id: acme-1-2026-01-31}")).context == 100_000)
        let unknown = try Self.target(Self.load("acme-2: {}"))
        #expect(unknown.entry == nil && unknown.price == nil && unknown.isPriced)
        #expect(unknown.capabilities == Capabilities([.chat, .stream]))
    }

    @Test("what the interface cannot ask for is not taken")
    func abilities() throws {
        let target = try Self.target(Self.load("acme-1: {}", kind: "anthropic"))
        #expect(target.capabilities == Capabilities(.chat))
    }

    @Test("Azure's models are looked up among OpenAI's as well, by their `id`")
    func azure() throws {
        let result = Self.load("m: {id: acme-1}", kind: "azure", more: ", resource: acme-eu")
        #expect(try Self.target(result).context == 100_000)
    }

    @Test("a local server is no service, whatever it speaks")
    func local() throws {
        let result = Self.load(
            "acme-1: {}", more: ", endpoint: \"http://127.0.0.1:1/v1\", locality: local")
        let target = try Self.target(result)
        #expect(target.entry == nil && target.context == nil && target.price?.isFree == true)
        let compatible = Self.load(
            "acme-1: {}", kind: "openai_compatible", more: ", endpoint: \"https://llm.example.com/v1\"")
        #expect(try Self.target(compatible).entry == nil)
    }

    @Test("the digest covers what was taken, and only that")
    func digest() throws {
        func digest(_ models: String, _ catalogue: ModelCatalogue) throws -> String {
            try #require(Self.load(models, catalogue: catalogue).policy).digest
        }
        let none = ModelCatalogue([])
        var dearer = Self.catalogue.entries
        dearer[0].price?.input = TokenPrice(picoUSDPerToken: 1_000_001)
        var praised = Self.catalogue.entries
        praised[0].strengths = ["wisdom"]
        #expect(try digest("acme-1: {}", Self.catalogue) != digest("acme-1: {}", none))
        #expect(try digest("acme-1: {}", Self.catalogue) != digest("acme-1: {}", ModelCatalogue(dearer)))
        #expect(try digest("acme-1: {}", Self.catalogue) == digest("acme-1: {}", ModelCatalogue(praised)))
        #expect(try digest("acme-2: {}", Self.catalogue) == digest("acme-2: {}", none))
        let all =
            "acme-1: {context: 1k, max_output: 1k, capabilities: [chat], price: {input: 1 USD/1M, output: 1 USD/1M}}"
        #expect(try digest(all, Self.catalogue) == digest(all, none))
    }

    @Test("a retired model is warned about from its day on")
    func retired() throws {
        let result = Self.load("m: {id: acme-1}", kind: "anthropic")
        #expect(result.codes == ["warning deprecated_model"])
        #expect(result.words.contains("gave up `acme-1` on 2026-06-01"))
        #expect(result.diagnostics.first?.span?.start.line == 3)
        var later = Self.catalogue.entries
        later[1].deprecated = Timestamp(rfc3339: "2026-06-02")
        #expect(Self.load("m: {id: acme-1}", kind: "anthropic", catalogue: ModelCatalogue(later)).codes.isEmpty)
    }

    @Test("a stated capability that the interface lacks is warned about")
    func unsupported() throws {
        let result = Self.load("x: {capabilities: [chat, embeddings]}", kind: "anthropic")
        #expect(result.codes == ["warning unsupported_capability"])
        #expect(Self.load("x: {capabilities: [chat, embeddings]}").codes.isEmpty)
    }
}
