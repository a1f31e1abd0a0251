import Testing
import TurnoutCore
import TurnoutPolicy

/// `turnout tokens`, as people and scripts use it.
@Suite struct TokensCommandTests {
    @Test func countsForAModel() async throws {
        let run = await CommandRun("tokens", "--model", "gpt-4o", input: MemoryInput("The quick brown fox."))
        #expect(run.status == 0)
        #expect(run.output.contains("at most   21\n"))
        #expect(run.output.contains("family    o200k, weights fitted to its own vocabulary\n"))
        #expect(run.output.widestLine <= 80)
        let json = await CommandRun("tokens", "--format", "json", input: MemoryInput("The quick brown fox."))
        let report = try JSONValue(parsing: Array(json.output.utf8))
        #expect(report["format_version"]?.int == 1 && report["family"]?.string == "unknown")
        #expect(report["bound"]?.int == 21 && report["exact"]?.bool == false && report["margin_percent"]?.int == 50)
    }

    @Test func countsForATarget() async {
        let flags = ["tokens", "-p", "p.yaml", "--target"]
        let run = await CommandRun(
            arguments: flags + ["anthropic/claude-sonnet"], files: SamplePolicies.whole, input: MemoryInput("Hi"))
        #expect(run.status == 0 && run.output.contains("family    claude, weights fitted to an older vocabulary"))
        let wrong = await CommandRun(arguments: flags + ["no/such"], files: SamplePolicies.whole)
        #expect(wrong.status == 2 && wrong.errors.contains("`ollama/llama3.2`"))
        let broken = await CommandRun(
            arguments: flags + ["a/b"], files: MemoryFiles(["p.yaml": "version: 2\n"]), input: MemoryInput(""))
        #expect(broken.status == 3)
    }

    @Test(arguments: [("1000", 0, "it fits"), ("12", 0, "it probably fits"), ("8", 1, "it probably does not fit")])
    func tellsWhetherItFits(_ limit: String, _ status: Int32, _ sentence: String) async {
        let text = "One two three four five six seven eight nine ten."
        let run = await CommandRun("tokens", "--model", "gpt-4o", "--max", limit, input: MemoryInput(text))
        #expect(run.status == status)
        #expect(run.output.contains(sentence), "\(run.output)")
    }

    @Test func jsonLines() async throws {
        let lines = """
            {"id": "a", "text": "à la carte", "model": "qwen2.5"}
            {"text": "nothing"}
            {"id": 3}
            no json

            """
        let run = await CommandRun("tokens", "--jsonl", "--model", "gemma-3", input: MemoryInput(lines))
        #expect(run.status == 2)
        let answers = try run.output.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) }
        #expect(answers.count == 4)
        #expect(answers[0]["id"]?.string == "a" && answers[0]["family"]?.string == "qwen")
        #expect(answers[1]["id"]?.int == 2 && answers[1]["family"]?.string == "gemma")
        #expect(answers[2]["error"]?["field"]?.string == "text" && answers[3]["error"] != nil)
    }

    @Test(arguments: [
        ["--model", "a", "-p", "p.yaml", "--target", "a/b"], ["-p", "p.yaml"], ["--target", "a/b"], ["--max", "-1"],
        ["--jsonl", "--format", "text"], ["--jsonl", "--max", "5"],
    ])
    func flagsThatDoNotGoTogether(flags: [String]) async {
        #expect(await CommandRun(arguments: ["tokens"] + flags, files: SamplePolicies.whole).status == 2)
    }
}
