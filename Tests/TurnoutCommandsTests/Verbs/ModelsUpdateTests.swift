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

/// `turnout models update`: a catalogue of the user's own, and what all commands make of it.
@Suite struct ModelsUpdateTests {
    /// A folder that is gone after the test, with a home in it.
    final class Home: Sendable {
        let path: String

        init() throws {
            var template = Array("/tmp/turnout-models-XXXXXX".utf8CString)
            path = try #require(
                template.withUnsafeMutableBufferPointer { buffer in
                    buffer.baseAddress.flatMap(mkdtemp).map { String(cString: $0) }
                })
        }

        deinit {
            for file in [installed, "\(path)/list.json"] { unlink(file) }
            for folder in ["\(path)/share/turnout", "\(path)/share", path] { rmdir(folder) }
        }

        var installed: String { "\(path)/share/turnout/models.json" }
        var environment: [String: String] { ["XDG_DATA_HOME": "\(path)/share"] }

        func write(_ text: String) throws -> String {
            try NewFile.write(text, to: "\(path)/list.json", replaces: true)
            return "\(path)/list.json"
        }

        func run(_ arguments: String..., input: String = "") async -> CommandRun {
            await CommandRun(
                arguments: arguments, files: DiskFiles(), input: MemoryInput(input), environment: environment)
        }
    }

    /// LiteLLM's format: a model of which the price is another than ours, and one that is new.
    static let list = #"""
        {"sample_spec": {"litellm_provider": "one of many"},
         "gpt-4o": {"litellm_provider": "openai", "mode": "chat", "max_input_tokens": 128000, "max_output_tokens": 16384,
           "input_cost_per_token": 2e-06, "output_cost_per_token": 1e-05, "cache_read_input_token_cost": 1.25e-06,
           "supports_function_calling": true, "supports_vision": true, "supports_response_schema": true,
           "supports_pdf_input": true},
         "acme-9": {"litellm_provider": "openai", "mode": "chat", "max_input_tokens": 64000, "max_output_tokens": 4000,
           "input_cost_per_token": 7e-06, "output_cost_per_token": 9e-06}}
        """#

    @Test func installsAndSaysWhatChanges() async throws {
        let home = try Home()
        let file = try home.write(Self.list)
        let dry = await home.run("models", "update", file, "--dry-run")
        #expect(dry.status == 0 && dry.output.contains("2 models, not installed"))
        #expect(DiskFiles().canonicalPath(home.installed) == nil)
        let run = await home.run("models", "update", file)
        #expect(run.status == 0 && run.errors.isEmpty)
        #expect(
            run.output == """
                new (1):
                  openai/acme-9
                changed (1):
                  openai/gpt-4o: input 2.50 -> 2.00
                installed 2 models as \(home.installed)

                """)
        let again = await home.run("models", "update", file)
        #expect(again.output.hasPrefix("nothing changes\n"))
        // Fetched on the day of the tests; the words of the built-in entry are kept.
        let shown = await home.run("models", "show", "gpt-4o")
        #expect(shown.output.contains("2.00 USD/1M") && shown.output.contains("LiteLLM's price list, fetched on 2026"))
        #expect(shown.output.contains("tool use"))
    }

    @Test func whatIsLeftOutNextTimeIsGone() async throws {
        let home = try Home()
        _ = await home.run("models", "update", try home.write(Self.list))
        let model = #"{"kind": "openai", "id": "acme-10", "capabilities": ["chat"]}"#
        let next = #"{"format_version": 1, "source": "ours", "models": [\#(model)]}"#
        let run = await home.run("models", "update", "-", "--format", "json", input: next)
        let value = try JSONValue(parsing: run.output)
        #expect(value["installed"]?.bool == true && value["models"]?.int == 1)
        #expect(value["new"] == ["openai/acme-10"] && value["gone"] == ["openai/acme-9"])
        let change = value["changed"]?[0]
        #expect(change?["model"]?.string == "openai/gpt-4o")
        #expect(change?["facts"]?[0]?["before"]?.string == "2.00" && change?["facts"]?[0]?["after"]?.string == "2.50")
    }

    @Test(arguments: ["", "{}", "<html>", #"{"format_version": 1, "models": []}"#, #"{"m": {"litellm_provider": 1}}"#])
    func refusesNonsenseAndLeavesTheOldOne(_ text: String) async throws {
        let home = try Home()
        _ = await home.run("models", "update", try home.write(Self.list))
        let before = try DiskFiles().read(home.installed)
        let run = await home.run("models", "update", try home.write(text))
        #expect(run.status == 2 && run.output.isEmpty)
        #expect(run.errors.contains("/list.json` cannot be used: ") && run.errors.contains("as it was"))
        #expect(try DiskFiles().read(home.installed) == before)
    }

    @Test func everyPolicyIsLoadedWithIt() async throws {
        let home = try Home()
        _ = await home.run("models", "update", try home.write(Self.list))
        let policy = """
            version: 1
            providers: {openai: {kind: openai, credentials: {env: KEY}, models: {acme-9: {}}}}
            routes: [{use: [openai/acme-9]}]
            """
        try NewFile.write(policy, to: "\(home.path)/list.json", replaces: true)
        let list = await home.run("models", "-p", "\(home.path)/list.json")
        let line = list.output.lines.first { $0.hasPrefix("  acme-9 ") }
        #expect(line?.split(separator: " ") == ["acme-9", "64k", "4000", "7.00", "9.00", "cs-------"])
        let short = await home.run("route", "-p", "\(home.path)/list.json", "--set", "tokens=60000")
        #expect(short.status == 0)
        let long = await home.run("route", "-p", "\(home.path)/list.json", "--set", "tokens=70000")
        #expect(long.status == 1 && long.output.contains("context"))
    }

    @Test(arguments: [["check", "p.yaml"], ["route", "-p", "p.yaml"], ["test", "p.yaml"], ["models"]])
    func aBrokenOneIsAnErrorThatNamesIt(_ arguments: [String]) async {
        let files = MemoryFiles([
            "p.yaml": SamplePolicies.wholeText, "/home/ann/.local/share/turnout/models.json": "{\"format_version\": 3}",
        ])
        let run = await CommandRun(arguments: arguments, files: files, environment: ["HOME": "/home/ann"])
        #expect(run.status == 2 && run.output.isEmpty)
        // Long lines are wrapped.
        let words = run.errors.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
        #expect(words.contains("your model catalogue `/home/ann/.local/share/turnout/models.json` cannot be used"))
        #expect(words.contains("`format_version` must be 1"))
    }

    @Test func aBrokenOneCanBeReplaced() async throws {
        let home = try Home()
        try NewFile.write("{", to: home.installed, replaces: true)
        let run = await home.run("models", "update", try home.write(Self.list))
        #expect(run.status == 0 && run.errors.contains("cannot be used"))
        #expect(await home.run("models").status == 0)
    }

    @Test func thereMustBeAPlace() async throws {
        let home = try Home()
        let file = try home.write(Self.list)
        for environment in [[:], ["HOME": "relative"], ["HOME": ""]] {
            let run = await CommandRun("models", "update", file, environment: environment)
            #expect(run.status == 2 && run.errors.contains("XDG_DATA_HOME"))
        }
        let missing = await home.run("models", "update", "\(home.path)/missing.json")
        #expect(missing.status == 2 && missing.errors.contains("no such file"))
    }

    @Test func theInstalledFileIsACatalogue() throws {
        let text = UserCatalogue.text(of: .builtin)
        #expect(try ModelCatalogue(json: Array(text.utf8)).entries == ModelCatalogue.builtin.entries)
        #expect(text.lines.count == ModelCatalogue.builtin.entries.count + 10)
    }
}
