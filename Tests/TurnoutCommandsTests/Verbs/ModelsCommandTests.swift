import Testing
import TurnoutCore
import TurnoutPolicy

@testable import TurnoutCommands

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// `turnout models`: the catalogue in lists, side by side and one by one.
@Suite struct ModelsCommandTests {
    @Test func listsWithinEightyColumns() async {
        let run = await CommandRun("models")
        #expect(run.status == 0 && run.errors.isEmpty)
        #expect(run.output.widestLine <= 80)
        for group in ["openai", "azure", "anthropic", "gemini", "openrouter", "deepseek"] {
            #expect(run.output.contains("\n\(group)\n"))
        }
        let line = run.output.lines.first { $0.hasPrefix("  gpt-4o ") }
        #expect(line?.split(separator: " ") == ["gpt-4o", "128k", "16.4k", "2.50", "10.00", "cstijS---"])
        #expect(run.output.contains("abilities: c chat, s stream,"))
        #expect(run.output.contains("from LiteLLM"))
        let explicit = await CommandRun("models", "list")
        #expect(explicit.output == run.output)
    }

    @Test func listsOneService() async {
        let run = await CommandRun("models", "--provider", "anthropic")
        #expect(run.status == 0)
        #expect(run.output.contains("claude-") && !run.output.contains("gpt-"))
        let unknown = await CommandRun("models", "--provider", "antropic")
        #expect(unknown.status == 2)
        #expect(unknown.errors.contains("--provider: unknown service `antropic`"))
        #expect(unknown.errors.contains("did you mean `anthropic`?"))
    }

    @Test func listsAsJSON() async throws {
        let run = await CommandRun("models", "--provider", "deepseek", "--format", "json")
        #expect(run.status == 0)
        let value = try JSONValue(parsing: run.output)
        #expect(value["format_version"]?.int == 1)
        #expect(value["sources"]?[0]?["licence"]?.string?.hasPrefix("MIT") == true)
        let models = try #require(value["models"]?.array)
        #expect(models.count == ModelCatalogue.builtin.entries.count { $0.kind == .deepseek })
        #expect(models.allSatisfy { $0["kind"]?.string == "deepseek" && $0["price"]?["input"]?.string != nil })
    }

    @Test func listsTheTargetsOfAPolicy() async throws {
        let run = await CommandRun("models", "-p", "p.yaml", files: SamplePolicies.whole)
        #expect(run.status == 0)
        let local = run.output.lines.first { $0.hasPrefix("  llama3.2 ") }
        #expect(local?.split(separator: " ") == ["llama3.2", "128k", "-", "0.00", "0.00", "cst------"])
        let sonnet = run.output.lines.first { $0.hasPrefix("  claude-sonnet ") }
        // The policy has a price of its own; the rest is the catalogue's, less what the interface lacks.
        #expect(sonnet?.split(separator: " ") == ["claude-sonnet", "200k", "64k", "3.00", "15.00", "csti-S--r"])
        let json = await CommandRun("models", "-p", "p.yaml", "--format", "json", files: SamplePolicies.whole)
        let models = try #require(JSONValue(parsing: json.output)["models"]?.array)
        #expect(models.map { $0["target"]?.string } == ["ollama/llama3.2", "anthropic/claude-sonnet"])
        #expect(models[0]["catalogue"]?.isNull == true && models[1]["catalogue"]?["id"]?.string == "claude-sonnet-4-5")
        let broken = await CommandRun("models", "-p", "q.yaml", files: MemoryFiles(["q.yaml": "version: 2"]))
        #expect(broken.status == 3 && broken.errors.contains("unsupported_version"))
    }

