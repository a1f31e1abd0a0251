import Foundation
import Testing
import TurnoutCore
import TurnoutPolicy
import TurnoutProviders

/// Writes down what `scripts/sdk-check` shows to the services' own client libraries, into the folder that
/// `TURNOUT_EXCHANGE` names.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["TURNOUT_EXCHANGE"] != nil))
struct ExchangeTests {
    private func write(_ values: [JSONValue], to name: String) throws {
        let folder = try #require(ProcessInfo.processInfo.environment["TURNOUT_EXCHANGE"])
        try Data(JSONValue.array(values).prettyText().utf8).write(to: URL(filePath: folder).appending(path: name))
    }

    @Test func answers() throws {
        try write(
            ExchangeAnswer.all.map { $0.json(with: try #require(ProviderRegistry.adapter(for: $0.kind))) },
            to: "answers.json")
    }

    @Test func requests() throws {
        let services: [(kind: ProviderKind, path: String, version: String?)] = [
            (.openai, "/v1", nil), (.deepseek, "", nil), (.openrouter, "/api/v1", nil), (.openAICompatible, "/v1", nil),
            (.azure, "", "2024-10-21"), (.anthropic, "/v1", nil), (.gemini, "/v1beta", nil), (.ollama, "", nil),
        ]
        var values: [JSONValue] = []
        for service in services {
            for request in ExchangeRequest.all {
                values.append(
                    try request.json(
                        for: service.kind, endpoint: "http://127.0.0.1:9" + service.path, version: service.version))
            }
        }
        try write(values, to: "requests.json")
    }
}
