import TurnoutCore

/// The counts of an answer, of which a stream tells the start and, time and again, the sum so far
/// (https://platform.claude.com/docs/en/build-with-claude/streaming).
struct AnthropicUsage {
    private var counts: [String: Int] = [:]
    private var thinking = 0

    /// Takes counts; those that are missing or `null` stay as they were.
    mutating func merge(_ json: JSONValue?) {
        for member in json?.object ?? [] {
            if let count = member.value.int { counts[member.key] = max(0, count) }
        }
        if let count = json?["output_tokens_details"]?["thinking_tokens"]?.int { thinking = max(0, count) }
    }

    /// The counts in canonical terms; `nil` when none were told.
    ///
    /// What was written to the cache or read from it is not among `input_tokens` but beside it.
    var total: Usage? {
        guard counts["input_tokens"] != nil || counts["output_tokens"] != nil else { return nil }
        let read = counts["cache_read_input_tokens"] ?? 0
        let (written, fresh) = (counts["cache_creation_input_tokens"] ?? 0, counts["input_tokens"] ?? 0)
        let (partial, overflow) = fresh.addingReportingOverflow(written)
        let (prompt, overflows) = partial.addingReportingOverflow(read)
        let output = counts["output_tokens"] ?? 0
        return Usage(
            promptTokens: overflow || overflows ? .max : prompt,
            completionTokens: output,
            cachedTokens: read,
            reasoningTokens: min(output, thinking),
            cacheWriteTokens: written
        )
    }
}

/// What is gathered while an answer is read, and how it ends.
struct AnthropicEnding {
    let head: WireResponseHead
    var usage = AnthropicUsage()
    private var stop: String?
    private var category: String?
    private var hasContent = false
    private var calls = ToolCallCheck()

    init(head: WireResponseHead) { self.head = head }

    /// Takes a piece of text.
    mutating func add(text: String, into events: inout [AnswerEvent]) {
        guard !text.isEmpty else { return }
        hasContent = true
        events.append(.delta(text: PrivateText(text), choice: 0))
    }

    /// Takes a piece of a call.
    mutating func add(_ call: ToolCallDelta, into events: inout [AnswerEvent]) throws(ProviderFailure) {
        hasContent = true
        try calls.add(call)
        events.append(.toolCall(call))
    }

    /// Takes why the answer ends, from a message or from what changes in it.
    mutating func end(_ json: JSONValue?) {
        stop = json?["stop_reason"]?.string ?? stop
        category = json?["stop_details"]?["category"]?.string.flatMap(WireError.identifier) ?? category
    }

    /// Appends the counts and the end.
    ///
    /// - Throws: ``ErrorCode/contentPolicy`` when the model refused before it said anything, ``ErrorCode/model`` when
    ///   the arguments of a call are no JSON.
    func finish(into events: inout [AnswerEvent]) throws(ProviderFailure) {
        // The counts come first: a refusal is charged too.
        if let usage = usage.total { events.append(.usage(usage)) }
        if stop == "refusal", !hasContent {
            throw ProviderFailure(
                .contentPolicy,
                "the model refused the content" + (category.map { ": \($0)" } ?? ""),
                providerCode: "refusal",
                requestID: head.requestID
            )
        }
        // The arguments of an answer that was cut off are cut off too, and the caller is told why.
        if reason != .length { try calls.finish() }
        events.append(.finished(reason))
    }

    /// The meaning of `stop_reason` (https://platform.claude.com/docs/en/build-with-claude/handling-stop-reasons).
    private var reason: FinishReason {
        switch stop {
        case "end_turn"?, "stop_sequence"?: .stop
        case "max_tokens"?, "model_context_window_exceeded"?: .length
        case "tool_use"?: .toolCalls
        case "refusal"?: .contentFilter
        // `pause_turn` and whatever comes to be.
        default: .other
        }
    }
}
