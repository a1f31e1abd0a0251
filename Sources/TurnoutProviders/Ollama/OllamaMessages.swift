import TurnoutCore

/// Conversations as Ollama writes them: one text and a list of images a message, arguments of calls as objects.
enum OllamaMessages {
    static func json(of messages: [Message]) throws(ProviderFailure) -> JSONValue {
        var list: [JSONValue] = []
        var toolNames: [String: String] = [:]
        for message in messages {
            for part in message.content {
                switch part {
                case .toolCall(let call): toolNames[call.id] = call.name
                case .toolResult(let result): list.append(json(of: result, toolName: toolNames[result.callID]))
                case .text, .image: break
                }
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

    private static func json(of result: ToolResult, toolName: String?) -> JSONValue {
        var members: [JSONMember] = [JSONMember("role", "tool"), JSONMember("content", .string(result.text.reveal()))]
        members.add("tool_name", toolName.map { .string($0) })
        members.add("tool_call_id", .string(result.callID))
        return .object(members)
    }

    private static func json(of message: Message, content: [ContentPart]) throws(ProviderFailure) -> JSONValue {
        var members: [JSONMember] = [JSONMember("role", .string(message.role.rawValue))]
        members.add("content", .string(message.text))
        var images: [JSONValue] = []
        var calls: [JSONValue] = []
        for part in content {
            switch part {
            case .image(let source):
                guard let base64 = source.base64 else {
                    throw ProviderFailure(.invalidRequest, "Ollama fetches no images: send the image's bytes")
                }
                images.append(.string(base64))
            case .toolCall(let call): calls.append(try json(of: call))
            case .text, .toolResult: break
            }
        }
        if !images.isEmpty { members.add("images", .array(images)) }
        if !calls.isEmpty { members.add("tool_calls", .array(calls)) }
        return .object(members)
    }

    private static func json(of call: ToolCall) throws(ProviderFailure) -> JSONValue {
        let text = call.arguments.reveal()
        guard let arguments = try? JSONValue(parsing: text.isEmpty ? "{}" : text), arguments.object != nil else {
            throw ProviderFailure(
                .invalidRequest, "the arguments of a tool call in the conversation are no JSON object")
        }
        return ["id": .string(call.id), "function": ["name": .string(call.name), "arguments": arguments]]
    }
}
