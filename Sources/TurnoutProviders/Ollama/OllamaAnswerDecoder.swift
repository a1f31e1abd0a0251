import TurnoutCore

/// Reads an answer of `/api/chat` or `/api/generate`: lines of JSON, of which the last says `done`; a plain answer is that line alone.
struct OllamaAnswerDecoder: AnswerDecoder {
    let head: WireResponseHead
    private var framing = NDJSONDecoder()
    private var calls = 0
    private var isDone = false

    init(head: WireResponseHead) { self.head = head }

    mutating func decode(_ bytes: [UInt8], into events: inout [AnswerEvent]) throws(ProviderFailure) {
        guard !isDone else { return }
        var lines: [[UInt8]] = []
        let framed = Result { () throws(ProviderFailure) in try framing.decode(bytes, into: &lines) }
        for line in lines where !isDone {
            guard let json = try? JSONValue(parsing: line) else { throw .notUnderstood("lines of JSON") }
            try read(json, into: &events)
        }
        try framed.get()
    }

    mutating func finish(into events: inout [AnswerEvent]) throws(ProviderFailure) {
        guard !isDone else { return }
        if let line = framing.finish() {
            let json: JSONValue
            do throws(JSONError) { json = try JSONValue(parsing: line) } catch {
                // What is wrong before its end is no line that was cut off.
                throw error.offset < line.count ? .notUnderstood("lines of JSON") : .brokeOff
            }
            try read(json, into: &events)
        }
        guard isDone else { throw .brokeOff }
    }

    private mutating func read(_ json: JSONValue, into events: inout [AnswerEvent]) throws(ProviderFailure) {
        if let error = WireError(json: json) {
            throw ErrorTable.ollama.failure(status: error.status, error: error, head: head)
        }
        guard json["message"] != nil || json["response"] != nil || json["done"] != nil else {
            throw .notUnderstood("an answer of Ollama")
        }
        let before = events.count
        let message = json["message"]
        // A conversation's answer is a message, a continued text is not.
        if let text = message?["content"]?.string ?? json["response"]?.string, !text.isEmpty {
            events.append(.delta(text: PrivateText(text), choice: 0))
        }
        for call in message?["tool_calls"]?.array ?? [] {
            guard calls < 1024 else { throw .notUnderstood("an answer of Ollama") }
            events.append(.toolCall(delta(of: call)))
            calls += 1
        }
        guard json["done"]?.bool == true else {
            // Thinking comes without content.
            if events.count == before { events.append(.activity) }
            return
        }
        isDone = true
        // Ollama leaves a count out when it had the whole prompt in its cache; half a count would be a wrong one.
        if let prompt = json["prompt_eval_count"]?.int, let answer = json["eval_count"]?.int {
            events.append(.usage(Usage(promptTokens: max(0, prompt), completionTokens: max(0, answer))))
        }
        events.append(.finished(reason(json["done_reason"]?.string)))
    }

    /// Calls come whole, with their arguments as an object, and often without an identifier.
    private func delta(of call: JSONValue) -> ToolCallDelta {
        let function = call["function"]
        let arguments = function?["arguments"]
        return ToolCallDelta(
            index: calls,
            id: call["id"]?.string ?? "call_\(calls)",
            name: function?["name"]?.string,
            arguments: PrivateText(arguments?.string ?? arguments?.text() ?? "{}")
        )
    }

    private func reason(_ text: String?) -> FinishReason {
        switch text {
        case "length"?: .length
        // Older servers name no reason.
        case "stop"?, nil: calls > 0 ? .toolCalls : .stop
        default: .other
        }
    }
}
