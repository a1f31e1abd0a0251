import TurnoutCore

/// Reads conversations in the JSON form that chat interfaces share: roles, text or parts, tools.
enum ChatJSON {
    /// Reads `messages`.
    static func messages(_ value: JSONValue) throws(UsageError) -> [Message] {
        guard let elements = value.array else { throw UsageError("messages", "expected a list") }
        var messages: [Message] = []
        for (number, element) in elements.enumerated() {
            messages.append(try message(element, "messages[\(number)]"))
        }
        return messages
    }

    private static func message(_ value: JSONValue, _ field: String) throws(UsageError) -> Message {
        guard value.object != nil else { throw UsageError(field, "expected an object") }
        guard let word = value["role"]?.string else { throw UsageError("\(field).role", "expected a role") }
        guard let role = Role(rawValue: word) else {
            let known = Role.allCases.map(\.rawValue)
            throw UsageError(
                "\(field).role", .unknown("role", word, known: known, nearest: closestMatch(to: word, among: known)))
        }
        var content = try parts(value["content"] ?? .null, "\(field).content")
        if role == .tool {
            let text = Message(role: role, content: content).text
            content = [.toolResult(ToolResult(callID: value["tool_call_id"]?.string ?? "", text: PrivateText(text)))]
        }
        for (number, call) in (value["tool_calls"]?.array ?? []).enumerated() {
            content.append(.toolCall(try toolCall(call, "\(field).tool_calls[\(number)]")))
        }
        return Message(role: role, content: content, name: value["name"]?.string)
    }

    private static func parts(_ value: JSONValue, _ field: String) throws(UsageError) -> [ContentPart] {
        switch value {
        case .null: return []
        case .string(let text): return [.text(PrivateText(text))]
        case .array(let elements):
            var parts: [ContentPart] = []
            for (number, element) in elements.enumerated() { parts.append(try part(element, "\(field)[\(number)]")) }
            return parts
        default: throw UsageError(field, "expected text or a list of parts")
        }
    }

    private static func part(_ value: JSONValue, _ field: String) throws(UsageError) -> ContentPart {
        switch value["type"]?.string {
        case "text":
            guard let text = value["text"]?.string else { throw UsageError("\(field).text", "expected text") }
            return .text(PrivateText(text))
        case "image_url":
            guard let url = value["image_url"]?["url"]?.string else {
                throw UsageError("\(field).image_url.url", "expected an address")
            }
            return .image(.url(PrivateText(url)))
        default: throw UsageError("\(field).type", "unknown part", help: "known: text, image_url")
        }
    }

    private static func toolCall(_ value: JSONValue, _ field: String) throws(UsageError) -> ToolCall {
        let function = value["function"] ?? value
        guard let name = function["name"]?.string else { throw UsageError("\(field).name", "expected a name") }
        return ToolCall(
            id: value["id"]?.string ?? "", name: name,
            arguments: PrivateText(function["arguments"]?.string ?? function["arguments"]?.text() ?? "{}"))
    }

    /// Reads `tools`: functions with a name, a description and a schema.
    static func tools(_ value: JSONValue) throws(UsageError) -> [Tool] {
        guard let elements = value.array else { throw UsageError("tools", "expected a list") }
        var tools: [Tool] = []
        for (number, element) in elements.enumerated() {
            let function = element["function"] ?? element
            guard let name = function["name"]?.string else {
                throw UsageError("tools[\(number)].name", "expected a name")
            }
            tools.append(
                Tool(
                    name: name, description: function["description"]?.string.map { PrivateText($0) },
                    parameters: function["parameters"] ?? ["type": "object"]))
        }
        return tools
    }
}
