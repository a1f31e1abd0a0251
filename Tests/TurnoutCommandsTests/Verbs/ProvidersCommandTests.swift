import Testing
import TurnoutCore
import TurnoutPolicy
import TurnoutProviders

@testable import TurnoutCommands

/// `turnout providers`: what a policy has, and what there is to be had.
@Suite struct ProvidersCommandTests {
    private let files = MemoryFiles([
        "p.yaml": """
        version: 1
        providers:
          ollama:
            kind: ollama
            models: {llama3.2: {}, thinker: {id: "deepseek-r1:70b-with-a-name-that-goes-on-and-on-for-a-while"}}
          openai: {kind: openai, credentials: {env: OPENAI_API_KEY}, models: {gpt: {id: gpt-4o-mini}}}
          mine: {kind: custom, models: {own: {}}}
        routes:
          - {id: default, use: [ollama/llama3.2]}
        """,
        "broken.yaml": "version: 1\nroutes: []\n",
    ])

    private static let ollama: [String: FakeServices.Reply] = [
        "http://127.0.0.1:11434/api/version": .json(200, #"{"version":"0.12.6"}"#),
        "http://127.0.0.1:11434/api/tags": .json(
            200, #"{"models":[{"model":"llama3.2:latest","size":2019393189},{"model":"../x \u001b[2J","size":5}]}"#),
    ]
    private static let llama: [String: FakeServices.Reply] = [
        "http://127.0.0.1:8080/v1/models": .json(
            200, #"{"data":[{"id":"/models/Small Model.Q4.gguf","owned_by":"llamacpp"}]}"#)
    ]

    private func run(
        _ arguments: String..., services: FakeServices = FakeServices([:]), environment: [String: String] = [:]
    ) async -> CommandRun {
        await services.run(["providers"] + arguments, files: files, environment: environment)
    }

    @Test func showsAPolicysProvidersAndSendsNothing() async {
        let services = FakeServices([:])
        let key = (0..<20).map { _ in String(Int.random(in: 0...9)) }.joined()
        let run = await run("-p", "p.yaml", services: services, environment: ["OPENAI_API_KEY": key])
        #expect(run.status == 0)
        #expect(services.requests.isEmpty)
        #expect(!run.output.contains(key))
        #expect(run.output.widestLine <= 80)
        #expect(
            run.output == """
                ollama
                  kind        ollama
                  endpoint    http://127.0.0.1:11434
                  locality    local
                  credential  none
                  models      llama3.2, thinker
                              (deepseek-r1:70b-with-a-name-that-goes-on-and-on-for-a-while)

                openai
                  kind        openai
                  endpoint    https://api.openai.com/v1
                  locality    external
                  credential  set in the variable `OPENAI_API_KEY`
                  models      gpt (gpt-4o-mini)

                mine
                  kind        custom
                  endpoint    none: it is written in Swift
                  locality    external
                  credential  none
                  models      own

                """)
    }

    @Test func namesAVariableThatIsMissing() async {
        let run = await run("-p", "p.yaml")
        #expect(run.output.contains("  credential  missing: the environment variable `OPENAI_API_KEY` is not set;"))
        #expect(run.output.widestLine <= 80)
    }

    @Test func findsServersAndWritesThemDown() async throws {
        let services = FakeServices(Self.ollama.merging(Self.llama) { first, _ in first })
        let run = await run("--discover", services: services)
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("found Ollama 0.12.6\n  endpoint    http://127.0.0.1:11434\n"))
        #expect(run.output.contains("llama3.2:latest (2.0 GB)"))
        #expect(run.output.contains("\nfound llama.cpp\n"))
        // A model's name does not steer the terminal.
        #expect(!run.output.contains("\u{1B}"))
        let lines = run.output.lines
        let start = try #require(lines.firstIndex(of: "providers:"))
        let snippet = lines[start...].joined(separator: "\n")
        #expect(snippet.contains("      llama3.2: {id: \"llama3.2:latest\"}\n"))
        let policy = "version: 1\n" + snippet + "routes:\n  - {id: default, use: [ollama/llama3.2]}\n"
        let loaded = Policy.load("p.yaml", files: MemoryFiles(["p.yaml": policy]))
        #expect(loaded.diagnostics.filter { $0.severity == .error } == [])
        #expect(loaded.policy?.targets.allSatisfy { $0.locality == .local } == true)
        #expect(loaded.policy?.targets.map(\.modelID).contains("/models/Small Model.Q4.gguf") == true)
    }

    @Test func doesNotOfferWhatThePolicyHas() async {
        let run = await run("-p", "p.yaml", "--discover", services: FakeServices(Self.ollama))
        #expect(run.output.contains("  policy      has it as `ollama`\n"))
        #expect(!run.output.contains("providers:\n"))
    }

    @Test func findsNothing() async {
        let run = await run("--discover")
        #expect(run.status == 0)
        #expect(
            run.output == """
                no server for models answers on 127.0.0.1, at the ports 11434, 8080, 8000, 1234

                """)
    }

    @Test func looksWhereItIsTold() async {
        let services = FakeServices(["http://box.example:9/v1/models": .json(401, "{}")])
        let run = await run("--discover", "--host", "box.example", "--ports", "9,10", services: services)
        #expect(run.status == 0)
        #expect(services.requests.allSatisfy { $0.url.hasPrefix("http://box.example:") && $0.authorization == nil })
        #expect(Set(services.requests.map(\.url)).count == 12)
    }

    @Test func writesJSON() async throws {
        let services = FakeServices(Self.ollama.merging(Self.llama) { first, _ in first })
        let run = await run("-p", "p.yaml", "--discover", "--format", "json", services: services)
        let value = try JSONValue(parsing: run.output)
        #expect(value["providers"]?.array?.count == 3)
        #expect(value["providers"]?[1]?["credential"] == ["env": "OPENAI_API_KEY", "set": false])
        #expect(value["providers"]?[1]?["models"] == [["name": "gpt", "id": "gpt-4o-mini"]])
        #expect(value["discovered"]?.array?.map { $0["provider"] } == ["ollama", nil].map { $0 ?? JSONValue.null })
        #expect(
            value["discovered"]?[0]?["models"]?[0] == ["id": "llama3.2:latest", "context": nil, "bytes": 2_019_393_189])
        let bare = try JSONValue(parsing: await self.run("-p", "p.yaml", "--format", "json").output)
        #expect(bare["discovered"]?.isNull == true)
    }

    @Test(arguments: ["list", "health"])
    func helps(command: String) async {
        let run = await run(command, "--help")
        #expect(run.status == 0)
        #expect(run.output.widestLine <= 80)
        #expect(run.output.contains("\n  turnout providers \(command) "))
    }

    @Test func badArgumentsAreUsageErrors() async {
        #expect(await run().status == 2)
        #expect(await run("-p", "p.yaml", "--host", "a").errors.hasPrefix("error: --host: "))
        #expect(await run("--discover", "--host", "a b").errors.hasPrefix("error: --host: "))
        for ports in ["0", "65536", "a", "1,,x", "80 -1"] {
            #expect(await run("--discover", "--ports=" + ports).errors.hasPrefix("error: --ports: "), "\(ports)")
        }
        #expect(await run("-p", "broken.yaml").status == 3)
        #expect(await run("-p", "none.yaml").status == 3)
    }
}
