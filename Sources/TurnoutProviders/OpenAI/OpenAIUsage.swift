import TurnoutCore

extension Usage {
    /// Reads the counts of an OpenAI answer; cached tokens are among those of the prompt.
    ///
    /// DeepSeek counts its cache in `prompt_cache_hit_tokens`. OpenRouter also tells what was written to the cache of the
    /// service behind it (https://openrouter.ai/docs/use-cases/usage-accounting).
    init?(openAI json: JSONValue?) {
        guard let json, json["prompt_tokens"] != nil || json["completion_tokens"] != nil else { return nil }
        func count(_ value: JSONValue?) -> Int { max(0, value?.int ?? 0) }
        let prompt = count(json["prompt_tokens"])
        let completion = count(json["completion_tokens"])
        let details = json["prompt_tokens_details"]
        let cached = min(prompt, count(details?["cached_tokens"] ?? json["prompt_cache_hit_tokens"]))
        self.init(
            promptTokens: prompt,
            completionTokens: completion,
            cachedTokens: cached,
            reasoningTokens: min(completion, count(json["completion_tokens_details"]?["reasoning_tokens"])),
            cacheWriteTokens: min(prompt - cached, count(details?["cache_write_tokens"]))
        )
    }
}

extension FinishReason {
    /// Reads a `finish_reason`; `nil` for words that stand for a failure.
    init?(openAI text: String) {
        switch text {
        case "stop", "eos", "end_turn": self = .stop
        case "length", "max_tokens": self = .length
        case "tool_calls", "function_call": self = .toolCalls
        case "content_filter": self = .contentFilter
        // OpenRouter, and DeepSeek when it runs out of machines in the middle of an answer.
        case "error", "insufficient_system_resource": return nil
        default: self = .other
        }
    }
}
