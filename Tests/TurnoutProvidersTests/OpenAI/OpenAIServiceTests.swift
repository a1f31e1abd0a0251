import Testing
import TurnoutCore
import TurnoutPolicy
import TurnoutProviders

/// What the services with OpenAI's interface say about themselves.
@Suite struct OpenAIServiceTests {
    private func models(_ text: String, _ dialect: OpenAIDialect = .compatible) throws -> [ListedModel] {
        try OpenAIAdapter(dialect).models(in: Array(text.utf8))
    }

    @Test(arguments: [
        (OpenAIDialect.openAI, "/models", "/models"), (.deepSeek, "/models", "/models"),
        (.compatible, "/models", "/models"), (.openRouter, "/models?output_modalities=all", "/key"),
    ])
    func freeCalls(dialect: OpenAIDialect, list: String, health: String) throws {
        let key = ["k", "1"].joined()
        let target = try Samples.target(
            dialect.kind, endpoint: "https://api.example.com/v1", headers: [.init(name: "x-team", value: "blue")])
        let adapter = OpenAIAdapter(dialect)
        let first = try #require(try adapter.modelListRequest(for: target, credential: Secret(key)))
        let second = try #require(try adapter.healthRequest(for: target, credential: nil))
        #expect(first.method == .get)
        #expect(first.url == "https://api.example.com/v1" + list)
        #expect(first.body.isEmpty)
        #expect(first.headers == [WireHeader("accept", "application/json"), WireHeader("x-team", "blue")])
        #expect(first.authorization?.value.reveal() == "Bearer " + key)
        #expect(second.url == "https://api.example.com/v1" + health)
        #expect(second.authorization == nil)
    }

    @Test func theOrganisationGoesAlong() throws {
        let target = try Samples.target(.openai, organization: "org-1")
        let request = try OpenAIAdapter(.openAI).healthRequest(for: target, credential: nil)
        #expect(request?.headers.contains(WireHeader("openai-organization", "org-1")) == true)
    }

    @Test func namesAlone() throws {
        #expect(try models(ServiceFixtures.openAI) == [ListedModel(id: "model-a"), ListedModel(id: "model-b")])
    }

    @Test func openRouterTellsAll() throws {
        let list = try models(ServiceFixtures.openRouter, .openRouter)
        #expect(list.map(\.id) == ["maker/large", "auto", "maker/embed"])
        #expect(
            list[0]
                == ListedModel(
                    id: "maker/large", context: 1_000_000, maxOutput: 16_384,
                    capabilities: Capabilities([.chat, .stream, .tools, .images, .json, .schema, .reasoning]),
                    price: ModelPrice(
                        input: TokenPrice(picoUSDPerToken: 150_000), output: TokenPrice(picoUSDPerToken: 600_000),
                        cachedInput: TokenPrice(picoUSDPerToken: 75_000))))
        // A price that depends on the model that is chosen is none.
        #expect(list[1] == ListedModel(id: "auto", context: 2_000_000))
        #expect(list[2].capabilities == Capabilities([.embeddings]))
        // Nor is one with a fee for each request.
        #expect(list[2].price == nil)
    }

    @Test func localServers() throws {
        #expect(
            try models(ServiceFixtures.llamaCpp) == [ListedModel(id: "../models/small.gguf", bytes: 4_912_898_304)])
        #expect(try models(ServiceFixtures.vLLM) == [ListedModel(id: "org/model", context: 32_768)])
    }

    @Test(arguments: ["", "{}", "[]", #"{"data":{}}"#, "<html>"])
    func whatIsNoList(text: String) {
        let failure = #expect(throws: ProviderFailure.self) { try models(text) }
        #expect(failure?.code == .provider)
    }

    @Test func entriesWithoutANameAreLeftOut() throws {
        #expect(try models(#"{"data":[{"id":""},{},7,{"id":"a","context_length":-5}]}"#) == [ListedModel(id: "a")])
    }
}
