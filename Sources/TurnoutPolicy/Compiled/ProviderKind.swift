/// The service, and with it the wire format, that a provider speaks.
public enum ProviderKind: String, Sendable, CaseIterable {
    case openai
    case azure
    case anthropic
    case gemini
    case openrouter
    case deepseek
    case ollama
    /// Any server with OpenAI's chat interface: llama.cpp, vLLM, LM Studio.
    case openAICompatible = "openai_compatible"
    /// A provider written in Swift and handed to the router.
    case custom

    /// Where the service listens unless the policy says otherwise; `nil` where only the policy can know.
    public var defaultEndpoint: String? {
        switch self {
        case .openai: "https://api.openai.com/v1"
        case .anthropic: "https://api.anthropic.com"
        case .gemini: "https://generativelanguage.googleapis.com/v1beta"
        case .openrouter: "https://openrouter.ai/api/v1"
        case .deepseek: "https://api.deepseek.com"
        case .ollama: "http://127.0.0.1:11434"
        case .azure, .openAICompatible, .custom: nil
        }
    }
}
