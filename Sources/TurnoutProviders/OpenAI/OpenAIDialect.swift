public import TurnoutPolicy

/// In what the services with OpenAI's chat interface differ.
public struct OpenAIDialect: Sendable {
    /// The kind of provider in the policy.
    public let kind: ProviderKind
    /// The member that limits the answer's tokens.
    let maxTokensKey: String
    /// Whether a schema can be asked for.
    let takesSchema: Bool
    /// The service's own errors, before those that all have in common.
    let errors: ErrorTable

    /// OpenAI itself. Its reasoning models refuse `max_tokens`.
    public static let openAI = OpenAIDialect(
        kind: .openai,
        maxTokensKey: "max_completion_tokens",
        takesSchema: true,
        errors: .openAI
    )
    /// OpenRouter: https://openrouter.ai/docs/api-reference/chat-completion.
    public static let openRouter = OpenAIDialect(
        kind: .openrouter,
        maxTokensKey: "max_tokens",
        takesSchema: true,
        errors: .openRouter
    )
    /// DeepSeek: https://api-docs.deepseek.com/api/create-chat-completion.
    public static let deepSeek = OpenAIDialect(
        kind: .deepseek,
        maxTokensKey: "max_tokens",
        takesSchema: false,
        errors: .deepSeek
    )
    /// Any other server with this interface: llama.cpp, vLLM, LM Studio.
    public static let compatible = OpenAIDialect(
        kind: .openAICompatible,
        maxTokensKey: "max_tokens",
        takesSchema: true,
        errors: .openAICompatible
    )
}
