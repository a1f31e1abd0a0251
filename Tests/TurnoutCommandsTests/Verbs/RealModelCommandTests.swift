#if Server
import Foundation
import Testing
import TurnoutCore
import TurnoutPolicy

@testable import TurnoutCommands

private let modelAddress = ProcessInfo.processInfo.environment["TURNOUT_MODEL_URL"]

/// The commands that send, against the real model that `make test-model` starts.
@Suite(.enabled(if: modelAddress != nil), .serialized) struct RealModelCommandTests {
    private func run(_ arguments: String..., model: String = "gemma3-270m") async throws -> CommandRun {
        let address = try #require(modelAddress)
        let files = MemoryFiles([
            "p.yaml": """
            version: 1
            providers:
              local: {kind: openai_compatible, endpoint: "\(address)/v1", models: {small: {id: \(model)}}}
            routes:
              - {use: [local/small]}
            """
        ])
        let (output, errors) = (MemoryOutput(), MemoryOutput())
        let context = CommandContext(
            environment: { _ in nil }, input: MemoryInput(""), output: output, errors: errors, files: files,
            now: { Timestamp(microseconds: 0) })
        let status = await CommandLineTool.run(arguments: arguments, context: context)
        return CommandRun(status: status, output: output.text, errors: errors.text)
    }

    @Test(.timeLimit(.minutes(1))) func health() async throws {
        let result = try await run("providers", "health", "-p", "p.yaml")
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("local"))
        let other = try await run("providers", "health", "-p", "p.yaml", "--format", "json", model: "another")
        #expect(other.output.contains("another"))
    }

    @Test(.timeLimit(.minutes(1))) func answer() async throws {
        let result = try await run("run", "-p", "p.yaml", "--max-tokens", "6", "Once upon a time")
        #expect(result.status == 0, "\(result.errors)")
        #expect(!result.output.isEmpty)
    }
}
#endif
