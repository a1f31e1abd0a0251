import TurnoutCore

/// Reads a plain answer (https://platform.openai.com/docs/api-reference/chat/object), of a completion too.
struct OpenAIAnswerDecoder: AnswerDecoder {
    let errors: ErrorTable
    let head: WireResponseHead
    private var body = BoundedBody()

    init(errors: ErrorTable, head: WireResponseHead) {
        self.errors = errors
        self.head = head
    }

    mutating func decode(_ bytes: [UInt8], into events: inout [AnswerEvent]) throws(ProviderFailure) {
        try body.append(bytes)
    }

    mutating func finish(into events: inout [AnswerEvent]) throws(ProviderFailure) {
        let json = try body.json()
        if let error = WireError(json: json) { throw errors.failure(status: error.status, error: error, head: head) }
        guard let list = json["choices"]?.array, !list.isEmpty else { throw .notUnderstood("an answer with choices") }
        var choices = OpenAIChoices()
        var read: [AnswerEvent] = []
        for choice in list {
            // Some servers put an error next to a choice that came to nothing.
            if let error = WireError(json: choice) {
                throw errors.failure(status: error.status, error: error, head: head)
            }
            try choices.read(choice, into: &read)
        }
        // Nothing is passed on before the whole has been looked at: until then another target can take over.
        try choices.finish()
        events += read
        if let usage = Usage(openAI: json["usage"]) { events.append(.usage(usage)) }
        events.append(.finished(choices.reason))
    }
}
