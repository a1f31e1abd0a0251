// A service behind HTTP that Turnout does not know: one file of translation, written outside the package.
//
//     swift run CustomService
//
// With COHERE_API_KEY set it asks the service; without, it answers from a recorded exchange, which is also how such an
// adapter is tested.

import Turnout
import TurnoutCore
import TurnoutHTTP
import TurnoutPolicy
import TurnoutProviders

/// Answers every call with the same recorded events, in pieces of a few bytes.
struct RecordedTransport: Transport {
    func send(
        _ request: WireRequest, receive: (WireResponsePart) async throws(ProviderFailure) -> Void
    ) async throws(ProviderFailure) {
        let recorded = """
            data: {"type":"content-delta","index":0,"delta":{"message":{"content":{"text":"It guides trains "}}}}

            data: {"type":"content-delta","index":0,"delta":{"message":{"content":{"text":"onto the right track."}}}}

            data: {"type":"message-end","delta":{"finish_reason":"COMPLETE","usage":{"tokens":{"input_tokens":9,"output_tokens":8}}}}


            """
        try await receive(.head(WireResponseHead(status: 200, headers: [])))
        let bytes = Array(recorded.utf8)
        for start in stride(from: 0, to: bytes.count, by: 7) {
            try await receive(.bytes(Array(bytes[start..<min(start + 7, bytes.count)])))
        }
    }
}

/// A credential that the recorded exchange does not look at.
struct NoCredentials: CredentialSource {
    func secret(for reference: CredentialReference) throws(ProviderFailure) -> Secret { Secret("none") }
}

let policy = try Policy(
    yaml: """
        version: 1
        providers:
          cohere:
            kind: custom
            locality: external
            credentials: {env: COHERE_API_KEY}
            models: {command: {id: command-a-03-2025, context: 256k}}
        routes:
          - {use: [cohere/command]}
        """)

func ask(_ transport: any Transport, _ credentials: any CredentialSource) async throws {
    var providers = ProviderRegistry(transport: transport, credentials: credentials)
    providers.register(
        HTTPProvider(adapter: CohereAdapter(), transport: transport, credentials: credentials), for: "cohere")
    let router = try Router(policy: policy, providers: providers)
    let stream = try await router.stream(ModelRequest("What is a turnout?"))
    for try await event in stream {
        if case .delta(let text, _) = event { print(text.reveal(), terminator: "") }
    }
    let usage = stream.record.usage
    print("\n(\(usage?.promptTokens ?? 0) + \(usage?.completionTokens ?? 0) tokens)")
}

let environment = EnvironmentCredentials()
if (try? environment.secret(for: .environment("COHERE_API_KEY"))) != nil {
    let transport = HTTPTransport()
    try await ask(transport, environment)
    await transport.shutdown()
} else {
    try await ask(RecordedTransport(), NoCredentials())
}
