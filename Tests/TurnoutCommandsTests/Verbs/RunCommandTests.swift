import Testing
import TurnoutCore
import TurnoutPolicy
import TurnoutProviders

@testable import TurnoutCommands

/// `turnout run`: the answer on one stream, how it came about on the other.
@Suite struct RunCommandTests {
    /// A service that answers by the address that it is asked at.
    private struct Service: Transport {
        func send(
            _ request: WireRequest, receive: (WireResponsePart) async throws(ProviderFailure) -> Void
        ) async throws(ProviderFailure) {
            guard request.url.hasPrefix("http://127.0.0.1:8080/") else {
                throw ProviderFailure(.network, "connection refused")
            }
            try await receive(
                .head(WireResponseHead(status: 200, headers: [WireHeader("content-type", "text/event-stream")])))
            for word in ["Points ", "\\u001b[2Jclick"] {
                try await receive(.bytes(Array(Self.event("{\"content\":\"\(word)\"}", "null").utf8)))
            }
            try await receive(.bytes(Array(Self.event("{}", "\"stop\"").utf8)))
            try await receive(.bytes(Array("data: [DONE]\n\n".utf8)))
        }

        private static func event(_ delta: String, _ reason: String) -> String {
            "data: {\"choices\":[{\"index\":0,\"delta\":\(delta),\"finish_reason\":\(reason)}]}\n\n"
        }
    }

    private let files = MemoryFiles([
        "p.yaml": """
        version: 1
        providers:
          far: {kind: openai_compatible, endpoint: "https://far.invalid/v1", models: {big: {}}}
          near: {kind: openai_compatible, endpoint: "http://127.0.0.1:8080/v1", models: {small: {}}}
        retries: {default: {attempts: 1}}
        routes:
          - {id: creative, task: creative, use: [far/big, near/small]}
          - {id: complex, task: complex, use: [far/big]}
          - {id: default, use: [near/small]}
        """
    ])

    private func run(_ arguments: String..., input: String = "", isTerminal: Bool = false) async -> CommandRun {
        let output = MemoryOutput(isTerminal: isTerminal)
        let errors = MemoryOutput()
        let context = CommandContext(
            environment: { _ in nil }, input: MemoryInput(input), output: output, errors: errors, files: files,
            carrier: { Carrier(transport: Service()) {} }, now: { Timestamp(microseconds: 0) })
        let status = await CommandLineTool.run(arguments: ["run", "-p", "p.yaml"] + arguments, context: context)
        return CommandRun(status: status, output: output.text, errors: errors.text)
    }

    @Test func streamsTheAnswerOfTheTargetThatCan() async {
        let run = await run("--task", "creative", "A haiku about points.")
        #expect(run.status == 0)
        #expect(run.output == "Points \u{1B}[2Jclick\n")
        #expect(run.errors.hasPrefix("ALLOW far/big\n"))
        #expect(run.errors.contains("far/big failed with NETWORK_ERROR"))
        #expect(run.errors.contains("\nanswered by near/small in "))
    }

    @Test func aModelDoesNotSteerTheTerminal() async {
        let run = await run("--task", "creative", "A haiku about points.", isTerminal: true)
        #expect(run.output == "Points <U+001B>[2Jclick\n")
    }

    @Test func quietMeansTheAnswerAlone() async {
        let run = await run("-q", "--task", "creative", "-", input: "A haiku about points.")
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
    }

    @Test func noAnswerIsAFinding() async {
        let failed = await run("--task", "complex", "Prove it.")
        #expect(failed.status == 1)
        #expect(failed.output.isEmpty)
        #expect(failed.errors.contains("error: NETWORK_ERROR from far/big"))
        let rejected = await run("--task", "complex", "Write to jane.doe@example.org.")
        #expect(rejected.status == 1)
        #expect(rejected.errors.hasPrefix("REJECT no_eligible_target\n"))
        #expect(!rejected.errors.contains("jane"))
    }

    @Test func badRequestsAreUsageErrors() async {
        #expect(await run().status == 2)
        #expect(await run("--task", "complx", "x").errors.contains("did you mean `complex`?"))
        #expect(await run("--set", "tokens=3", "x").errors.hasPrefix("error: --set: `tokens` is measured"))
        #expect(await run("--max-tokens", "0", "x").status == 2)
    }

    @Test func writesJSON() async throws {
        let failed = await run("--format", "json", "--task", "complex", "x")
        #expect(failed.status == 1)
        let value = try JSONValue(parsing: failed.output)
        #expect(value["error"]?["code"]?.string == "NETWORK_ERROR")
        #expect(value["record"]?["attempts"]?[0]?["outcome"]?.string == "failed")
    }
}
