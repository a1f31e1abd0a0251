import TurnoutCore

extension Usage {
    /// Reads the counts of an OpenAI answer; cached tokens are among those of the prompt.
    ///
    /// DeepSeek counts its cache in `prompt_cache_hit_tokens`. OpenRouter also tells what was written to the cache of the
    /// service behind it (https://openrouter.ai/docs/use-cases/usage-accounting).
    init?(openAI json: JSONValue?) {
        func count(_ value: JSONValue?) -> Int { max(0, value?.int ?? 0) }
        // What is missing, null or no number is no count: to take it for nothing would make an answer free.
        guard let json, let prompt = json["prompt_tokens"]?.int, prompt >= 0 else { return nil }
        // Embeddings have no answer that could be counted: all is the prompt.
        let rest = json["total_tokens"]?.int.flatMap { $0 >= prompt ? $0 - prompt : nil }
        guard let completion = json["completion_tokens"]?.int ?? rest, completion >= 0 else { return nil }
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
