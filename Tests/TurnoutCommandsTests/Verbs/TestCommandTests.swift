import Testing
import TurnoutCore
import TurnoutPolicy

@testable import TurnoutCommands

/// `turnout test`: the tests that policies hold.
@Suite struct TestCommandTests {
    private let files = MemoryFiles([
        "p.yaml": SamplePolicies.wholeText,
        "failing.yaml": SamplePolicies.wholeText
            + "\n  - name: wrong on purpose\n    request: {task: complex}\n    expect: {outcome: reject, route: default}\n",
        "none.yaml": String(SamplePolicies.wholeText.prefix { _ in true }.split(separator: "tests:")[0]),
    ])

    @Test func passes() async {
        let run = await CommandRun("test", "p.yaml", files: files)
        #expect(run.status == 0)
        #expect(run.output == "p.yaml\n  ok    a mail address stays home\n1 test: 1 passed, 0 failed\n")
    }

    @Test func showsWhatDiffersAndTheDecision() async {
        let run = await CommandRun("test", "failing.yaml", files: files)
        #expect(run.status == 1)
        #expect(
            run.output == """
                failing.yaml
                  ok    a mail address stays home
                  FAIL  wrong on purpose
                        failing.yaml:35:5
                        outcome: expected reject, got allow
                        route: expected default, got quality
                      | ALLOW anthropic/claude-sonnet
                      | task         complex  classify.task.explicit  failing.yaml:17:7
                      | sensitivity  public   no rule raises it
                      | route        quality  failing.yaml:29:5       task is complex
                      |   1  anthropic/claude-sonnet  USE
                      |   2  ollama/llama3.2          USE
                2 tests: 1 passed, 1 failed

                """)
        #expect(run.output.widestLine <= 80)
    }

    @Test func noTestIsAFailure() async {
        let run = await CommandRun("test", "none.yaml", files: files)
        #expect(run.status == 1)
        #expect(run.output.contains("no tests found"))
    }

    @Test func anInvalidPolicyOutweighsAFailure() async {
        let run = await CommandRun("test", "failing.yaml", "nowhere.yaml", files: files)
        #expect(run.status == 3)
        #expect(run.errors.contains("file_unreadable"))
        #expect(run.output.contains("2 tests: 1 passed, 1 failed"))
    }

    @Test func writesJSON() async throws {
        let run = await CommandRun("test", "--format", "json", "failing.yaml", files: files)
        #expect(run.status == 1)
        let value = try JSONValue(parsing: run.output)
        #expect(value["summary"]?["failed"]?.int == 1)
        let failed = value["files"]?[0]?["tests"]?[1]
        #expect(failed?["failures"]?[0]?.string == "outcome: expected reject, got allow")
        #expect(failed?["decision"]?["route"]?["value"]?.string == "quality")
    }
}
