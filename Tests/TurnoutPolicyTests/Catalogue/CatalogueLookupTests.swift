import Testing
import TurnoutCore

@testable import TurnoutPolicy

@Suite("Looking up models")
struct CatalogueLookupTests {
    static func entry(_ id: String, _ kind: ProviderKind = .openai, aliases: [String] = [], context: Int = 1_000)
        -> ModelEntry
    {
        ModelEntry(kind: kind, id: id, aliases: aliases, context: context)
    }

    let catalogue = ModelCatalogue([
        entry("gpt-4o"), entry("gpt-4o-2024-05-13", context: 2_000), entry("big", aliases: ["large", "big-latest"]),
        entry("opus", .anthropic),
    ])

    @Test("by the exact name first")
    func exact() {
        #expect(catalogue.entry(for: .openai, modelID: "gpt-4o")?.context == 1_000)
        #expect(catalogue.entry(for: .openai, modelID: "gpt-4o-2024-05-13")?.context == 2_000)
    }

    @Test("by an alias")
    func alias() {
        #expect(catalogue.entry(for: .openai, modelID: "large")?.id == "big")
        #expect(catalogue.entry(for: .openai, modelID: "big-latest-2026-01-31")?.id == "big")
    }

    @Test("a dated name by its base", arguments: ["gpt-4o-2024-08-06", "gpt-4o-20240806"])
    func dated(_ name: String) {
        #expect(catalogue.entry(for: .openai, modelID: name)?.id == "gpt-4o")
    }

    @Test(
        "and by nothing else",
        arguments: [
            "gpt-4", "GPT-4o", "gpt-4o-mini", "gpt-4o ", "gpt-4o-2024-13-06", "gpt-4o-2024-08-32", "gpt-4o-1924-08-06",
            "gpt-4o-0806", "gpt-4o-2024-8-6", "gpt-4o2024-08-06", "gpt-4o-202408067", "", "-2024-08-06", "20240806",
        ])
    func notFuzzy(_ name: String) {
        #expect(catalogue.entry(for: .openai, modelID: name) == nil)
    }

    @Test("within one service only")
    func service() {
        #expect(catalogue.entry(for: .openai, modelID: "opus") == nil)
        #expect(catalogue.entry(for: .anthropic, modelID: "opus-20260101")?.id == "opus")
        #expect(catalogue.entry(for: .custom, modelID: "gpt-4o") == nil)
    }

    @Test("of two catalogues, the later wins, and words stay where it has none")
    func merging() throws {
        var known = Self.entry("gpt-4o")
        known.strengths = ["speed"]
        known.aliases = ["omni", "new"]
        let first = ModelCatalogue([known, Self.entry("old")], source: CatalogueSource(name: "first"))
        let second = ModelCatalogue(
            [Self.entry("gpt-4o", context: 9), Self.entry("new", aliases: ["old"])],
            source: CatalogueSource(name: "second"))
        let merged = first.merging(second)
        #expect(merged.entries.map(\.id) == ["gpt-4o", "new", "old"].sorted())
        let entry = try #require(merged.entry(for: .openai, modelID: "gpt-4o"))
        #expect(entry.context == 9 && entry.strengths == ["speed"])
        // A name of its own goes before another model's alias.
        #expect(merged.entry(for: .openai, modelID: "old")?.id == "old")
        #expect(merged.entry(for: .openai, modelID: "omni")?.id == "gpt-4o")
        #expect(merged.entry(for: .openai, modelID: "new")?.id == "new")
        #expect(merged.source(of: entry)?.name == "second")
        #expect(merged.source(of: Self.entry("old"))?.name == "first")
        #expect(merged.sources.map(\.name) == ["first", "second"])
    }
}
