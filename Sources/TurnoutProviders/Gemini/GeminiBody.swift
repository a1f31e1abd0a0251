import TurnoutCore
import TurnoutPolicy

/// The body of a call of `generateContent` (https://ai.google.dev/api/generate-content).
enum GeminiBody {
    static func json(of request: ModelRequest, for target: Target) throws(ProviderFailure) -> JSONValue {
        try request.requireFeatures(of: .gemini)
        let (system, contents) = try GeminiContents.split(request.messages, modelID: target.modelID)
        var body: [JSONMember] = [JSONMember("contents", .array(contents))]
        if !system.isEmpty { body.add("systemInstruction", ["parts": .array(system)]) }
        try addTools(of: request, to: &body)
        let settings = settings(of: request)
        if !settings.isEmpty { body.add("generationConfig", .object(settings)) }
        return .object(body)
    }

    /// The options and the form of the answer. A schema's name is a label for people, for which there is no place.
    private static func settings(of request: ModelRequest) -> [JSONMember] {
        let options = request.options
        var settings: [JSONMember] = []
        settings.add("maxOutputTokens", options.maxTokens)
        settings.add("temperature", options.temperature)
        settings.add("topP", options.topP)
        settings.add("frequencyPenalty", options.frequencyPenalty)
        settings.add("presencePenalty", options.presencePenalty)
        if !options.stop.isEmpty { settings.add("stopSequences", .array(options.stop.map { .string($0) })) }
        settings.add("seed", options.seed)
        switch request.responseFormat {
        case .text: break
        case .json: settings.add("responseMimeType", "application/json")
        case .schema(_, let schema):
            settings.add("responseMimeType", "application/json")
            // `responseSchema` takes a part of OpenAPI's schemas only; this takes JSON Schema.
            settings.add("responseJsonSchema", schema)
        }
        return settings
    }

    /// The tools and whether they are called (https://ai.google.dev/gemini-api/docs/function-calling).
    private static func addTools(of request: ModelRequest, to body: inout [JSONMember]) throws(ProviderFailure) {
        if !request.tools.isEmpty {
            body.add("tools", [["functionDeclarations": .array(request.tools.map(json))]])
        }
        switch request.toolChoice {
        case nil: break
        case .auto?, .none?:
            // Without tools these two say nothing.
            guard !request.tools.isEmpty else { return }
            body.add("toolConfig", config(["mode": request.toolChoice == .auto ? "AUTO" : "NONE"]))
        case .required?:
            guard !request.tools.isEmpty else {
                throw ProviderFailure(.invalidRequest, "the request demands a tool call and has no tools")
            }
            body.add("toolConfig", config(["mode": "ANY"]))
        case .tool(let name)?:
            guard request.tools.contains(where: { $0.name == name }) else {
                throw ProviderFailure(.invalidRequest, "the request demands a call of a tool that it does not have")
            }
            body.add("toolConfig", config(["mode": "ANY", "allowedFunctionNames": [.string(name)]]))
        }
    }

    private static func config(_ calling: JSONValue) -> JSONValue { ["functionCallingConfig": calling] }

    private static func json(of tool: Tool) -> JSONValue {
        var members: [JSONMember] = [JSONMember("name", .string(tool.name))]
        // The interface demands a description; the name is what there is to say.
        members.add("description", .string(tool.description?.reveal() ?? tool.name))
        // `parameters` takes a part of OpenAPI's schemas only; this takes JSON Schema.
        members.add("parametersJsonSchema", tool.parameters)
        return .object(members)
    }
}
