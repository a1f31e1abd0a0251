import TurnoutCore

/// Reads a plain answer (https://platform.claude.com/docs/en/api/messages/create).
struct AnthropicAnswerDecoder: AnswerDecoder {
    let head: WireResponseHead
    private var body = BoundedBody()

    init(head: WireResponseHead) { self.head = head }

    mutating func decode(_ bytes: [UInt8], into events: inout [AnswerEvent]) throws(ProviderFailure) {
        try body.append(bytes)
    }

    mutating func finish(into events: inout [AnswerEvent]) throws(ProviderFailure) {
        let json = try body.json()
        if let error = WireError(anthropic: json) {
            throw ErrorTable.anthropic.failure(status: error.status, error: error, head: head)
        }
        guard let blocks = json["content"]?.array else { throw .notUnderstood("a message of Anthropic") }
        var ending = AnthropicEnding(head: head)
        var calls = 0
        for block in blocks {
            switch block["type"]?.string {
            case "text"?: ending.add(text: block["text"]?.string ?? "", into: &events)
            case "tool_use"?:
                let call = ToolCallDelta(
                    index: calls,
                    id: block["id"]?.string,
                    name: block["name"]?.string,
                    arguments: PrivateText(block["input"]?.text() ?? "{}")
                )
                try ending.add(call, into: &events)
                calls += 1
            // Thinking is not for the caller, and nothing else was asked for.
            default: break
            }
        }
        ending.usage.merge(json["usage"])
        ending.end(json)
        try ending.finish(into: &events)
    }
}
