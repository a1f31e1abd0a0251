/// The tokens that a call used, as the provider counted them.
public struct Usage: Hashable, Sendable {
    /// Tokens of the prompt, cached ones included.
    public var promptTokens: Int
    /// Tokens of the answer, thinking included.
    public var completionTokens: Int
    /// The part of the prompt that came from the provider's cache.
    public var cachedTokens: Int
    /// The part of the answer that was thinking.
    public var reasoningTokens: Int
    /// The part of the prompt that was written to the provider's cache, which some charge more for; never part of
    /// ``cachedTokens``.
    public var cacheWriteTokens: Int

    /// Creates a count.
    public init(
        promptTokens: Int = 0, completionTokens: Int = 0, cachedTokens: Int = 0, reasoningTokens: Int = 0,
        cacheWriteTokens: Int = 0
    ) {
        self.promptTokens = promptTokens
        self.completionTokens = completionTokens
        self.cachedTokens = cachedTokens
        self.reasoningTokens = reasoningTokens
        self.cacheWriteTokens = cacheWriteTokens
    }

    /// Prompt and answer together.
    public var totalTokens: Int {
        let (sum, overflow) = promptTokens.addingReportingOverflow(completionTokens)
        return overflow ? .max : sum
    }
}

/// Why an answer ended.
public enum FinishReason: String, Sendable, CaseIterable {
    /// The model was done, or met a stop text.
    case stop
    /// The limit of tokens was reached.
    case length
    /// The model wants tools called.
    case toolCalls = "tool_calls"
    /// The provider withheld the answer or a part of it.
    case contentFilter = "content_filter"
    /// The provider named a reason that is none of these.
    case other
}
