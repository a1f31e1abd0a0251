import TurnoutCore

/// Reads a streamed answer (https://ai.google.dev/api/generate-content#method:-models.streamgeneratecontent).
///
/// There is no mark of the end: the answer is whole when every candidate gave its reason and the body ended. An error
/// may come as an event, or as bare JSON over many lines where an event should stand.
struct GeminiStreamDecoder: AnswerDecoder {
    private var framing = ServerSentEventDecoder()
    private var stray = StrayLines()
    private var chunks: GeminiChunks

    init(head: WireResponseHead) { chunks = GeminiChunks(head: head) }

    mutating func decode(_ bytes: [UInt8], into events: inout [AnswerEvent]) throws(ProviderFailure) {
        let gathered = Result { () throws(ProviderFailure) in try stray.decode(bytes) }
        var items: [ServerSentEventDecoder.Item] = []
        let framed = Result { () throws(ProviderFailure) in try framing.decode(bytes, into: &items) }
        for item in items {
            switch item {
            case .comment: events.append(.activity)
            case .event(let event): try read(event, into: &events)
            }
        }
        try framed.get()
        try gathered.get()
    }

    mutating func finish(into events: inout [AnswerEvent]) throws(ProviderFailure) {
        if let event = framing.finish() {
            // The last event may lack its blank line; half an event is no JSON and shows that the stream was cut.
            guard (try? JSONValue(parsing: event.data)) != nil else { throw .brokeOff }
            try read(event, into: &events)
        }
        let rest = stray.finish()
        if !rest.isEmpty {
            let json = try? JSONValue(parsing: rest)
            if let error = json.flatMap({ GeminiError(json: $0) }) {
                throw error.failure(status: nil, head: chunks.head)
            }
            // An error that was cut off shows that the stream was, and no more.
            guard rest.first == UInt8(ascii: "{") || rest.first == UInt8(ascii: "["), json == nil else {
                throw .notUnderstood("a stream of events")
            }
            throw .brokeOff
        }
        guard chunks.isComplete else { throw .brokeOff }
        try chunks.finish(into: &events)
    }

    private mutating func read(_ event: ServerSentEvent, into events: inout [AnswerEvent]) throws(ProviderFailure) {
        guard let json = try? JSONValue(parsing: event.data) else { throw .notUnderstood("JSON in an event") }
        let before = events.count
        try chunks.read(json, into: &events)
        if events.count == before { events.append(.activity) }
    }
}

/// Gathers the lines of a stream that belong to no event, up to ``WireLimits/errorBytes``.
private struct StrayLines {
    private static let fields = ["data", "event", "id", "retry"]
    private var lines = NDJSONDecoder()
    private var kept: [UInt8] = []

    mutating func decode(_ bytes: [UInt8]) throws(ProviderFailure) {
        var found: [[UInt8]] = []
        let framed = Result { () throws(ProviderFailure) in try lines.decode(bytes, into: &found) }
        for line in found { keep(line) }
        try framed.get()
    }

    /// What was gathered, the last line too if the stream forgot its end.
    mutating func finish() -> [UInt8] {
        // The start of a field's name is what a cut leaves of it.
        if let line = lines.finish(), !Self.fields.contains(where: { $0.utf8.starts(with: line) }) { keep(line) }
        return kept
    }

    private mutating func keep(_ line: [UInt8]) {
        let name = line.prefix { $0 != UInt8(ascii: ":") }
        let isField = name.isEmpty || Self.fields.contains { name.elementsEqual($0.utf8) }
        if !isField { kept.append(contentsOf: (line + [0x0A]).prefix(WireLimits.errorBytes - kept.count)) }
    }
}
