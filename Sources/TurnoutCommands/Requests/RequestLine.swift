import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

/// A request of a file of JSON lines: content, attributes by their names, and the state to assume.
///
/// ```json
/// {"id": "a1", "text": "hello", "task": "simple", "labels": ["pii.email"], "given": {"offline": true}}
/// ```
struct RequestLine {
    /// What the line calls itself; it comes back with the decision.
    let id: JSONValue?
    /// The content; `nil` when the line has neither `text` nor `messages`.
    let request: ModelRequest?
    let attributes: [NamedAttribute]
    let isStreamed: Bool
    let given: JSONValue?

    /// The members that are no attributes.
    static let reserved = ["id", "text", "messages", "tools", "stream", "given"]

    /// Reads a line's JSON value.
    init(_ value: JSONValue) throws(UsageError) {
        guard let members = value.object else {
            throw UsageError(nil, "the line is no JSON object", help: "write it like `{\"text\": \"…\"}`")
        }
        var seen: Set<String> = []
        for member in members where !seen.insert(member.key).inserted {
            throw UsageError(member.key, "the member occurs twice")
        }
        id = value["id"]
        given = value["given"]
        guard let stream = (value["stream"] ?? false).bool else { throw UsageError("stream", "expected true or false") }
        isStreamed = stream
        request = try Self.request(value)
        var attributes: [NamedAttribute] = []
        for member in members where !Self.reserved.contains(member.key) && !member.value.isNull {
            let values = try Self.values(member.value, of: member.key)
            attributes.append(NamedAttribute(source: member.key, name: member.key, values: values))
        }
        self.attributes = attributes
    }

    private static func request(_ value: JSONValue) throws(UsageError) -> ModelRequest? {
        let tools = try value["tools"].map { value throws(UsageError) in try ChatJSON.tools(value) } ?? []
        switch (value["text"], value["messages"]) {
        case (.some, .some): throw UsageError("messages", "a line has either `text` or `messages`")
        case (.some(let text), nil):
            guard let text = text.string else { throw UsageError("text", "expected text") }
            return ModelRequest(messages: [.user(text)], tools: tools)
        case (nil, .some(let messages)):
            return ModelRequest(messages: try ChatJSON.messages(messages), tools: tools)
        case (nil, nil): return tools.isEmpty ? nil : ModelRequest(messages: [], tools: tools)
        }
    }

    private static func values(_ value: JSONValue, of name: String) throws(UsageError) -> [String] {
        switch value {
        case .string(let text): return [text]
        case .number(let number): return [number.text]
        case .bool(let flag): return [flag ? "true" : "false"]
        case .array(let elements):
            var values: [String] = []
            for element in elements {
                if case .array = element { throw UsageError(name, "lists do not nest") }
                values += try Self.values(element, of: name)
            }
            return values
        case .null, .object: throw UsageError(name, "expected text, a number, a truth value or a list of them")
        }
    }
}
