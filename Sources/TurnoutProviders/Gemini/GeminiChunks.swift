import TurnoutCore

/// Reads the responses of an answer, of which a plain one has one and a stream many
/// (https://ai.google.dev/api/generate-content#generatecontentresponse), and remembers what spans them.
struct GeminiChunks {
    let head: WireResponseHead
    /// Why each candidate ended.
    private var reasons: [Int: FinishReason] = [:]
    private var seen: Set<Int> = []
    private var calls: [Int: Int] = [:]
    private var hasContent = false
    /// The counts so far: each is the sum, so the last one counts.
    private var usage: Usage?

    /// Reasons for which the service keeps an answer back, or cuts it off.
    private static let withheld: Set<String> = [
        "SAFETY", "PROHIBITED_CONTENT", "RECITATION", "BLOCKLIST", "SPII", "MODEL_ARMOR", "IMAGE_SAFETY",
        "IMAGE_PROHIBITED_CONTENT", "IMAGE_RECITATION",
    ]
    /// Reasons by which the service says that the model wrote something that cannot be used.
    private static let broken: Set<String> = [
        "MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL", "TOO_MANY_TOOL_CALLS", "MALFORMED_RESPONSE",
        "MISSING_THOUGHT_SIGNATURE",
    ]

    init(head: WireResponseHead) { self.head = head }

    /// Whether every candidate has ended.
    var isComplete: Bool { !seen.isEmpty && seen.allSatisfy { reasons[$0] != nil } }

    /// Appends the events of one response; none for one without content.
    mutating func read(_ json: JSONValue, into events: inout [AnswerEvent]) throws(ProviderFailure) {
        if let error = GeminiError(json: json) { throw error.failure(status: nil, head: head) }
        usage = Usage(gemini: json["usageMetadata"]) ?? usage
        if let reason = json["promptFeedback"]?["blockReason"]?.string, reason != "BLOCKED_REASON_UNSPECIFIED" {
            throw fail(.contentPolicy, "the service refused the prompt", reason, into: &events)
        }
        for candidate in json["candidates"]?.array ?? [] {
            try read(candidate: candidate, answer: json["responseId"]?.string, into: &events)
        }
    }

    private mutating func read(
        candidate: JSONValue, answer: String?, into events: inout [AnswerEvent]
    ) throws(ProviderFailure) {
        let index = candidate["index"]?.int ?? 0
        guard (0..<128).contains(index) else { throw .notUnderstood("candidates from 0") }
        seen.insert(index)
        for part in candidate["content"]?["parts"]?.array ?? [] {
            // Thoughts are not for the caller, whatever they hold.
            guard part["thought"]?.bool != true else { continue }
            if let text = part["text"]?.string, !text.isEmpty {
                hasContent = true
                events.append(.delta(text: PrivateText(text), choice: index))
            }
            if let call = part["functionCall"] {
                hasContent = true
                events.append(.toolCall(try delta(of: call, choice: index, answer: answer)))
            }
        }
        guard let text = candidate["finishReason"]?.string, text != "FINISH_REASON_UNSPECIFIED" else { return }
        if Self.broken.contains(text) {
            throw fail(.model, "the model wrote a call of a tool that cannot be used", text, into: &events)
        }
        if Self.withheld.contains(text), !hasContent {
            throw fail(.contentPolicy, "the service kept the answer back", text, into: &events)
        }
        reasons[index] = reasons[index] ?? reason(text, choice: index)
    }

    /// Calls come whole, with their arguments as an object; older models leave out the identifier.
    private mutating func delta(
        of call: JSONValue, choice: Int, answer: String?
    ) throws(ProviderFailure) -> ToolCallDelta {
        let index = calls[choice, default: 0]
        guard index < 1024 else { throw .notUnderstood("an answer of Gemini") }
        calls[choice] = index + 1
        // A later turn of the conversation has a first call too: the answer's own identifier tells them apart.
        let origin = answer.flatMap(WireError.identifier).map { "\($0.prefix(24))_" } ?? ""
        return ToolCallDelta(
            index: index,
            choice: choice,
            id: call["id"]?.string.flatMap { $0.isEmpty ? nil : $0 } ?? "call_\(origin)\(index)",
            name: call["name"]?.string,
            arguments: PrivateText(call["args"]?.text() ?? "{}")
        )
    }

    /// The meaning of `finishReason`.
    private func reason(_ text: String, choice: Int) -> FinishReason {
        switch text {
        case "STOP": calls[choice] == nil ? .stop : .toolCalls
        case "MAX_TOKENS": .length
        case _ where Self.withheld.contains(text): .contentFilter
        default: .other
        }
    }

    /// A failure that keeps the counts: what failed is charged too.
    private func fail(
        _ code: ErrorCode, _ message: String, _ word: String, into events: inout [AnswerEvent]
    ) -> ProviderFailure {
        if let usage { events.append(.usage(usage)) }
        let word = WireError.identifier(word)
        return ProviderFailure(
            code,
            message + (word.map { ": \($0)" } ?? ""),
            providerCode: word,
            requestID: head.requestID
        )
    }

    /// Appends the counts and the end.
    ///
    /// - Throws: ``ErrorCode/model`` when there was no candidate.
    func finish(into events: inout [AnswerEvent]) throws(ProviderFailure) {
        guard let first = seen.min() else {
            throw ProviderFailure(.model, "the service ended an answer without a candidate")
        }
        if let usage { events.append(.usage(usage)) }
        // A plain answer without a reason is whole; `stop` would be our invention.
        events.append(.finished(reasons[first] ?? (calls.isEmpty ? .other : .toolCalls)))
    }
}

extension Usage {
    /// Reads the counts of a response (https://ai.google.dev/api/generate-content#UsageMetadata): cached tokens are
    /// among those of the prompt, thoughts are beside those of the candidates.
    init?(gemini json: JSONValue?) {
        guard let json, json["promptTokenCount"]?.int != nil || json["candidatesTokenCount"]?.int != nil else {
            return nil
        }
        func count(_ key: String) -> Int { min(max(0, json[key]?.int ?? 0), 1 << 40) }
        let prompt = count("promptTokenCount") + count("toolUsePromptTokenCount")
        let thoughts = count("thoughtsTokenCount")
        self.init(
            promptTokens: prompt,
            completionTokens: count("candidatesTokenCount") + thoughts,
            cachedTokens: min(prompt, count("cachedContentTokenCount")),
            reasoningTokens: thoughts
        )
    }
}
