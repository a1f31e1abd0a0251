import TurnoutCore

/// Reads a streamed answer (https://platform.claude.com/docs/en/build-with-claude/streaming).
///
/// Its end is `message_stop`. Events that are not known are signs of life: the service may add some at any time.
struct AnthropicStreamDecoder: AnswerDecoder {
    let head: WireResponseHead
    private var body = EventBody()
    private var ending: AnthropicEnding
    /// The calls, by the number of their block.
    private var calls: [Int: Call] = [:]
    private var hasStarted = false
    private var isDone = false

    private struct Call {
        var index: Int
        var hasArguments: Bool
    }

    init(head: WireResponseHead) {
        self.head = head
        ending = AnthropicEnding(head: head)
    }

    mutating func decode(_ bytes: [UInt8], into events: inout [AnswerEvent]) throws(ProviderFailure) {
        guard !isDone else { return }
        let (items, failure) = body.take(bytes)
        for item in items where !isDone {
            switch item {
            case .comment: events.append(.activity)
            case .event(let event): try read(event, into: &events)
            }
        }
        if let failure { throw failure }
    }

    mutating func finish(into events: inout [AnswerEvent]) throws(ProviderFailure) {
        guard !isDone else { return }
        if let event = try body.last() { try read(event, into: &events) }
        guard !isDone else { return }
        guard let start = body.strange, !Self.beginsEvent(start) else { throw .brokeOff }
        guard let error = (try? JSONValue(parsing: start)).flatMap({ WireError(anthropic: $0) }) else {
            throw .notUnderstood("a stream of events")
        }
        throw ErrorTable.anthropic.failure(status: error.status, error: error, head: head)
    }

    /// Whether bytes are the beginning of an event, as far as they go.
    private static func beginsEvent(_ bytes: [UInt8]) -> Bool {
        ["event:", "data:"].contains { bytes.starts(with: $0.utf8) || $0.utf8.starts(with: bytes) }
    }

    private mutating func read(_ event: ServerSentEvent, into events: inout [AnswerEvent]) throws(ProviderFailure) {
        guard let json = try? JSONValue(parsing: event.data) else { throw .notUnderstood("JSON in an event") }
        if let error = WireError(anthropic: json) {
            throw ErrorTable.anthropic.failure(status: error.status, error: error, head: head)
        }
        let before = events.count
        switch json["type"]?.string {
        case "message_start"?:
            hasStarted = true
            ending.usage.merge(json["message"]?["usage"])
        case "content_block_start"?: try open(json, into: &events)
        case "content_block_delta"?: try add(json, into: &events)
        case "content_block_stop"?: try close(json, into: &events)
        case "message_delta"?:
            ending.end(json["delta"])
            ending.usage.merge(json["usage"])
        case "message_stop"?:
            guard hasStarted else { throw .notUnderstood("a message from its start") }
            isDone = true
            return try ending.finish(into: &events)
        default: break
        }
        if events.count == before { events.append(.activity) }
    }

    private mutating func open(_ json: JSONValue, into events: inout [AnswerEvent]) throws(ProviderFailure) {
        guard let block = json["content_block"] else { return }
        switch block["type"]?.string {
        case "text"?: ending.add(text: block["text"]?.string ?? "", into: &events)
        case "tool_use"?:
            guard let number = json["index"]?.int, calls[number] == nil, calls.count < 1024 else {
                throw .notUnderstood("blocks with numbers of their own")
            }
            // The arguments follow in pieces; a server that has them at once puts them here.
            let whole = block["input"].flatMap { $0.object?.isEmpty == false ? $0.text() : nil }
            let call = ToolCallDelta(
                index: calls.count,
                id: block["id"]?.string,
                name: block["name"]?.string,
                arguments: PrivateText(whole ?? "")
            )
            calls[number] = Call(index: call.index, hasArguments: whole != nil)
            try ending.add(call, into: &events)
        default: break
        }
    }

    private mutating func add(_ json: JSONValue, into events: inout [AnswerEvent]) throws(ProviderFailure) {
        let delta = json["delta"]
        switch delta?["type"]?.string {
        case "text_delta"?: ending.add(text: delta?["text"]?.string ?? "", into: &events)
        case "input_json_delta"?:
            // Tools that the service calls by itself have such pieces too.
            guard let number = json["index"]?.int, let call = calls[number],
                let text = delta?["partial_json"]?.string, !text.isEmpty
            else { return }
            calls[number]?.hasArguments = true
            try ending.add(ToolCallDelta(index: call.index, arguments: PrivateText(text)), into: &events)
        // Thinking, its signature, citations.
        default: break
        }
    }

    private mutating func close(_ json: JSONValue, into events: inout [AnswerEvent]) throws(ProviderFailure) {
        // A call without arguments comes without pieces; a plain answer writes `{}` there.
        guard let number = json["index"]?.int, let call = calls[number], !call.hasArguments else { return }
        calls[number]?.hasArguments = true
        try ending.add(ToolCallDelta(index: call.index, arguments: "{}"), into: &events)
    }
}
