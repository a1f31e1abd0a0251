import TurnoutCore
import TurnoutPolicy

/// Models as the services list them, with what some put beside the name.
enum OpenAIModels {
    /// Reads an entry of the list; `nil` for one without a name.
    static func model(_ json: JSONValue) -> ListedModel? {
        guard let id = json["id"]?.string, !id.isEmpty else { return nil }
        let provider = json["top_provider"]
        return ListedModel(
            id: id,
            // OpenRouter, vLLM, LM Studio; llama.cpp names only the length that the model was trained for.
            context: positive(json["context_length"] ?? json["max_model_len"] ?? json["max_context_length"]),
            maxOutput: positive(provider?["max_completion_tokens"]),
            capabilities: capabilities(json),
            price: price(json["pricing"]),
            bytes: positive(json["meta"]?["size"])
        )
    }

    private static func positive(_ json: JSONValue?) -> Int? { json?.int.flatMap { $0 > 0 ? $0 : nil } }

    /// What OpenRouter says about a model (https://openrouter.ai/docs/guides/overview/models).
    private static func capabilities(_ json: JSONValue) -> Capabilities? {
        guard let architecture = json["architecture"], let parameters = words(json["supported_parameters"]) else {
            return nil
        }
        var result: Capabilities = []
        func note(_ capability: Capability, if condition: Bool) {
            if condition { result.formUnion(Capabilities(capability)) }
        }
        let outputs = words(architecture["output_modalities"]) ?? ["text"]
        note(.chat, if: outputs.contains("text"))
        note(.stream, if: outputs.contains("text"))
        note(.embeddings, if: outputs.contains("embeddings"))
        note(.images, if: words(architecture["input_modalities"])?.contains("image") ?? false)
        note(.tools, if: parameters.contains("tools"))
        note(.json, if: parameters.contains("response_format"))
        note(.schema, if: parameters.contains("structured_outputs"))
        note(.reasoning, if: parameters.contains("reasoning"))
        return result
    }

    private static func words(_ json: JSONValue?) -> Set<String>? {
        json?.array.map { Set($0.compactMap(\.string)) }
    }

    /// What OpenRouter charges: dollars for a token, as text. A price of −1 stands for one that nobody knows beforehand.
    private static func price(_ json: JSONValue?) -> ModelPrice? {
        func price(_ key: String) -> TokenPrice? { (json?[key]?.string).flatMap { TokenPrice(perToken: $0) } }
        // A fee for each request has no place in a price of tokens: without it the price would be too low.
        guard let input = price("prompt"), let output = price("completion"), (price("request") ?? .free) == .free else {
            return nil
        }
        return ModelPrice(input: input, output: output, cachedInput: price("input_cache_read"))
    }
}
