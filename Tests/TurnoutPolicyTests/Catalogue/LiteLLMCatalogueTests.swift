import Testing
import TurnoutCore

@testable import TurnoutPolicy

@Suite("LiteLLM's price list")
struct LiteLLMCatalogueTests {
    static func read(_ text: String) throws -> ModelCatalogue { try ModelCatalogue(json: Array(text.utf8)) }

    static func problem(_ text: String) -> String? { CatalogueFormatTests.problem(Array(text.utf8)) }

    @Test("gives the models of known services, with exact prices")
    func read() throws {
        let catalogue = try Self.read(
            #"""
            {
              "sample_spec": {"litellm_provider": "one of https://example.com", "max_input_tokens": "a number"},
              "acme-2": {"litellm_provider": "openai", "mode": "chat", "max_input_tokens": 272000,
                "max_output_tokens": 128000, "input_cost_per_token": 1.25e-06, "output_cost_per_token": 1e-05,
                "cache_read_input_token_cost": 1.25E-7, "cache_creation_input_token_cost": 1.5E-6,
                "output_cost_per_reasoning_token": 0.000011, "input_cost_per_token_above_200k_tokens": 0.0000025,
                "output_cost_per_token_above_200k_tokens": 1.5e-05, "supports_vision": true,
                "supports_function_calling": true, "supports_response_schema": true, "deprecation_date": "2027-01-02"},
              "gemini/acme": {"litellm_provider": "gemini", "mode": "chat", "max_input_tokens": 1048576,
                "max_output_tokens": 1048576, "input_cost_per_token": 0, "output_cost_per_token": 0.0,
                "supported_modalities": ["text", "audio", "smell"], "supports_native_streaming": false},
              "azure/acme-3": {"litellm_provider": "azure", "mode": "embedding", "max_input_tokens": 8191,
                "input_cost_per_token": 2e-08, "supported_modalities": null},
              "openrouter/acme/free": {"litellm_provider": "openrouter", "mode": "chat", "input_cost_per_token": 1e-6},
              "openrouter/openrouter/auto": {"litellm_provider": "openrouter", "mode": "chat", "input_cost_per_token": 0,
                "max_input_tokens": 2000000},
              "azure/eu/acme-3": {"litellm_provider": "azure", "mode": "chat", "input_cost_per_token": 1},
              "ft:acme": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 1},
              "acme-tool": {"litellm_provider": "openai", "mode": "chat", "code_interpreter_cost_per_session": 0.03},
              "acme-sound": {"litellm_provider": "openai", "mode": "audio_speech"},
              "elsewhere": {"litellm_provider": "bedrock", "mode": "chat"}
            }
            """#)
        #expect(
            catalogue.entries.map(\.name) == [
                "openai/acme-2", "azure/acme-3", "gemini/acme", "openrouter/acme/free", "openrouter/openrouter/auto",
            ])
        let openai = catalogue.entries[0]
        #expect(openai.context == 400_000 && openai.maxInput == 272_000 && openai.maxOutput == 128_000)
        #expect(openai.price?.input.picoUSDPerToken == 1_250_000)
        #expect(openai.price?.output.picoUSDPerToken == 10_000_000)
        #expect(openai.price?.cachedInput?.picoUSDPerToken == 125_000)
        #expect(openai.price?.cacheWrite?.picoUSDPerToken == 1_500_000)
        #expect(openai.price?.reasoning?.picoUSDPerToken == 11_000_000)
        #expect(openai.tiers.map(\.above) == [200_000])
        #expect(openai.tiers.first?.price.input.picoUSDPerToken == 2_500_000)
        #expect(openai.capabilities == Capabilities([.chat, .stream, .tools, .images, .json, .schema]))
        #expect(openai.deprecated == Timestamp(rfc3339: "2027-01-02"))
        #expect(catalogue.entries[1].capabilities == Capabilities(.embeddings))
        #expect(catalogue.entries[1].outputModalities == [.vector])
        let gemini = catalogue.entries[2]
        #expect(gemini.maxOutput == nil && gemini.price?.isFree == true && gemini.capabilities == Capabilities(.chat))
        #expect(gemini.inputModalities == [.text, .audio])
        // What OpenRouter's own chooser costs depends on its choice: nothing is not the answer.
        #expect(catalogue.entries[4].price == nil)
    }

    @Test(
        "that is wrong says what and where",
        arguments: [
            (#""input_cost_per_token": -1"#, "model `m`: `input_cost_per_token` is no price"),
            (#""input_cost_per_token": 1e99"#, "`input_cost_per_token` is no price"),
            (#""input_cost_per_token": "1""#, "`input_cost_per_token` is no price"),
            (#""max_input_tokens": "many""#, "`max_input_tokens` must be a whole number"),
            (#""max_output_tokens": -4"#, "`max_output_tokens` must be a whole number"),
            (#""supports_vision": "yes""#, "`supports_vision` must be true or false"),
            (#""deprecation_date": "soon""#, "`deprecation_date` must be a date"),
        ])
    func wrong(_ member: String, _ expected: String) throws {
        let problem = try #require(
            Self.problem(#"{"m": {"litellm_provider": "openai", "mode": "chat", \#(member)}}"#))
        #expect(problem.contains(expected), "\(problem)")
    }

    @Test("without a known service is refused")
    func empty() {
        #expect(
            Self.problem(#"{"m": {"litellm_provider": "bedrock", "mode": "chat"}}"#)?
                .contains("no model of a service that is known here") == true)
        #expect(Self.problem(#"{"m": {"litellm_provider": "openai"}, "n": 5}"#) == "model `n`: must be an object")
    }

    @Test(
        "has decimals that no binary fraction touches",
        arguments: [
            ("1.25e-06", 1_250_000), ("2.8e-08", 28_000), ("0.00000015", 150_000), ("0", 0), ("0.0", 0), ("0e9", 0),
            ("1E-12", 1), ("1.5e-12", 2), ("1e-400", 1), ("3", 3_000_000_000_000), ("10e-7", 1_000_000),
            ("0.000001000000000000000000000", 1_000_000),
        ] as [(String, Int64)])
    func decimals(_ text: String, _ expected: Int64) {
        #expect(ExactDecimal.scaled(text, decimals: 12) == expected)
    }

    @Test("has nothing that is not a number", arguments: ["", "-1", "1e", "1e99999", ".", "1..2", "1e19", "9e18", "x"])
    func noDecimals(_ text: String) {
        #expect(ExactDecimal.scaled(text, decimals: 12) == nil)
    }

    @Test(
        "prices as text",
        arguments: [(2_500_000, "2.50"), (0, "0.00"), (1, "0.000001"), (125_000, "0.125"), (30_000_000, "30.00")]
            as [(Int64, String)])
    func prices(_ pico: Int64, _ text: String) {
        #expect(TokenPrice(picoUSDPerToken: pico).perMillion == text)
        #expect(Money(decimal: text).flatMap { TokenPrice(perMillion: $0) } == TokenPrice(picoUSDPerToken: pico))
    }
}