    @Test func marksWhatWasGivenUp() async {
        // Tests run at the beginning of 2026.
        let file = #"""
            {"format_version": 1, "models": [
              {"kind": "openai", "id": "acme-old", "capabilities": ["chat"], "deprecated": "2025-12-31"},
              {"kind": "openai", "id": "acme-new", "capabilities": ["chat"], "deprecated": "2026-12-31"}]}
            """#
        let run = await CommandRun(
            "models", files: MemoryFiles(["/data/turnout/models.json": file]), environment: ["XDG_DATA_HOME": "/data"])
        #expect(run.output.contains("  acme-old * ") && run.output.contains("  acme-new  "))
        #expect(run.output.contains("\n* given up by its service\n"))
    }

    @Test(arguments: [["gpt-4o", "gpt-5"], ["gpt-4o", "anthropic/claude-opus-4-5", "deepseek/deepseek-chat"]])
    func comparesSideBySide(_ models: [String]) async {
        let run = await CommandRun(arguments: ["models", "--compare"] + models, files: MemoryFiles([String: String]()))
        #expect(run.status == 0 && run.errors.isEmpty)
        #expect(run.output.widestLine <= 80)
        let context = run.output.lines.filter { $0.hasPrefix("context ") }
        #expect(context.count == 1 && context.first?.contains("128000 tokens") == true)
        #expect(run.output.contains("2.50 USD/1M"))
        for line in run.output.lines { #expect(line.last != " ") }
    }

    @Test func comparesMoreThanFitBelowEachOther() async throws {
        let models = ["gpt-4o", "gpt-5", "o3", "gpt-4.1", "openrouter/nvidia/nemotron-3-super-120b-a12b"]
        let run = await CommandRun(arguments: ["models", "--compare"] + models, files: MemoryFiles([String: String]()))
        #expect(run.status == 0 && run.output.widestLine <= 80)
        #expect(run.output.lines.count { $0.hasPrefix("context ") } == 2)
        let json = await CommandRun(
            arguments: ["models", "--format", "json", "--compare"] + models, files: MemoryFiles([String: String]()))
        #expect(try JSONValue(parsing: json.output)["models"]?.array?.count == 5)
    }

    @Test(arguments: [
        ["models", "--compare", "gpt-4o"], ["models", "--compare"], ["models", "show"], ["models", "x"],
    ])
    func usageErrorsEndWithTwo(_ arguments: [String]) async {
        let run = await CommandRun(arguments: arguments, files: MemoryFiles([String: String]()))
        #expect(run.status == 2 && run.output.isEmpty && run.errors.hasPrefix("error: "))
    }

    @Test func showsAllOfOne() async throws {
        let run = await CommandRun("models", "show", "gpt-4o")
        #expect(run.status == 0 && run.output.widestLine <= 80)
        for word in ["openai/gpt-4o", "128000 tokens", "1.25 USD/1M", "LiteLLM", "MIT, Copyright", "images"] {
            #expect(run.output.contains(word), "\(word)")
        }
        #expect(await CommandRun("models", "show", "azure/gpt-4o").output.contains("azure/gpt-4o"))
        #expect(await CommandRun("models", "show", "gpt-5.6").output.contains("openai/gpt-5.6-sol"))
        let json = await CommandRun("models", "show", "gpt-4o", "--format", "json")
        let value = try JSONValue(parsing: json.output)
        #expect(value["model"]?["price"]?["cached_input"]?.string == "1.25")
        #expect(value["source"]?["source"]?.string?.contains("LiteLLM") == true)
    }

    @Test func unknownModelsGetASuggestion() async {
        let run = await CommandRun("models", "show", "gpt-4oo")
        #expect(run.status == 2)
        #expect(run.errors == "error: unknown model `gpt-4oo`\n help: did you mean `gpt-4o`?\n")
        let full = await CommandRun("models", "--compare", "gpt-4o", "antropic/claude-opus-5")
        #expect(full.errors.contains("did you mean `anthropic/claude-opus-5`?"))
    }

    @Test(
        arguments: [
            (8_191, "8191"), (16_384, "16.4k"), (128_000, "128k"), (999_949, "999.9k"), (999_950, "1M"),
            (1_000_000, "1M"), (1_047_576, "1.05M"), (2_000_000_000, "2000M"), (Int.max, "9223372036854.78M"),
        ] as [(Int, String)])
    func shortNumbers(_ tokens: Int, _ text: String) {
        #expect(TokenText.short(tokens) == text)
    }
}
