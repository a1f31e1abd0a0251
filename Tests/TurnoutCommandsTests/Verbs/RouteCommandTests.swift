import Testing
import TurnoutCore
import TurnoutPolicy

@testable import TurnoutCommands

/// `turnout route`: one request, its decision and the exit code.
@Suite struct RouteCommandTests {
    private let files = SamplePolicies.whole

    private func route(_ arguments: String..., input: String = "") async -> CommandRun {
        await CommandRun(arguments: ["route", "-p", "p.yaml"] + arguments, files: files, input: MemoryInput(input))
    }

    @Test func explainsARejection() async {
        let run = await route(
            "--set", "tokens=9000", "--label", "pii.email", "--breaker", "ollama/llama3.2=open", "--at", "2026-05-01")
        #expect(run.status == 1)
        #expect(run.errors.isEmpty)
        #expect(
            run.output == """
                REJECT no_eligible_target
                task         complex       classify.task.long  p.yaml:18:7  tokens 9000 >= 8000
                sensitivity  confidential  classify.sensitivity.pii  p.yaml:20:7
                                           label pii.email
                route        sensitive     p.yaml:27:5  sensitivity confidential >= confidential
                  1  ollama/llama3.2  SKIP  breaker open (retry in 5 s)
                not considered: anthropic/claude-sonnet, denied by guards.stay-home p.yaml:23:5
                nearest change: ollama/llama3.2 available -> ALLOW ollama/llama3.2

                """)
        #expect(run.output.widestLine <= 80)
    }

    @Test func classifiesTheText() async {
        let run = await route("--task", "complex", "Write to jane.doe@example.org.", "-v")
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("ALLOW ollama/llama3.2\n"))
        #expect(run.output.contains("found: pii.email in messages[0], bytes 9 to 29"))
        #expect(!run.output.contains("jane"))
        #expect(run.output.widestLine <= 80)
    }

    @Test func readsStandardInput() async {
        let run = await route("--task", "complex", "-", input: "Call jane.doe@example.org.\n")
        #expect(run.status == 0)
        #expect(run.output.contains("label pii.email"))
    }

    @Test func theBudgetAndTheStateCount() async {
        #expect(await route("--task", "complex").output.hasPrefix("ALLOW anthropic/claude-sonnet\n"))
        #expect(
            await route("--task", "complex", "--budget", "user-day=soft").output.hasPrefix("ALLOW ollama/llama3.2\n"))
        #expect(await route("--task", "complex", "--offline").output.hasPrefix("ALLOW ollama/llama3.2\n"))
        #expect(await route("--task", "complex", "--down", "anthropic").output.hasPrefix("ALLOW ollama/llama3.2\n"))
        #expect(await route("--task", "complex", "--down", "ollama", "--offline").status == 1)
    }

    @Test func writesJSON() async throws {
        let run = await route("--task", "complex", "--format", "json", "hello")
        #expect(run.status == 0)
        let value = try JSONValue(parsing: run.output)
        #expect(value["format_version"]?.int == 1)
        #expect(value["target"]?.string == "anthropic/claude-sonnet")
        #expect(value["route"]?["position"]?["line"]?.int == 29)
        #expect(value["policy"]?["digest"]?.string?.utf8.count == 64)
    }

    @Test(arguments: [
        (["--task", "complx"], "error: --task: `complx` is no value of `task`\n help: did you mean `complex`?\n"),
        (["--label", "pii.mail"], "error: --label: unknown label `pii.mail`\n help: did you mean `pii.email`?\n"),
        (["--label", "pee.email"], "error: --label: unknown label `pee.email`\n help: did you mean `pii.email`?\n"),
        (["--set", "tokns=3"], "error: --set: unknown attribute `tokns`\n help: did you mean `tokens`?\n"),
        (
            ["--set", "tokens"],
            "error: --set: `tokens` is not of the form name=value\n help: write `--set tokens=9000`\n"
        ),
        (["--set", "tokens=x"], "error: --set: `x` is no value of `tokens`\n help: write it like `8k`\n"),
        (["--set", "feature=chatt"], "error: --set: `chatt` is no value of `feature`\n help: did you mean `chat`?\n"),
        (
            ["--breaker", "olama/llama3.2=open"],
            "error: --breaker: unknown target `olama/llama3.2`\n help: did you mean `ollama/llama3.2`?\n"
        ),
        (
            ["--breaker", "ollama/llama3.2=opened"],
            "error: --breaker: unknown breaker state `opened`\n help: did you mean `open`?\n"
        ),
        (["--down", "nobody"], "error: --down: unknown target `nobody`\n help: known: ollama/llama3.2,"),
        (["--budget", "user-dy=soft"], "error: --budget: unknown budget `user-dy`\n help: did you mean `user-day`?\n"),
        (["--budget", "user-day=x"], "error: --budget: unknown budget state `x`\n help: known: ok, soft, hard\n"),
        (["--at", "noon"], "error: --at: `noon` is no moment\n help: write it like"),
        (["--file", "/nowhere/at-all"], "error: cannot read `/nowhere/at-all`: no such file or directory\n"),
        (["hello", "--file", "x"], "error: a text and --file were both given; leave one out\n"),
        (["--jsonl", "hello"], "error: --jsonl reads standard input or --file; leave the text out\n"),
        (["--format", "xml"], "error: the value 'xml' is invalid for '--format <format>'."),
        (["--nonsense"], "error: unknown option '--nonsense'"),
    ])
    func badFlagsAreNamed(_ arguments: [String], _ expected: String) async {
        let run = await CommandRun(arguments: ["route", "-p", "p.yaml"] + arguments, files: files)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix(expected), "\(run.errors)")
    }

    @Test func anInvalidPolicyIsShownOnTheErrorStream() async {
        let run = await CommandRun(
            "route", "-p", "p.yaml", "hello", files: MemoryFiles(["p.yaml": CheckCommandTests.broken]))
        #expect(run.status == 3)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("error[unknown_choice]"))
        #expect(run.errors.hasSuffix("p.yaml cannot be used: 4 errors\n"))
    }

    @Test func brokenTextIsReported() async {
        let run = await CommandRun(
            "route", "-p", "p.yaml", "-", files: files, input: MemoryInput([[0x68, 0x69, 0xFF, 0x21]]))
        #expect(run.status == 2)
        #expect(run.errors == "error: standard input is not valid UTF-8, at byte 2\n")
    }

    @Test func tooMuchTextIsReported() async {
        let piece = [UInt8](repeating: 0x61, count: 1 << 20)
        let run = await CommandRun(
            "route", "-p", "p.yaml", "-", files: files, input: MemoryInput(Array(repeating: piece, count: 17)))
        #expect(run.status == 2)
        #expect(run.errors == "error: standard input is larger than 16 MiB\n")
    }

    @Test func theEnvironmentFillsInNames() async {
        let text = SamplePolicies.wholeText.replacing(
            "kind: ollama\n", with: "kind: ollama\n    endpoint: ${HOME_LLM}\n")
        let named = MemoryFiles(["p.yaml": text])
        let set = await CommandRun(
            "route", "-p", "p.yaml", files: named, environment: ["HOME_LLM": "http://127.0.0.1:9"])
        #expect(set.status == 0)
        let unset = await CommandRun("route", "-p", "p.yaml", files: named)
        #expect(unset.status == 3)
        #expect(unset.errors.contains("error[undefined_variable]"))
    }
}
