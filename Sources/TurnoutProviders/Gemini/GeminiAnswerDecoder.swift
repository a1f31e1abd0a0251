import TurnoutCore

/// Reads a plain answer, or the list of responses that a stream without `alt=sse` is.
struct GeminiAnswerDecoder: AnswerDecoder {
    let head: WireResponseHead
    private var body = BoundedBody()

    init(head: WireResponseHead) { self.head = head }

    mutating func decode(_ bytes: [UInt8], into events: inout [AnswerEvent]) throws(ProviderFailure) {
        try body.append(bytes)
    }

    mutating func finish(into events: inout [AnswerEvent]) throws(ProviderFailure) {
        let json = try body.json()
        var chunks = GeminiChunks(head: head)
        for response in json.array ?? [json] {
            guard response.object != nil else { throw .notUnderstood("a response of Gemini") }
            try chunks.read(response, into: &events)
        }
        try chunks.finish(into: &events)
    }
}
