import TurnoutCore
import TurnoutPolicy

/// What Ollama's calls that write text have in common.
enum OllamaOptions {
    /// Adds the form of the answer, the options, and that nothing is to be left out.
    static func addCommon(of request: ModelRequest, for target: Target, _ isStreamed: Bool, to body: inout [JSONMember])
    {
        switch request.responseFormat {
        case .text: break
        case .json: body.add("format", "json")
        case .schema(_, let schema): body.add("format", schema)
        }
        let options = members(of: request.options, context: target.context)
        if !options.isEmpty { body.add("options", .object(options)) }
        body.add("stream", .bool(isStreamed))
        body.add("truncate", false)
        body.add("shift", false)
    }

    /// The options under Ollama's names
    /// (https://github.com/ollama/ollama/blob/main/docs/modelfile.mdx#valid-parameters-and-values).
    static func members(of options: GenerationOptions, context: Int?) -> [JSONMember] {
        var members: [JSONMember] = []
        // The default context is far shorter than most models': the policy's figure has to be asked for.
        members.add("num_ctx", context)
        members.add("num_predict", options.maxTokens)
        members.add("temperature", options.temperature)
        members.add("top_p", options.topP)
        members.add("frequency_penalty", options.frequencyPenalty)
        members.add("presence_penalty", options.presencePenalty)
        members.add("seed", options.seed)
        if !options.stop.isEmpty { members.add("stop", .array(options.stop.map { .string($0) })) }
        return members
    }
}
