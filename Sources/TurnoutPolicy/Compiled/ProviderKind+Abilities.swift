public import TurnoutCore

/// What each service's interface can express, as its adapter speaks it. The models of a service may do less.
extension ProviderKind {
    /// What can be asked of the service's models at all.
    public var capabilities: Capabilities {
        switch self {
        case .openai, .azure, .openrouter, .openAICompatible, .custom: Capabilities(Capability.allCases)
        case .ollama: Capabilities(Capability.allCases)
        case .anthropic: Capabilities([.chat, .stream, .tools, .images, .schema, .reasoning])
        case .gemini: Capabilities([.chat, .stream, .tools, .images, .json, .schema, .embeddings, .reasoning])
        case .deepseek: Capabilities([.chat, .stream, .tools, .json, .completion, .reasoning])
        }
    }

    /// What a request to the service can say.
    public var features: RequestFeatures {
        switch self {
        case .openai, .azure, .openrouter, .openAICompatible, .custom: .all
        case .anthropic: RequestFeatures([.temperature, .topP, .stop, .imageURL, .imageBytes, .toolChoice])
        case .gemini:
            RequestFeatures([
                .temperature, .hotTemperature, .topP, .frequencyPenalty, .presencePenalty, .stop, .seed, .imageBytes,
                .toolChoice,
                .dimensions,
            ])
        case .deepseek:
            RequestFeatures([
                .temperature, .hotTemperature, .topP, .frequencyPenalty, .presencePenalty, .stop, .names, .toolChoice,
            ])
        case .ollama:
            RequestFeatures([
                .temperature, .hotTemperature, .topP, .frequencyPenalty, .presencePenalty, .stop, .seed, .imageBytes,
                .dimensions,
            ])
        }
    }
}
