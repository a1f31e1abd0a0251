import Testing
import TurnoutCore

@testable import TurnoutPolicy

@Suite("The built-in catalogue")
struct BuiltinCatalogueTests {
    static let path = "Sources/TurnoutPolicy/Catalogue/models.json"

    @Test("is the data file, entry by entry")
    func sameAsFile() throws {
        let file = try ModelCatalogue(json: #require(Repository.bytes(Self.path)))
        let builtin = ModelCatalogue.builtin
        #expect(builtin.entries.count == BuiltinCatalogue.count)
        #expect(builtin.entries.count == file.entries.count)
        for (one, other) in zip(builtin.entries, file.entries) { #expect(one == other) }
        #expect(builtin.sources == file.sources)
    }

    @Test("names its source and licence")
    func source() throws {
        let source = try #require(ModelCatalogue.builtin.sources.first)
        #expect(source.name?.contains("LiteLLM") == true)
        #expect(source.licence?.hasPrefix("MIT") == true)
        #expect(source.version != nil && source.retrieved?.count == 10)
    }

    @Test(
        "has the current models of six services",
        arguments: ["openai", "azure", "anthropic", "gemini", "openrouter", "deepseek"])
    func services(_ word: String) throws {
        let kind = try #require(ProviderKind(rawValue: word))
        let entries = ModelCatalogue.builtin.entries.filter { $0.kind == kind }
        #expect(entries.count >= 5)
        for entry in entries {
            #expect(entry.context != nil && entry.price != nil && !entry.capabilities.isEmpty, "\(entry.name)")
            #expect(!entry.useCases.isEmpty && !entry.inputModalities.isEmpty, "\(entry.name)")
            #expect(!entry.capabilities.intersection(kind.capabilities).isEmpty, "\(entry.name)")
            let generates = entry.capabilities.contains(Capabilities(.chat))
            #expect(generates != entry.capabilities.contains(Capabilities(.embeddings)) || !generates, "\(entry.name)")
        }
    }

    @Test("holds exact prices and sizes")
    func values() throws {
        let entry = try #require(ModelCatalogue.builtin.entry(for: .openai, modelID: "gpt-4o"))
        #expect(entry.context == 128_000 && entry.maxOutput == 16_384)
        // 2.50, 10 and 1.25 dollars for a million tokens.
        #expect(entry.price?.input.picoUSDPerToken == 2_500_000)
        #expect(entry.price?.output.picoUSDPerToken == 10_000_000)
        #expect(entry.price?.cachedInput?.picoUSDPerToken == 1_250_000)
        #expect(entry.capabilities == Capabilities([.chat, .stream, .tools, .images, .json, .schema]))
        #expect(entry.inputModalities.contains(.image) && entry.outputModalities == [.text])
        let large = try #require(ModelCatalogue.builtin.entry(for: .openai, modelID: "gpt-5"))
        // A prompt of 272k and an answer of 128k make the window of 400k.
        #expect(large.context == 400_000 && large.maxInput == 272_000 && large.maxOutput == 128_000)
        let embedding = try #require(ModelCatalogue.builtin.entry(for: .openai, modelID: "text-embedding-3-small"))
        #expect(embedding.capabilities == Capabilities(.embeddings) && embedding.maxOutput == nil)
    }

    @Test("lists each name once, in the order of services and names")
    func order() {
        let entries = ModelCatalogue.builtin.entries
        #expect(Set(entries.map(\.name)).count == entries.count)
        for (first, second) in zip(entries, entries.dropFirst()) where first.kind == second.kind {
            #expect(first.id.utf8.lexicographicallyPrecedes(second.id.utf8))
        }
    }
}
