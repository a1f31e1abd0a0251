import TurnoutCore

/// Follows one response: an answer goes to its decoder, an error is gathered and translated.
struct ResponseReader {
    private let adapter: any WireAdapter
    private let operation: Operation
    /// How many vectors the answer has to have; `nil` when none were asked for.
    private let vectors: Int?
    private let isStreamed: Bool
    private var state = State.waiting

    private enum State {
        case waiting
        case answer(any AnswerDecoder)
        case error(WireResponseHead, [UInt8])
    }

    init(adapter: any WireAdapter, request: ModelRequest, isStreamed: Bool) {
        self.adapter = adapter
        operation = request.operation
        vectors = if case .embeddings = request.operation { request.messages.count } else { nil }
        self.isStreamed = isStreamed
    }

    mutating func read(_ part: WireResponsePart, into events: inout [AnswerEvent]) throws(ProviderFailure) {
        switch part {
        case .head(let head): try start(head)
        case .bytes(let bytes):
            switch state {
            case .waiting: throw .notUnderstood("HTTP")
            case .answer(var decoder):
                // The state lets go of the decoder while it works, or its buffers would be copied.
                state = .waiting
                defer { state = .answer(decoder) }
                try decoder.decode(bytes, into: &events)
            case .error(let head, var body):
                state = .waiting
                body.append(contentsOf: bytes.prefix(WireLimits.errorBytes - body.count))
                // What is behind the limit is not waited for.
                guard body.count < WireLimits.errorBytes else { throw adapter.failure(head: head, body: body) }
                state = .error(head, body)
            }
        }
    }

    mutating func finish(into events: inout [AnswerEvent]) throws(ProviderFailure) {
        switch state {
        case .waiting: throw .notUnderstood("HTTP")
        case .answer(var decoder):
            state = .waiting
            try decoder.finish(into: &events)
            guard let vectors else { return }
            // A decoder finds a gap among the vectors; only here is it known how many there should be.
            let found = events.count { if case .embedding = $0 { true } else { false } }
            guard found == vectors else {
                events = []
                throw ProviderFailure(.provider, "the service sent \(found) vectors for \(vectors) inputs")
            }
        case .error(let head, let body): throw adapter.failure(head: head, body: body)
        }
    }

    /// The error that the service has reported so far, if it reported one.
    var reported: ProviderFailure? {
        guard case .error(let head, let body) = state else { return nil }
        return adapter.failure(head: head, body: body)
    }

    private mutating func start(_ head: WireResponseHead) throws(ProviderFailure) {
        guard (200...299).contains(head.status) else {
            state = .error(head, [])
            return
        }
        let type = head.header("content-type")?.lowercased() ?? ""
        guard !type.hasPrefix("text/html"), !type.hasPrefix("application/xhtml") else {
            throw ProviderFailure(
                .provider,
                "the service answered with a web page; is the policy's endpoint the address of its interface?",
                status: head.status
            )
        }
        state = .answer(adapter.makeDecoder(for: head, of: operation, isStreamed: isStreamed))
    }
}
