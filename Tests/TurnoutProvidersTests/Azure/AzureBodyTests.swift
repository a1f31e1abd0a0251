import Testing
import TurnoutCore
import TurnoutPolicy
import TurnoutProviders

@Suite struct AzureBodyTests {
    private let base = "https://my-resource.openai.azure.com"

    private func target(_ version: String?) throws -> Target {
        var target = try Samples.target(.azure, endpoint: base, organization: "org-1")
        target.apiVersion = version
        return target
    }

    private func wire(
        _ request: ModelRequest, version: String? = nil, isStreamed: Bool = false, credential: Secret? = nil
    ) throws -> WireRequest {
        try AzureAdapter()
            .encode(request, for: try target(version), isStreamed: isStreamed, credential: credential)
    }

    @Test(arguments: [
        (nil, "/openai/v1/chat/completions"), ("v1", "/openai/v1/chat/completions"),
        ("preview", "/openai/v1/chat/completions?api-version=preview"),
        ("2024-10-21", "/openai/deployments/the-model/chat/completions?api-version=2024-10-21"),
        (
            "2025-04-01-preview",
            "/openai/deployments/the-model/chat/completions?api-version=2025-04-01-preview"
        ),
        ("a&b", "/openai/deployments/the-model/chat/completions?api-version=a%26b"),
    ])
    func addresses(version: String?, path: String) throws {
        let call = try wire(ModelRequest("Hi"), version: version)
        #expect(call.url == base + path)
        #expect(
            call.headers == [
                WireHeader("content-type", "application/json"), WireHeader("accept", "application/json"),
            ])
    }

    @Test func deploymentsAreEncoded() throws {
        var target = try target("2024-10-21")
        target.modelID = "my deployment/1"
        let call = try AzureAdapter().encode(ModelRequest("Hi"), for: target, isStreamed: false, credential: nil)
        #expect(
            call.url == base + "/openai/deployments/my%20deployment%2F1/chat/completions?api-version=2024-10-21")
    }

    @Test func keysAndTokens() throws {
        func header(_ text: String) throws -> (name: String, value: Secret)? {
            try wire(ModelRequest("Hi"), credential: Secret(text)).authorization
        }
        let key = String(repeating: "0a", count: 16)
        #expect(try header(key)?.name == "api-key")
        #expect(try header(key)?.value.reveal() == key)
        #expect(try header("Bearer " + key)?.name == "authorization")
        #expect(try header("Bearer " + key)?.value.reveal() == "Bearer " + key)
        let token = ["eyJ0", "eyJ1", "sig"].joined(separator: ".")
        #expect(try header(token)?.name == "authorization")
        #expect(try header(token)?.value.reveal() == "Bearer " + token)
    }

    @Test func theBodyIsOpenAIs() throws {
        let call = try wire(
            ModelRequest(
                messages: Samples.conversation, tools: [Samples.tool], toolChoice: .required, responseFormat: .json,
                options: GenerationOptions(maxTokens: 9, temperature: 0.5, seed: 1)), version: "2024-10-21",
            isStreamed: true)
        let azure = try JSONValue(parsing: call.body)
        let openAI = try OpenAIAdapter(.openAI)
            .encode(
                ModelRequest(
                    messages: Samples.conversation, tools: [Samples.tool], toolChoice: .required,
                    responseFormat: .json, options: GenerationOptions(maxTokens: 9, temperature: 0.5, seed: 1)),
                for: try Samples.target(.openai), isStreamed: true, credential: nil)
        #expect(try azure == JSONValue(parsing: openAI.body))
        #expect(azure["max_completion_tokens"] == 9)
        #expect(azure["stream_options"] == ["include_usage": true])
        #expect(call.headers.contains(WireHeader("accept", "text/event-stream")))
    }

    @Test func oldVersionsAreSpokenToInTheirWords() throws {
        let request = ModelRequest(messages: [.user("Hi")], options: GenerationOptions(maxTokens: 9))
        let call = try wire(request, version: "2024-02-01", isStreamed: true)
        #expect(
            try JSONValue(parsing: call.body)
                == [
                    "model": "the-model", "messages": [["role": "user", "content": "Hi"]], "max_tokens": 9,
                    "stream": true,
                ])
    }

    @Test func completionsAndEmbeddings() throws {
        let completion = try wire(.completion(of: "Once"), version: "2024-10-21")
        #expect(completion.url == base + "/openai/deployments/the-model/completions?api-version=2024-10-21")
        #expect(try JSONValue(parsing: completion.body)["prompt"] == "Once")
        let embedding = try wire(.embeddings(of: ["a"], dimensions: 2), version: nil, isStreamed: true)
        #expect(embedding.url == base + "/openai/v1/embeddings")
        #expect(try JSONValue(parsing: embedding.body)["input"] == ["a"])
        #expect(try JSONValue(parsing: embedding.body)["dimensions"] == 2)
        #expect(embedding.headers.contains(WireHeader("accept", "application/json")))
    }

    @Test func whatCannotBeSaidIsRefused() throws {
        for request in [
            ModelRequest(messages: [.user("Hi")], toolChoice: .required),
            ModelRequest(messages: [Message(role: .tool, content: [.text("alone")])]), .embeddings(of: []),
        ] {
            let failure = #expect(throws: ProviderFailure.self) { try wire(request) }
            #expect(failure?.code == .invalidRequest)
        }
        let header = Target.Header(name: "Api-Key", value: "x")
        let target = try Samples.target(.azure, endpoint: base, headers: [header])
        #expect(throws: ProviderFailure.self) {
            try AzureAdapter()
                .encode(ModelRequest("Hi"), for: target, isStreamed: false, credential: Secret("k"))
        }
        #expect(throws: ProviderFailure.self) {
            try AzureAdapter().modelListRequest(for: target, credential: Secret("k"))
        }
    }

    @Test func whatTheServiceTells() throws {
        let adapter = AzureAdapter()
        let dated = try adapter.modelListRequest(for: try target("2024-10-21"), credential: Secret("k"))
        #expect(dated?.url == base + "/openai/models?api-version=2024-10-21")
        #expect(dated?.method == .get)
        #expect(dated?.authorization?.name == "api-key")
        #expect(try adapter.healthRequest(for: try target(nil), credential: nil)?.url == base + "/openai/v1/models")
        #expect(
            try adapter.models(in: Array(AzureFixtures.models.utf8)) == [
                ListedModel(id: "the-model", capabilities: Capabilities([.chat, .stream])),
                ListedModel(id: "vectors", capabilities: Capabilities(.embeddings)),
            ])
        #expect(throws: ProviderFailure.self) { try adapter.models(in: Array("{}".utf8)) }
    }
}
