/// How the model should write; `nil` leaves a choice to the provider.
public struct GenerationOptions: Hashable, Sendable {
    /// The most tokens that the answer may have.
    public var maxTokens: Int?
    /// Sampling temperature, usually 0 to 2.
    public var temperature: Double?
    /// Nucleus sampling, 0 to 1.
    public var topP: Double?
    /// Penalty for tokens by how often they occurred, −2 to 2.
    public var frequencyPenalty: Double?
    /// Penalty for tokens that occurred at all, −2 to 2.
    public var presencePenalty: Double?
    /// Texts at which the answer ends.
    public var stop: [String]
    /// A seed for reproducible sampling, where the provider has one.
    public var seed: Int?

    /// Creates options.
    public init(
        maxTokens: Int? = nil,
        temperature: Double? = nil,
        topP: Double? = nil,
        frequencyPenalty: Double? = nil,
        presencePenalty: Double? = nil,
        stop: [String] = [],
        seed: Int? = nil
    ) {
        self.maxTokens = maxTokens
        self.temperature = temperature
        self.topP = topP
        self.frequencyPenalty = frequencyPenalty
        self.presencePenalty = presencePenalty
        self.stop = stop
        self.seed = seed
    }
}
