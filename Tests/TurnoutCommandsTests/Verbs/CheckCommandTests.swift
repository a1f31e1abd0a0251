import Testing
import TurnoutCore
import TurnoutPolicy

@testable import TurnoutCommands

/// `turnout check`: what people, programs and other tools get to see.
@Suite struct CheckCommandTests {
    static let broken = """
        version: 1
        providers:
          ollama: {kind: ollama, models: {llama3.2: {}}}
          openai: {kind: opnai, credentials: {env: OPENAI_API_KEY}, models: {gpt-4o-mini: {}}, limits: {concurrency: 1}}
        rotues: []
        routes:
          - {id: one, task: complx, use: [ollama/llama3.2]}
          - {id: one, use: [ollama/llama3.2]}
        """

    private let files = MemoryFiles([
        "p.yaml": CheckCommandTests.broken, "good.yaml": SamplePolicies.wholeText,
        "warned.yaml": SamplePolicies.wholeText
            + "\noverrides:\n  - {id: old, who: {group: [oncall]}, may: [pin_target], expires: 2020-01-01}\n",
    ])

    @Test func showsAllProblemsWithTheirPlaces() async {
        let run = await CommandRun("check", "p.yaml", files: files)
        #expect(run.status == 3)
        #expect(run.errors.isEmpty)
        #expect(
            run.output == """
                error[unknown_choice]: unknown value `opnai`
                 --> p.yaml:4:18
                  |
                4 |   openai: {kind: opnai, credentials: {env: OPENAI_API_KEY}, models: {gpt-4…
                  |                  ^^^^^
                  = help: did you mean `openai`?

                error[unknown_key]: the policy has no key `rotues`
                 --> p.yaml:5:1
                  |
                5 | rotues: []
                  | ^^^^^^
                  = help: did you mean `routes`?

                error[unknown_task]: unknown task `complx`
                 --> p.yaml:7:21
                  |
                7 |   - {id: one, task: complx, use: [ollama/llama3.2]}
                  |                     ^^^^^^
                  = help: did you mean `complex`?

                error[duplicate_id]: `routes` has two rules named `one`
                 --> p.yaml:8:10
                  |
                8 |   - {id: one, use: [ollama/llama3.2]}
                  |          ^^^
                  = help: rename one of them
                note: first defined here
                 --> p.yaml:7:10
                  |
                7 |   - {id: one, task: complx, use: [ollama/llama3.2]}
                  |          ---

                checked 1 file: 4 errors

                """)
    }

    @Test func saysThatAllIsWell() async {
        let run = await CommandRun("check", "good.yaml", files: files)
        #expect(run.status == 0)
        #expect(run.output == "checked 1 file: no problems\n")
    }

    @Test func warningsFailWhenStrict() async {
        let lenient = await CommandRun("check", "warned.yaml", files: files)
        #expect(lenient.status == 0)
        #expect(lenient.output.contains("warning[expired_override]"))
        #expect(lenient.output.hasSuffix("checked 1 file: 1 warning\n"))
        #expect(await CommandRun("check", "--strict", "warned.yaml", files: files).status == 1)
        #expect(await CommandRun("check", "--strict", "good.yaml", files: files).status == 0)
    }

    @Test func aMissingFileIsAFinding() async {
        let run = await CommandRun("check", "good.yaml", "nowhere.yaml", files: files)
        #expect(run.status == 3)
        #expect(run.output.contains("error[file_unreadable]: cannot read `nowhere.yaml`"))
        #expect(run.output.hasSuffix("checked 2 files: 1 error\n"))
    }

    @Test func aFileThatTwoPoliciesIncludeIsReportedOnce() async {
        let include = MemoryFiles([
            "a.yaml": SamplePolicies.wholeText.replacing("name: acme", with: "include: [r.yaml]\nname: acme"),
            "b.yaml": SamplePolicies.wholeText.replacing("name: acme", with: "include: [r.yaml]\nname: bcme"),
            "r.yaml": "rutes: []\n",
        ])
        let run = await CommandRun("check", "a.yaml", "b.yaml", files: include)
        #expect(run.status == 3)
        #expect(run.output.hasSuffix("checked 2 files: 1 error\n"))
    }

    @Test func colourIsForPeopleWhoWantIt() async {
        let colored = await CommandRun("check", "p.yaml", files: files, isTerminal: true)
        #expect(colored.output.contains("\u{1B}[1;31m"))
        let plain = await CommandRun(
            "check", "p.yaml", files: files, environment: ["NO_COLOR": "1"], isTerminal: true)
        #expect(!plain.output.contains("\u{1B}"))
    }

    @Test func whatAPolicySaysDoesNotSteerTheTerminal() async {
        let hostile = MemoryFiles(["p.yaml": "version: 1\n\"k\\e[2Jey\": 1\n"])
        let run = await CommandRun("check", "p.yaml", files: hostile)
        #expect(run.status == 3)
        #expect(!run.output.contains("\u{1B}"))
        #expect(run.output.contains("<U+001B>[2J"))
    }

    @Test func writesWorkflowCommands() async {
        let run = await CommandRun("check", "--format", "github", "p.yaml", files: files)
        #expect(run.status == 3)
        let expected =
            "::error file=p.yaml,line=4,endLine=4,col=18,endColumn=23,title=unknown_choice::unknown value `opnai`"
            + "%0Ahelp: did you mean `openai`?"
        #expect(run.output.lines.first.map(String.init) == expected)
    }

    @Test func writesJSON() async throws {
        let run = await CommandRun("check", "--format", "json", "p.yaml", files: files)
        let value = try JSONValue(parsing: run.output)
        #expect(value["format_version"]?.int == 1)
        #expect(value["files"]?[0]?["valid"]?.bool == false)
        #expect(value["summary"]?["errors"]?.int == 4)
        let duplicate = try #require(value["diagnostics"]?[3])
        #expect(duplicate["code"]?.string == "duplicate_id")
        #expect(duplicate["span"]?["line"]?.int == 8)
        #expect(duplicate["related"]?[0]?["span"]?["column"]?.int == 10)
    }

    @Test func writesSARIF() async throws {
        let printed = await CommandRun("check", "--format", "sarif", "p.yaml", files: files)
        let value = try JSONValue(parsing: printed.output)
        #expect(value["version"]?.string == "2.1.0")
        let run = try #require(value["runs"]?[0])
        let rules = try #require(run["tool"]?["driver"]?["rules"]?.array)
        let results = try #require(run["results"]?.array)
        #expect(results.count == 4)
        for result in results {
            let rule = rules[try #require(result["ruleIndex"]?.int)]
            #expect(rule["id"] == result["ruleId"])
            let help: String = try #require(rule["help"]?["text"]?.string)
            #expect(!help.isEmpty)
            let place = try #require(result["locations"]?[0]?["physicalLocation"])
            #expect(place["artifactLocation"]?["uri"]?.string == "p.yaml")
            #expect(place["region"]?["startLine"]?.int != nil)
        }
    }
}
