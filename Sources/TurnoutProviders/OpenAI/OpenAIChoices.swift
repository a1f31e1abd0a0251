import TurnoutCore

/// Reads the choices of plain answers (`message`), of chunks (`delta`) and of completions (`text`), and remembers what
/// spans chunks.
struct OpenAIChoices {
    /// The first finish reason, by choice.
    private(set) var reasons: [Int: FinishReason] = [:]
    /// The choices that were seen.
    private(set) var seen: Set<Int> = []
    private var calls = ToolCallCheck()
    private var callIDs: [Int: [String]] = [:]
    private var lastCall: [Int: Int] = [:]

    /// Whether every choice has ended.
    var isComplete: Bool { !seen.isEmpty && seen.allSatisfy { reasons[$0] != nil } }

    /// Why the answer ended, in the words of its first choice.
    ///
    /// A server that marks the end and gives no reason leaves it unknown: `stop` would be our invention.
    var reason: FinishReason {
        let reason = reasons[0] ?? reasons.min { $0.key < $1.key }?.value
        return reason ?? (calls.hasCalls ? .toolCalls : .other)
    }

    /// Appends the events of one choice.
    mutating func read(_ choice: JSONValue, into events: inout [AnswerEvent]) throws(ProviderFailure) {
        let index = choice["index"]?.int ?? 0
        guard (0..<128).contains(index) else { throw .notUnderstood("choices from 0") }
        seen.insert(index)
        if let body = choice["delta"] ?? choice["message"] {
            try read(body, of: index, into: &events)
        } else if let text = choice["text"]?.string, !text.isEmpty {
            // A text that was continued, plain or in pieces.
            events.append(.delta(text: PrivateText(text), choice: index))
        }
        guard let text = choice["finish_reason"]?.string, !text.isEmpty else { return }
        guard let reason = FinishReason(openAI: text) else {
            throw ProviderFailure(.provider, "the service gave up in the middle of the answer", providerCode: text)
        }
        reasons[index] = reasons[index] ?? reason
    }

    private mutating func read(
        _ body: JSONValue,
        of choice: Int,
        into events: inout [AnswerEvent]
    ) throws(ProviderFailure) {
        for text in [Self.text(of: body["content"]), body["refusal"]?.string] {
            if let text, !text.isEmpty { events.append(.delta(text: PrivateText(text), choice: choice)) }
        }
        for (position, call) in (body["tool_calls"]?.array ?? []).enumerated() {
            let delta = try read(call: call, at: position, of: choice)
            try calls.add(delta)
            events.append(.toolCall(delta))
        }
    }

    /// A text, or a list of parts of which some are text.
    private static func text(of content: JSONValue?) -> String? {
        if let parts = content?.array { return parts.compactMap { $0["text"]?.string }.joined() }
        return content?.string
    }

    private mutating func read(call: JSONValue, at position: Int, of choice: Int) throws(ProviderFailure)
        -> ToolCallDelta
    {
        let function = call["function"]
        let id = call["id"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        let name = function?["name"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        let index = call["index"]?.int ?? place(of: id, name: name, at: position, choice: choice)
        guard (0..<1024).contains(index) else { throw .notUnderstood("tool calls from 0") }
        lastCall[choice] = index
        let arguments: String
        switch function?["arguments"] {
        case .string(let text)?: arguments = text
        case nil, .null?: arguments = ""
        case .some(let json): arguments = json.text()
        }
        return ToolCallDelta(index: index, choice: choice, id: id, name: name, arguments: PrivateText(arguments))
    }

    /// The place of a call whose server leaves out the index: a new identifier, or a name where none was awaited,
    /// starts a call; anything else goes on with the last one.
    private mutating func place(of id: String?, name: String?, at position: Int, choice: Int) -> Int {
        let next = (lastCall[choice] ?? -1) + 1
        guard let id else { return name != nil || position > 0 ? next : max(0, next - 1) }
        var known = callIDs[choice] ?? []
        if let place = known.firstIndex(of: id) { return place }
        known.append(id)
        callIDs[choice] = known
        return known.count - 1
    }

    /// Looks at the whole answer.
    func finish() throws(ProviderFailure) {
        // The arguments of an answer that was cut off are cut off too, and the caller is told why.
        if reason != .length { try calls.finish() }
    }
}
