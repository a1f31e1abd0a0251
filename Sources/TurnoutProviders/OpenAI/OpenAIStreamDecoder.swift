import TurnoutCore

/// Reads a streamed answer (https://platform.openai.com/docs/api-reference/chat-streaming), of a completion too.
///
/// The end is `[DONE]`, or the end of the body once every choice gave its finish reason: some servers leave the mark
/// out. Counts come last, in a chunk without choices, and are passed on just before the end.
struct OpenAIStreamDecoder: AnswerDecoder {
    let errors: ErrorTable
    let head: WireResponseHead
    private var body = EventBody()
    private var choices = OpenAIChoices()
    private var usage: Usage?
    private var isDone = false

    init(errors: ErrorTable, head: WireResponseHead) {
        self.errors = errors
        self.head = head
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
        if let event = try body.last(mark: "[DONE]") { try read(event, into: &events) }
        guard !isDone else { return }
        if let start = body.strange {
            guard let error = WireError(body: start) else { throw .notUnderstood("a stream of events") }
            throw errors.failure(status: error.status, error: error, head: head)
        }
        guard choices.isComplete else { throw .brokeOff }
        try end(into: &events)
    }

    private mutating func read(_ event: ServerSentEvent, into events: inout [AnswerEvent]) throws(ProviderFailure) {
        if event.data.elementsEqual("[DONE]".utf8) { return try end(into: &events) }
        guard let json = try? JSONValue(parsing: event.data) else { throw .notUnderstood("JSON in an event") }
        if let error = WireError(json: json) {
            throw errors.failure(status: error.status, error: error, head: head)
        }
        usage = Usage(openAI: json["usage"]) ?? usage
        let before = events.count
        for choice in json["choices"]?.array ?? [] {
            try choices.read(choice, into: &events)
        }
        if events.count == before { events.append(.activity) }
    }

    private mutating func end(into events: inout [AnswerEvent]) throws(ProviderFailure) {
        guard !choices.seen.isEmpty else {
            throw ProviderFailure(.model, "the service ended an answer without a choice")
        }
        try choices.finish()
        isDone = true
        if let usage { events.append(.usage(usage)) }
        events.append(.finished(choices.reason))
    }
}
