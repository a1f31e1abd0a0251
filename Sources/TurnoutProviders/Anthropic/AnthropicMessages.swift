import TurnoutCore

/// Conversations as Anthropic writes them: the instructions apart, the rest in blocks of users and assistants.
enum AnthropicMessages {
    /// The media types of images that the service reads (https://platform.claude.com/docs/en/build-with-claude/vision).
    private static let mediaTypes: Set<String> = ["image/jpeg", "image/png", "image/gif", "image/webp"]

    private struct Turn {
        var role: String
        /// Whether it holds results of tools and nothing else, so that neighbours can be joined.
        var isResults = false
        var blocks: [JSONValue]
    }

    /// The blocks of the instructions, and the turns.
    ///
    /// A text without characters says nothing and is refused by the service; it is left out, and a message of nothing
    /// else with it.
    static func split(_ messages: [Message]) throws(ProviderFailure) -> (system: [JSONValue], turns: [JSONValue]) {
        var system: [JSONValue] = []
        var turns: [Turn] = []
        var ids = AnthropicCallIDs()
        for message in messages {
            var results: [JSONValue] = []
            for case .toolResult(let result) in message.content { results.append(json(of: result, &ids)) }
            if !results.isEmpty {
                // Results stand before what their bearer goes on to say, and all of one step in one message.
                if let last = turns.indices.last, turns[last].isResults {
                    turns[last].blocks += results
                } else {
                    turns.append(Turn(role: "user", isResults: true, blocks: results))
                }
            }
            let rest = message.content.filter { if case .toolResult = $0 { false } else { true } }
            if message.role == .tool, !rest.isEmpty || results.isEmpty {
                throw ProviderFailure(.invalidRequest, "a tool message holds results of calls and nothing else")
            }
            var blocks: [JSONValue] = []
            for part in rest {
                if let block = try json(of: part, from: message.role, &ids) { blocks.append(block) }
            }
            if message.role == .system {
                system += blocks
            } else if !blocks.isEmpty {
                turns.append(Turn(role: message.role.rawValue, blocks: blocks))
            }
        }
        guard !turns.isEmpty else {
            throw ProviderFailure(.invalidRequest, "the conversation holds nothing that could be answered")
        }
        return (system, turns.map { ["role": .string($0.role), "content": .array($0.blocks)] })
    }

    private static func json(
        of part: ContentPart, from role: Role, _ ids: inout AnthropicCallIDs
    ) throws(ProviderFailure) -> JSONValue? {
        switch part {
        case .text(let text):
            return text.isEmpty ? nil : ["type": "text", "text": .string(text.reveal())]
        case .image(let source):
            guard role == .user else {
                throw ProviderFailure(.invalidRequest, "only a user's message can hold an image")
            }
            return ["type": "image", "source": try json(of: source)]
        case .toolCall(let call):
            guard role == .assistant else {
                throw ProviderFailure(.invalidRequest, "only an assistant's message can hold a tool call")
            }
            return try json(of: call, &ids)
        case .toolResult: return nil
        }
    }

    private static func json(of source: ImageSource) throws(ProviderFailure) -> JSONValue {
        guard let (mediaType, base64) = source.inline else { return ["type": "url", "url": .string(source.address)] }
        guard mediaTypes.contains(mediaType) else {
            throw ProviderFailure(.invalidRequest, "Anthropic reads images as JPEG, PNG, GIF and WebP only")
        }
        return ["type": "base64", "media_type": .string(mediaType), "data": .string(base64)]
    }

    private static func json(
        of call: ToolCall, _ ids: inout AnthropicCallIDs
    ) throws(ProviderFailure) -> JSONValue {
        let text = call.arguments.reveal()
        guard let input = try? JSONValue(parsing: text.isEmpty ? "{}" : text), input.object != nil else {
            throw ProviderFailure(
                .invalidRequest, "the arguments of a tool call in the conversation are no JSON object")
        }
        return ["type": "tool_use", "id": .string(ids.id(for: call.id)), "name": .string(call.name), "input": input]
    }

    private static func json(of result: ToolResult, _ ids: inout AnthropicCallIDs) -> JSONValue {
        var members: [JSONMember] = [JSONMember("type", "tool_result")]
        members.add("tool_use_id", .string(ids.id(for: result.callID)))
        if !result.text.isEmpty { members.add("content", .string(result.text.reveal())) }
        return .object(members)
    }
}

/// The identifiers of calls, in letters that Anthropic takes.
///
/// A conversation that another service began may hold others; each of those gets a name of its own for the request.
private struct AnthropicCallIDs {
    private var given: [String: String] = [:]

    mutating func id(for id: String) -> String {
        if Self.isPlain(id) { return id }
        if let name = given[id] { return name }
        let name = "turnout_\(given.count)"
        given[id] = name
        return name
    }

    /// Whether the service takes it: letters, digits, `_` and `-`.
    private static func isPlain(_ id: String) -> Bool {
        !id.isEmpty
            && id.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}
