import Testing
import TurnoutCore
import TurnoutPolicy
import TurnoutProviders

@testable import TurnoutCommands

@Suite struct ProviderSnippetTests {
    @Test(arguments: [
        ("llama3.2:latest", "llama3.2"), ("qwen3:8b", "qwen3-8b"), ("/a/b/Small Model.Q4.gguf", "Small-Model.Q4"),
        ("org/model", "model"), ("", "model"), ("///", "model"), ("7b", "model-7b"), ("true", "model-true"),
        ("1e5", "model-1e5"), ("no", "model-no"), ("日本", "model"), ("a: {b}", "a-b"), ("-x", "x"),
        ("null.gguf", "model-null"),
    ])
    func shortNames(id: String, name: String) { #expect(ProviderSnippet.shortName(id) == name) }

    /// Whatever a server calls its models, the snippet is a policy that names them as they are.
    @Test(arguments: 0..<UInt64(100))
    func anyNamesMakeAPolicy(seed: UInt64) throws {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
        func next(_ limit: UInt64) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % limit)
        }
        let letters = Array("ab7.:/_-\"'\\ {}[]#&*!|>%@,?é日🙂\t\u{202E}\u{7}")
        let ids = Set((0..<6).map { _ in String((0...next(12)).map { _ in letters[next(UInt64(letters.count))] }) })
        let models = ids.sorted().map { ListedModel(id: $0, context: next(2) == 0 ? nil : 4096) }
        let endpoint = try Endpoint(parsing: "http://127.0.0.1:8080/v1")
        let servers = [
            DiscoveredServer(program: .llamaCpp, endpoint: endpoint, models: models),
            DiscoveredServer(program: .llamaCpp, endpoint: endpoint, models: [], needsCredential: true),
        ]
        let yaml = ProviderSnippet(servers, taken: ["llamacpp"]).yaml
        let text = "version: 1\n" + yaml + "routes:\n  - {id: default, use: [llamacpp-3/model]}\n"
        let result = Policy.load("p.yaml", files: MemoryFiles(["p.yaml": text]))
        #expect(result.diagnostics.filter { $0.severity == .error } == [], "seed \(seed)\n\(text)")
        let found = Set(result.policy?.targets.filter { $0.name.provider == "llamacpp-2" }.map(\.modelID) ?? [])
        #expect(found == ids, "seed \(seed)\n\(text)")
        #expect(yaml.contains("  llamacpp-3:\n"))
        #expect(yaml.contains("credentials: {env: LLAMACPP_3_API_KEY}"))
    }
}
