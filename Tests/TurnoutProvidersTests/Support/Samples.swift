import TurnoutCore
import TurnoutPolicy
import TurnoutProviders

/// Targets and requests that tests share.
enum Samples {
    static func target(
        _ kind: ProviderKind,
        endpoint: String = "http://127.0.0.1:9/v1",
        context: Int? = nil,
        credentials: CredentialReference? = nil,
        headers: [Target.Header] = [],
        organization: String? = nil
    ) throws -> Target {
        Target(
            name: TargetName(provider: kind.rawValue, model: "m"),
            kind: kind,
            endpoint: try Endpoint(parsing: endpoint),
            modelID: "the-model",
            locality: .external,
            data: .unknown,
            context: context,
            credentials: credentials,
            headers: headers,
            organization: organization
        )
    }

    static let tool = Tool(
        name: "weather",
        description: "The weather of a place.",
        parameters: ["type": "object", "properties": ["place": ["type": "string"]]]
    )

    /// A conversation with every role and every kind of part.
    static let conversation: [Message] = [
        .system("Be brief."),
        Message(
            role: .user,
            content: [
                .text("What is this?"), .image(.url("https://example.com/a.png")),
                .image(.bytes([1, 2, 3, 4], mediaType: "image/png")),
            ],
            name: "ada"
        ),
        Message(
            role: .assistant,
            content: [.toolCall(ToolCall(id: "c1", name: "weather", arguments: #"{"place":"Bern"}"#))]
        ),
        .tool(callID: "c1", "rain"),
        .assistant("It rains."),
    ]
}

extension AnswerDecoder {
    /// Feeds all pieces and the end, and returns what came out, with the failure if there was one.
    mutating func run(_ pieces: [[UInt8]]) -> Outcome {
        var events: [AnswerEvent] = []
        do throws(ProviderFailure) {
            for piece in pieces { try decode(piece, into: &events) }
            try finish(into: &events)
            return Outcome(events: events, failure: nil)
        } catch {
            return Outcome(events: events, failure: error)
        }
    }
}

/// What a decoder made of a body.
struct Outcome: Hashable {
    var events: [AnswerEvent]
    var failure: ProviderFailure?

    /// The text of the first choice.
    var text: String {
        var text = ""
        for case .delta(let delta, 0) in events { text += delta.reveal() }
        return text
    }

    var usage: Usage? {
        for case .usage(let usage) in events { return usage }
        return nil
    }

    var reason: FinishReason? { if case .finished(let reason)? = events.last { reason } else { nil } }

    /// The vectors in the order in which they came.
    var vectors: [[Float]] {
        var vectors: [[Float]] = []
        for case .embedding(let vector, _) in events { vectors.append(vector) }
        return vectors
    }

    var calls: [ToolCallDelta] {
        var calls: [ToolCallDelta] = []
        for case .toolCall(let call) in events { calls.append(call) }
        return calls
    }
}

extension WireAdapter {
    /// Decodes a body that comes with a status of 200.
    func answer(
        _ pieces: [[UInt8]], of operation: TurnoutCore.Operation = .chat, isStreamed: Bool, type: String? = nil
    ) -> Outcome {
        let standard = isStreamed ? "text/event-stream" : "application/json"
        let head = WireResponseHead(status: 200, headers: [WireHeader("Content-Type", type ?? standard)])
        var decoder: any AnswerDecoder = makeDecoder(for: head, of: operation, isStreamed: isStreamed)
        return decoder.run(pieces)
    }

    func answer(
        _ text: String, of operation: TurnoutCore.Operation = .chat, isStreamed: Bool, type: String? = nil
    ) -> Outcome {
        answer([Array(text.utf8)], of: operation, isStreamed: isStreamed, type: type)
    }
}
