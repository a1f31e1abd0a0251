public import TurnoutCore
public import TurnoutPolicy

/// A server for models that was found without being configured.
public struct DiscoveredServer: Hashable, Sendable {
    /// The programs that are recognised by their answers.
    public enum Program: String, Sendable, CaseIterable {
        case ollama = "Ollama"
        case llamaCpp = "llama.cpp"
        case vLLM = "vLLM"
        case lmStudio = "LM Studio"
        /// It speaks OpenAI's interface and says no more about itself.
        case unknown = "OpenAI-compatible server"
    }

    /// The program.
    public var program: Program
    /// Its version, where it tells.
    public var version: String?
    /// The endpoint to write into a policy.
    public var endpoint: Endpoint
    /// Its models; empty when it has none, or shows them only to those who have a credential.
    public var models: [ListedModel]
    /// Whether it asks for a credential.
    public var needsCredential: Bool

    /// The kind of provider that it is in a policy.
    public var kind: ProviderKind { program == .ollama ? .ollama : .openAICompatible }

    /// Creates a finding.
    public init(
        program: Program, version: String? = nil, endpoint: Endpoint, models: [ListedModel],
        needsCredential: Bool = false
    ) {
        self.program = program
        self.version = version
        self.endpoint = endpoint
        self.models = models
        self.needsCredential = needsCredential
    }
}
