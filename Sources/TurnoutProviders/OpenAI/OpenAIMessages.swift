import TurnoutCore

/// Conversations as OpenAI's chat interface writes them.
enum OpenAIMessages {
    static func json(of messages: [Message]) throws(ProviderFailure) -> JSONValue {
        var list: [JSONValue] = []
        for message in messages {
            // A result is a message of its own, and stands before what its bearer goes on to say.
            for case .toolResult(let result) in message.content {
                list.append([
                    "role": "tool", "tool_call_id": .string(result.callID), "content": .string(result.text.reveal()),
                ])
            }
            let rest = message.content.filter { if case .toolResult = $0 { false } else { true } }
            if message.role == .tool {
                guard rest.isEmpty, !message.content.isEmpty else {
                    throw ProviderFailure(.invalidRequest, "a tool message holds results of calls and nothing else")
                }
            } else if !rest.isEmpty || message.content.isEmpty {
                list.append(try json(of: message, content: rest))
            }
        }
        return .array(list)
    }

    private static func json(of message: Message, content: [ContentPart]) throws(ProviderFailure) -> JSONValue {
        var members: [JSONMember] = [JSONMember("role", .string(message.role.rawValue))]
        var calls: [JSONValue] = []
        var parts: [JSONValue] = []
        var text = ""
        var hasImage = false
        for part in content {
            switch part {
            case .text(let value):
                text += value.reveal()
                parts.append(["type": "text", "text": .string(value.reveal())])
            case .image(let source):
                guard message.role == .user else {
                    throw ProviderFailure(.invalidRequest, "only a user's message can hold an image")
                }
                hasImage = true
                parts.append(["type": "image_url", "image_url": ["url": .string(source.address)]])
            case .toolCall(let call):
                guard message.role == .assistant else {
                    throw ProviderFailure(.invalidRequest, "only an assistant's message can hold a tool call")
                }
                calls.append(json(of: call))
            case .toolResult: break
            }
        }
        if hasImage {
            members.add("content", .array(parts))
        } else {
            // Servers that only take text are more than those that care for its parts.
            members.add("content", text.isEmpty && !calls.isEmpty ? .null : .string(text))
        }
        members.add("name", message.name.map { .string($0) })
        if !calls.isEmpty { members.add("tool_calls", .array(calls)) }
        return .object(members)
    }

    private static func json(of call: ToolCall) -> JSONValue {
        [
            "id": .string(call.id), "type": "function",
            "function": ["name": .string(call.name), "arguments": .string(call.arguments.reveal())],
        ]
    }
}
