import TurnoutCore
import TurnoutPolicy
import TurnoutProviders

/// Cohere's chat interface (https://docs.cohere.com/v2/reference/chat), in text: the one file that a service takes.
///
/// It is translation alone: no connection, no clock, no retry, no state.
struct CohereAdapter: WireAdapter {
    private static let address = "https://api.cohere.com/v2/chat"

    func encode(
        _ request: ModelRequest, for target: Target, isStreamed: Bool, credential: Secret?
    ) throws(ProviderFailure) -> WireRequest {
        guard request.operation == .chat, request.tools.isEmpty, request.responseFormat == .text else {
            // Never leave a part of the question out in silence.
            throw ProviderFailure(.invalidRequest, "this adapter speaks plain conversations alone")
        }
        var body: [JSONMember] = [
            JSONMember("model", .string(target.modelID)),
            JSONMember(
                "messages",
                .array(request.messages.map { ["role": .string($0.role.rawValue), "content": .string($0.text)] })),
            JSONMember("stream", .bool(isStreamed)),
        ]
        let options = request.options
        if let value = options.maxTokens { body.append(JSONMember("max_tokens", .int(value))) }
        if let value = options.temperature { body.append(JSONMember("temperature", .double(value))) }
        if let value = options.topP { body.append(JSONMember("p", .double(value))) }
        if let value = options.frequencyPenalty { body.append(JSONMember("frequency_penalty", .double(value))) }
        if let value = options.presencePenalty { body.append(JSONMember("presence_penalty", .double(value))) }
        if let value = options.seed { body.append(JSONMember("seed", .int(value))) }
        if !options.stop.isEmpty {
            body.append(JSONMember("stop_sequences", .array(options.stop.map { .string($0) })))
        }
        return WireRequest(
            method: .post,
            url: Self.address,
            headers: [WireHeader("content-type", "application/json")],
            // Secrets go where they are never printed.
            authorization: credential.map { ("authorization", Secret("Bearer \($0.reveal())")) },
            body: Array(JSONValue.object(body).text().utf8))
    }

    func makeDecoder(for head: WireResponseHead, of operation: Operation, isStreamed: Bool) -> any AnswerDecoder {
        isStreamed ? CohereStream() : CohereAnswer()
    }

    func failure(head: WireResponseHead, body: [UInt8]) -> ProviderFailure {
        let code: ErrorCode =
            switch head.status {
            case 401, 403: .authentication
            case 402: .quotaExceeded
            case 404: .modelNotFound
            case 429: .rateLimited
            case 400...499: .invalidRequest
            default: .provider
            }
        // What follows the first colon are the service's words; `HTTPProvider` takes out what they repeat of the request.
        let words = (try? JSONValue(parsing: body))?["message"]?.string ?? "no reason given"
        return ProviderFailure(code, "Cohere answered \(head.status): \(words)", status: head.status)
    }
}

/// A plain answer: one JSON object.
private struct CohereAnswer: AnswerDecoder {
    private var body: [UInt8] = []

    mutating func decode(_ bytes: [UInt8], into events: inout [AnswerEvent]) throws(ProviderFailure) {
        guard body.count + bytes.count <= WireLimits.eventBytes else {
            throw ProviderFailure(.provider, "the answer is too long")
        }
        body += bytes
    }

    mutating func finish(into events: inout [AnswerEvent]) throws(ProviderFailure) {
        guard let json = try? JSONValue(parsing: body), let parts = json["message"]?["content"]?.array else {
            throw ProviderFailure(.provider, "the service answered with something else than an answer")
        }
        for text in parts.compactMap({ $0["text"]?.string }) {
            events.append(.delta(text: PrivateText(text), choice: 0))
        }
        if let usage = Usage(cohere: json["usage"]) { events.append(.usage(usage)) }
        events.append(.finished(FinishReason(cohere: json["finish_reason"]?.string)))
    }
}

/// A streamed answer: server-sent events, the last of the type `message-end`.
private struct CohereStream: AnswerDecoder {
    private var framing = ServerSentEventDecoder()
    private var isDone = false

    mutating func decode(_ bytes: [UInt8], into events: inout [AnswerEvent]) throws(ProviderFailure) {
        var items: [ServerSentEventDecoder.Item] = []
        try framing.decode(bytes, into: &items)
        for item in items where !isDone {
            guard case .event(let event) = item, let json = try? JSONValue(parsing: event.data) else {
                events.append(.activity)
                continue
            }
            let delta = json["delta"]
            switch json["type"]?.string {
            case "content-delta":
                let text = delta?["message"]?["content"]?["text"]?.string ?? ""
                events.append(.delta(text: PrivateText(text), choice: 0))
            case "message-end":
                isDone = true
                if let usage = Usage(cohere: delta?["usage"]) { events.append(.usage(usage)) }
                events.append(.finished(FinishReason(cohere: delta?["finish_reason"]?.string)))
            default: events.append(.activity)
            }
        }
    }

    mutating func finish(into events: inout [AnswerEvent]) throws(ProviderFailure) {
        // A body that ends before the answer does is an answer that broke off, never one that is complete.
        if !isDone { throw ProviderFailure(.network, "the answer broke off") }
    }
}

extension Usage {
    fileprivate init?(cohere json: JSONValue?) {
        guard let tokens = json?["tokens"] else { return nil }
        self.init(
            promptTokens: tokens["input_tokens"]?.int ?? 0, completionTokens: tokens["output_tokens"]?.int ?? 0)
    }
}

extension FinishReason {
    fileprivate init(cohere text: String?) {
        switch text {
        case "COMPLETE", "STOP_SEQUENCE": self = .stop
        case "MAX_TOKENS": self = .length
        case "TOOL_CALL": self = .toolCalls
        default: self = .other
        }
    }
}
