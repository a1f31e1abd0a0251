import TurnoutCore
import TurnoutPrivacy

extension ModelRequest {
    /// The request with each text replaced that something can be put in the place of.
    ///
    /// Names of tools and speakers, identifiers of calls and addresses of images are left: services hold the first two to a
    /// small alphabet, and the last would lead elsewhere. What detectors find there therefore stays found.
    ///
    /// - Parameter body: answers a text's replacement.
    func mappingTexts<Failure>(
        _ body: (_ text: String, _ format: TextFormat) throws(Failure) -> String
    ) throws(Failure) -> ModelRequest {
        var request = self
        for message in request.messages.indices {
            for part in request.messages[message].content.indices {
                let content = request.messages[message].content[part]
                request.messages[message].content[part] = try content.mappingTexts(body)
            }
        }
        for index in request.tools.indices {
            if let description = request.tools[index].description {
                request.tools[index].description = PrivateText(try body(description.reveal(), .plain))
            }
            request.tools[index].parameters = try request.tools[index].parameters.mappingText(body)
        }
        if case .schema(let name, let schema) = responseFormat {
            request.responseFormat = .schema(name: name, try schema.mappingText(body))
        }
        for index in request.options.stop.indices {
            request.options.stop[index] = try body(request.options.stop[index], .plain)
        }
        return request
    }

    /// The texts that ``mappingTexts(_:)`` visits.
    package var texts: [String] {
        var texts: [String] = []
        _ = mappingTexts { text, _ in
            texts.append(text)
            return text
        }
        return texts
    }
}

extension ContentPart {
    fileprivate func mappingTexts<Failure>(
        _ body: (String, TextFormat) throws(Failure) -> String
    ) throws(Failure) -> ContentPart {
        switch self {
        case .text(let text): return .text(PrivateText(try body(text.reveal(), .plain)))
        case .toolCall(var call):
            let text = call.arguments.reveal()
            // A model may have written arguments that are no JSON; they are sent as they are, and so replaced as text.
            let format: TextFormat = (try? JSONValue(parsing: Array(text.utf8))) == nil ? .plain : .json
            call.arguments = PrivateText(try body(text, format))
            return .toolCall(call)
        case .toolResult(var result):
            result.text = PrivateText(try body(result.text.reveal(), .plain))
            return .toolResult(result)
        case .image: return self
        }
    }
}

extension JSONValue {
    /// The value with its text replaced; itself where the replacement is no JSON, so that nothing half done goes on.
    fileprivate func mappingText<Failure>(
        _ body: (String, TextFormat) throws(Failure) -> String
    ) throws(Failure) -> JSONValue {
        let text = text()
        let replaced = try body(text, .json)
        guard replaced != text else { return self }
        return (try? JSONValue(parsing: Array(replaced.utf8))) ?? self
    }
}
