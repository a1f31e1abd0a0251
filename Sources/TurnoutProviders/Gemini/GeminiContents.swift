import TurnoutCore

/// Conversations as Gemini writes them: the instructions apart, the rest in parts of users and models
/// (https://ai.google.dev/api/caching#Content).
enum GeminiContents {
    /// What stands for the signature of a thought that is not at hand.
    ///
    /// From Gemini 3 on a call in the conversation must carry the signature under which the model made it, and only
    /// the model that made it can read it. The conversation of this router may have begun with another service, so it
    /// keeps none; this is the word that the service gives for such histories
    /// (https://ai.google.dev/gemini-api/docs/thought-signatures).
    private static let noSignature = "skip_thought_signature_validator"

    private struct Content {
        var role: String
        /// Whether it holds results of tools and nothing else, so that neighbours can be joined.
        var isResults = false
        var parts: [JSONValue]
    }

    /// The parts of the instructions, and the contents.
    ///
    /// A text without characters says nothing; it is left out, and a message of nothing else with it.
    static func split(
        _ messages: [Message], modelID: String
    ) throws(ProviderFailure) -> (system: [JSONValue], contents: [JSONValue]) {
        var system: [JSONValue] = []
        var contents: [Content] = []
        var names: [String: String] = [:]
        for message in messages {
            var results: [JSONValue] = []
            for case .toolResult(let result) in message.content {
                results.append(try json(of: result, name: names[result.callID]))
            }
            if !results.isEmpty {
                // The service wants as many results as calls, in the content behind the calls.
                if let last = contents.indices.last, contents[last].isResults {
                    contents[last].parts += results
                } else {
                    contents.append(Content(role: "user", isResults: true, parts: results))
                }
            }
            let rest = message.content.filter { if case .toolResult = $0 { false } else { true } }
            if message.role == .tool, !rest.isEmpty || results.isEmpty {
                throw ProviderFailure(.invalidRequest, "a tool message holds results of calls and nothing else")
            }
            var needsSignature = signsCalls(modelID)
            var parts: [JSONValue] = []
            for part in rest {
                if case .toolCall(let call) = part { names[call.id] = call.name }
                if let part = try json(of: part, from: message.role, &needsSignature) { parts.append(part) }
            }
            if message.role == .system {
                system += parts
            } else if !parts.isEmpty {
                contents.append(Content(role: message.role == .assistant ? "model" : "user", parts: parts))
            }
        }
        guard !contents.isEmpty else {
            throw ProviderFailure(.invalidRequest, "the conversation holds nothing that could be answered")
        }
        return (system, contents.map { ["role": .string($0.role), "parts": .array($0.parts)] })
    }

    /// Whether the model looks for signatures: Gemini from its third generation on, and names without a generation,
    /// which stand for the newest.
    private static func signsCalls(_ modelID: String) -> Bool {
        let name = modelID.split(separator: "/").last.map(String.init) ?? ""
        return name.hasPrefix("gemini-") && !name.hasPrefix("gemini-1") && !name.hasPrefix("gemini-2")
    }

    private static func json(
        of part: ContentPart, from role: Role, _ needsSignature: inout Bool
    ) throws(ProviderFailure) -> JSONValue? {
        switch part {
        case .text(let text):
            return text.isEmpty ? nil : ["text": .string(text.reveal())]
        case .image(let source):
            guard role == .user else {
                throw ProviderFailure(.invalidRequest, "only a user's message can hold an image")
            }
            guard let (mediaType, base64) = source.inline else {
                throw ProviderFailure(.invalidRequest, "Gemini is sent an image's bytes, not its address")
            }
            return ["inlineData": ["mimeType": .string(mediaType), "data": .string(base64)]]
        case .toolCall(let call):
            guard role == .assistant else {
                throw ProviderFailure(.invalidRequest, "only an assistant's message can hold a tool call")
            }
            // The service signs the first call of a step; a second signature would be one too many.
            defer { needsSignature = false }
            return try json(of: call, isSigned: needsSignature)
        case .toolResult: return nil
        }
    }

    private static func json(of call: ToolCall, isSigned: Bool) throws(ProviderFailure) -> JSONValue {
        let text = call.arguments.reveal()
        guard let arguments = try? JSONValue(parsing: text.isEmpty ? "{}" : text), arguments.object != nil else {
            throw ProviderFailure(
                .invalidRequest, "the arguments of a tool call in the conversation are no JSON object")
        }
        var part: [JSONMember] = [
            JSONMember(
                "functionCall", ["id": .string(call.id), "name": .string(call.name), "args": arguments])
        ]
        if isSigned { part.add("thoughtSignature", .string(noSignature)) }
        return .object(part)
    }

    private static func json(of result: ToolResult, name: String?) throws(ProviderFailure) -> JSONValue {
        guard let name else {
            throw ProviderFailure(
                .invalidRequest, "a result of a tool answers a call that the conversation does not hold")
        }
        let response: JSONValue = ["output": .string(result.text.reveal())]
        return [
            "functionResponse": ["id": .string(result.callID), "name": .string(name), "response": response]
        ]
    }
}
