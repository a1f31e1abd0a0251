import Testing
import TurnoutCore

@testable import TurnoutCommands

/// `turnout route --jsonl`: many requests, one answer a line.
@Suite struct RouteLinesTests {
    private func answers(_ lines: String, _ arguments: String...) async throws -> (status: Int32, values: [JSONValue]) {
        let run = await CommandRun(
            arguments: ["route", "-p", "p.yaml", "--jsonl"] + arguments, files: SamplePolicies.whole,
            input: MemoryInput(lines))
        #expect(run.errors.isEmpty)
        return (run.status, try run.output.lines.filter { !$0.isEmpty }.map { try JSONValue(parsing: String($0)) })
    }

    @Test func decidesEveryLine() async throws {
        let (status, values) = try await answers(
            """
            {"id": "a", "text": "hello", "task": "complex"}

            {"id": 7, "messages": [{"role": "user", "content": "mail jane.doe@example.org"}], "task": "complex"}
            {"tokens": 9000, "labels": ["pii.email", "pii.phone"], "given": {"breakers": {"ollama/llama3.2": "open"}}}
            {"text": "x", "given": {"offline": true, "health": {"ollama": "down"}, "budgets": {"user-day": "hard"}, "at": "2026-03-01"}}
            """)
        #expect(status == 0)
        #expect(values.map { $0["line"]?.int } == [1, 3, 4, 5])
        #expect(values[0]["id"]?.string == "a")
        #expect(values[0]["target"]?.string == "anthropic/claude-sonnet")
        #expect(values[1]["id"]?.int == 7)
        #expect(values[1]["sensitivity"]?["value"]?.string == "confidential")
        #expect(values[2]["reason"]?.string == "no_eligible_target")
        #expect(values[3]["outcome"]?.string == "reject")
    }

    @Test func goesOnBehindABadLine() async throws {
        let (status, values) = try await answers(
            """
            {"id": "a", "text": "hello"
            [1]
            {"id": "c", "txt": "hello"}
            {"id": "d", "task": "complx"}
            {"id": "e", "text": "hello", "messages": []}
            {"id": "f", "messages": [{"role": "usr", "content": "x"}]}
            {"id": "g", "given": {"breakers": {"nobody": "open"}}}
            {"id": "h", "given": {"breaker": {}}}
            {"id": "i", "tokens": {"gte": 3}}
            {"id": "j", "id": "k"}
            {"id": "l", "text": "hello"}
            """)
        #expect(status == 2)
        #expect(values.count == 11)
        #expect(values[0]["error"]?["message"]?.string == "the line is no JSON: expected `,` or `}` at byte 27")
        #expect(values[1]["error"]?["message"]?.string == "the line is no JSON object")
        #expect(values[2]["id"]?.string == "c")
        #expect(values[2]["error"]?["help"]?.string == "did you mean `text`?")
        #expect(values[3]["error"]?["field"]?.string == "task")
        #expect(values[4]["error"]?["field"]?.string == "messages")
        #expect(values[5]["error"]?["field"]?.string == "messages[0].role")
        #expect(values[6]["error"]?["field"]?.string == "given.breakers")
        #expect(values[7]["error"]?["help"]?.string == "did you mean `breakers`?")
        #expect(values[8]["error"]?["field"]?.string == "tokens")
        #expect(values[9]["error"]?["message"]?.string == "the member occurs twice")
        #expect(values[10]["outcome"]?.string == "allow")
    }

    @Test func flagsHoldForEveryLine() async throws {
        let (status, values) = try await answers(
            "{\"text\": \"a\"}\n{\"text\": \"b\", \"task\": \"simple\"}\n", "--task", "complex", "--offline", "--stream"
        )
        #expect(status == 0)
        #expect(values[0]["task"]?["value"]?.string == "complex")
        #expect(values[1]["task"]?["value"]?.string == "simple")
        #expect(values.allSatisfy { $0["target"]?.string == "ollama/llama3.2" })
        #expect(values.allSatisfy { $0["facts"]?["needs"] == ["chat", "stream"] })
    }

    @Test func readsConversationsAndTools() async throws {
        let (status, values) = try await answers(
            """
            {"messages": [{"role": "system", "content": "be brief"}, {"role": "user", "content": [{"type": "text", "text": "what is this?"}, {"type": "image_url", "image_url": {"url": "https://example.org/a.png"}}]}]}
            {"messages": [{"role": "assistant", "content": null, "tool_calls": [{"id": "1", "function": {"name": "find", "arguments": "{\\"mail\\": \\"jane.doe@example.org\\"}"}}]}, {"role": "tool", "tool_call_id": "1", "content": "none"}], "tools": [{"type": "function", "function": {"name": "find", "description": "finds", "parameters": {"type": "object"}}}]}
            """)
        #expect(status == 0)
        #expect(values[0]["facts"]?["needs"] == ["chat", "images"])
        #expect(values[1]["facts"]?["needs"] == ["chat", "tools"])
        #expect(values[1]["facts"]?["labels"] == ["pii.email"])
    }

    @Test func aReaderThatGoesAwayEndsItQuietly() async {
        let lines = String(repeating: "{\"text\": \"hello\"}\n", count: 100)
        let run = await CommandRun(
            "route", "-p", "p.yaml", "--jsonl", files: SamplePolicies.whole, input: MemoryInput(lines), capacity: 3000)
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        #expect(run.output.utf8.count < 10_000)
    }
}
