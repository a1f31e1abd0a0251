import Testing
import TurnoutCore
import TurnoutPolicy

@testable import TurnoutCommands

/// `turnout providers health`: who is there, and whom a credential opens.
@Suite struct ProvidersHealthCommandTests {
    private let files = MemoryFiles([
        "p.yaml": """
        version: 1
        providers:
          ollama: {kind: ollama, models: {llama3.2: {}, qwen3: {id: "qwen3:8b"}}}
          openai: {kind: openai, credentials: {env: OPENAI_API_KEY}, models: {gpt: {id: gpt-4o-mini}}}
          mine: {kind: custom, models: {own: {}}}
        routes:
          - {id: default, use: [ollama/llama3.2]}
        """
    ])

    private static let version = "http://127.0.0.1:11434/api/version"
    private static let tags = "http://127.0.0.1:11434/api/tags"
    private static let models = "https://api.openai.com/v1/models"
    private static let well: [String: FakeServices.Reply] = [
        version: .json(200, #"{"version":"0.12.6"}"#),
        tags: .json(200, #"{"models":[{"model":"llama3.2:latest"},{"model":"qwen3:8b"}]}"#),
        models: .json(200, #"{"data":[{"id":"gpt-4o-mini"}]}"#),
    ]
    private static let key = (0..<20).map { _ in String(Int.random(in: 0...9)) }.joined()

    private func run(
        _ arguments: String..., replies: [String: FakeServices.Reply] = [:], key: String? = Self.key
    ) async -> CommandRun {
        await FakeServices(Self.well.merging(replies) { _, second in second }).run(
            ["providers", "health", "-p", "p.yaml"] + arguments, files: files,
            environment: key.map { ["OPENAI_API_KEY": $0] } ?? [:])
    }

    /// The report with the times taken out.
    private func timeless(_ text: String) -> String {
        text.replacing(/\d+(\.\d)? m?s/, with: "T")
    }

    @Test func allIsWell() async {
        let run = await run()
        #expect(run.status == 0)
        #expect(
            timeless(run.output) == """
                UP    ollama  T
                UP    openai  T, credential accepted
                      mine    not asked: it is written in Swift
                3 providers: 2 up, 0 down

                """)
    }

    @Test func aServiceThatIsDown() async {
        let run = await run(replies: [Self.models: .json(503, "{}")])
        #expect(run.status == 1)
        #expect(timeless(run.output).contains("DOWN  openai  T\n      the service failed (HTTP 503)\n"))
        #expect(run.output.hasSuffix("3 providers: 1 up, 1 down\n"))
        #expect(run.output.widestLine <= 80)
    }

    @Test func aRefusedCredential() async {
        let run = await run(replies: [Self.models: .json(401, #"{"error":{"message":"bad key \#(Self.key)"}}"#)])
        #expect(run.status == 1)
        #expect(timeless(run.output).contains("UP    openai  T, credential refused\n"))
        #expect(!run.output.contains(Self.key))
    }

    @Test func aMissingCredential() async {
        let run = await run(replies: [Self.models: .json(401, "{}")], key: nil)
        #expect(run.status == 1)
        #expect(timeless(run.output).contains("UP    openai  T, credential missing\n"))
        #expect(run.output.contains("`OPENAI_API_KEY` is not set"))
        let down = await self.run(replies: [Self.models: .json(503, "{}")], key: nil)
        #expect(down.output.contains("DOWN  openai"))
        #expect(down.output.contains("`OPENAI_API_KEY` is not set"))
    }

    @Test func modelsThatTheServiceDoesNotHave() async {
        let run = await run(replies: [Self.tags: .json(200, #"{"models":[{"model":"llama3.2:latest"}]}"#)])
        #expect(run.status == 0)
        #expect(run.output.contains("\n      the service does not list: qwen3:8b\n"))
    }

    @Test func silenceIsWaitedForAsLongAsItIsSaid() async {
        let start = ContinuousClock.now
        let run = await run("--timeout", "100ms", replies: [Self.version: .silence])
        #expect(ContinuousClock.now - start < .seconds(120))
        #expect(run.status == 1)
        #expect(run.output.hasPrefix("DOWN  ollama\n      no answer within 0.1 s\n"))
    }

    @Test func writesJSON() async throws {
        let run = await run("--format", "json", replies: [Self.models: .json(401, "{}")])
        #expect(run.status == 1)
        let value = try JSONValue(parsing: run.output)
        #expect(value["well"] == false)
        #expect(value["providers"]?[0]?["up"] == true)
        #expect(value["providers"]?[0]?["credential"] == "none")
        #expect(value["providers"]?[0]?["models_listed"] == 2)
        #expect((value["providers"]?[0]?["latency_ms"]?.double ?? -1) >= 0)
        #expect(value["providers"]?[1]?["credential"] == "refused")
        #expect(value["providers"]?[1]?["failure"]?["code"] == "AUTHENTICATION_ERROR")
        #expect(value["providers"]?[2]?["up"]?.isNull == true)
    }

    @Test func badArgumentsAreUsageErrors() async {
        for timeout in ["0s", "x", "11m", "-1s"] {
            #expect(await run("--timeout=" + timeout).errors.hasPrefix("error: --timeout: "), "\(timeout)")
        }
        #expect(await FakeServices([:]).run(["providers", "health"]).status == 2)
        #expect(await FakeServices([:]).run(["providers", "health", "-p", "none.yaml"]).status == 3)
    }
}
