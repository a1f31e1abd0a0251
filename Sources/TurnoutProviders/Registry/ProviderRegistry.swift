import TurnoutCore
public import TurnoutPolicy

/// Which provider serves which target: services that are built in by their kind, own ones by their name.
public struct ProviderRegistry: Sendable {
    private let transport: (any Transport)?
    private let credentials: any CredentialSource
    private var own: [String: any Provider] = [:]

    /// Creates a registry.
    ///
    /// - Parameters:
    ///   - transport: what carries calls to services; without one only own providers serve.
    ///   - credentials: where the keys are read.
    public init(transport: (any Transport)?, credentials: any CredentialSource = EnvironmentCredentials()) {
        self.transport = transport
        self.credentials = credentials
    }

    /// Has a provider serve all targets of one provider of the policy, in place of a service that is built in.
    ///
    /// - Parameter name: the provider's name in the policy.
    public mutating func register(_ provider: any Provider, for name: String) { own[name] = provider }

    /// The provider that serves a target; `nil` when there is none.
    public func provider(for target: Target) -> (any Provider)? {
        if let provider = own[target.name.provider] { return provider }
        guard let transport, let adapter = Self.adapter(for: target.kind) else { return nil }
        return HTTPProvider(adapter: adapter, transport: transport, credentials: credentials)
    }

    /// What asks a target's service about itself; `nil` when there is no service, or a provider of the embedder's own
    /// stands in its place.
    public func service(for target: Target) -> ServiceClient? {
        guard own[target.name.provider] == nil, let transport, let adapter = Self.adapter(for: target.kind) else {
            return nil
        }
        return ServiceClient(adapter: adapter, transport: transport, credentials: credentials)
    }

    /// What has a target's service count tokens; `nil` when there is no service, none that counts, or a provider of the
    /// embedder's own in its place.
    public func tokenCounter(for target: Target) -> TokenCountClient? {
        guard own[target.name.provider] == nil, let transport,
            let adapter = Self.adapter(for: target.kind) as? any WireAdapter & TokenCountAdapter
        else { return nil }
        return TokenCountClient(adapter: adapter, transport: transport, credentials: credentials)
    }

    /// The adapter of a kind of provider; `nil` for kinds that no adapter speaks.
    public static func adapter(for kind: ProviderKind) -> (any WireAdapter & ServiceAdapter)? {
        switch kind {
        case .openai: OpenAIAdapter(.openAI)
        case .openrouter: OpenAIAdapter(.openRouter)
        case .deepseek: OpenAIAdapter(.deepSeek)
        case .openAICompatible: OpenAIAdapter(.compatible)
        case .ollama: OllamaAdapter()
        case .azure: AzureAdapter()
        case .anthropic: AnthropicAdapter()
        case .gemini: GeminiAdapter()
        case .custom: nil
        }
    }
}
