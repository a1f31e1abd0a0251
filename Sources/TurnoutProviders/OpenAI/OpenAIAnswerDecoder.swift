import TurnoutCore

/// Reads a plain answer (https://platform.openai.com/docs/api-reference/chat/object).
struct OpenAIAnswerDecoder: AnswerDecoder {
    let errors: ErrorTable
    let head: WireResponseHead
    private var body: [UInt8] = []

    init(errors: ErrorTable, head: WireResponseHead) {
        self.errors = errors
        self.head = head
    }

    mutating func decode(_ bytes: [UInt8], into events: inout [AnswerEvent]) throws(ProviderFailure) {
        guard body.count + bytes.count <= WireLimits.eventBytes else {
            throw ProviderFailure(.provider, "the service sent an answer of more than \(WireLimits.eventBytes) bytes")
        }
        body.append(contentsOf: bytes)
    }

    mutating func finish(into events: inout [AnswerEvent]) throws(ProviderFailure) {
        guard !body.isEmpty else { throw .brokeOff }
        guard let json = try? JSONValue(parsing: body) else { throw .notUnderstood("JSON") }
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
