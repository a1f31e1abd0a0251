import TurnoutCore
import TurnoutPolicy
import TurnoutProviders

/// The policies that the router is timed with, and the request.
enum Scenario {
    /// One target, no guard.
    case direct
    /// Guards, a condition, three targets.
    case guarded

    static let request = ModelRequest(
        messages: [.system(WireText.systemText), .user(WireText.userText)],
        options: GenerationOptions(maxTokens: 200, temperature: 0.2),
        context: RequestContext(task: "simple"))

    func policy(port: Int, _ way: Way) throws -> Policy { try Policy(yaml: text(port: port, way)) }

    private func text(port: Int, _ way: Way) -> String {
        let provider = """
            version: 1
            name: benchmark
            providers:
              cloud:
                kind: openai
                endpoint: http://127.0.0.1:\(port)\(way.base)
                credentials: {env: TURNOUT_BENCHMARK_KEY}
                models: {small: {id: gpt-4o-mini}}

            """
        switch self {
        case .direct: return provider + "routes: [{id: default, use: [cloud/small]}]\n"
        case .guarded:
            return provider + """
                  spare: {kind: ollama, models: {small: {}, large: {}}}
                guards:
                  - {id: stay-home, deny: {locality: external}, when: {sensitivity: {gte: confidential}}}
                  - {id: no-secrets, deny: {provider: cloud}, when: {labels: [secret]}}
                routes:
                  - {id: simple, when: {task: simple}, use: [cloud/small, spare/small, spare/large]}
                  - {id: default, use: [spare/large]}

                """
        }
    }
}

/// A key that opens nothing, from no file and no environment.
struct TestKey: CredentialSource {
    static let text = String(repeating: "benchmark", count: 5)

    func secret(for reference: CredentialReference) -> Secret { Secret(Self.text) }
}
