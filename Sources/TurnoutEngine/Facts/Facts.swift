public import TurnoutCore

/// What a decision is made from: the caller's claims, and what was measured and detected in the request's content.
///
/// Facts hold no content. They may be logged, sent to a dry run and replayed.
public struct Facts: Hashable, Sendable {
    /// What the caller says.
    public var context: RequestContext
    /// All labels: the caller's, and those that detectors found.
    public var labels: [String]
    /// The labels that detectors found, those among them that the caller gave too.
    public var found: [String]
    /// Whether a detector failed, so that labels may be missing.
    public var detectorFailed: Bool
    /// The estimated tokens of the prompt.
    public var tokens: Int
    /// A number of tokens that the prompt certainly does not exceed.
    public var tokenBound: Int
    /// The most tokens that the answer may have, where the request says.
    public var outputTokens: Int?
    /// The estimated complexity, 0 to 100.
    public var complexity: Int
    /// What the request needs of a model.
    public var needs: Capabilities
    /// What the request says that not every service can express.
    public var features: RequestFeatures
    /// The pictures in the prompt; at least one where the request needs a model that sees.
    public var images: Int
    /// The part of the prompt that is sent, where the route has older messages left out; `nil` when all of it is. Rules
    /// see the request as it came: leaving something out never leads to another route.
    public var trimmed: TrimmedPrompt?
    /// What is left of the facts behind each set of guards that replace parts of the content.
    public var rewritten: [RewrittenFacts] = []
    /// Whether the facts were found in content, so that ``rewritten`` has all that may go out replaced. In facts given by
    /// hand, replacing takes away the labels that it is about.
    public var isOfContent = false

    /// Creates facts.
    ///
    /// - Parameters:
    ///   - labels: labels beside the caller's own.
    ///   - tokenBound: the estimate, if left out.
    public init(
        context: RequestContext = RequestContext(), labels: [String] = [], detectorFailed: Bool = false,
        tokens: Int = 0, tokenBound: Int? = nil, outputTokens: Int? = nil, complexity: Int = 0,
        needs: Capabilities = Capabilities([.chat]), features: RequestFeatures = [], images: Int = 0
    ) {
        self.context = context
        found = labels
        self.labels = labels.isEmpty ? context.labels : context.labels + labels.filter { !context.labels.contains($0) }
        self.detectorFailed = detectorFailed
        self.tokens = tokens
        self.tokenBound = tokenBound ?? tokens
        self.outputTokens = outputTokens
        self.complexity = complexity
        self.needs = needs
        self.features = features
        self.images = needs.contains(Capabilities(.images)) ? max(1, images) : images
    }

    /// What is sent of the prompt.
    package var sent: TrimmedPrompt {
        trimmed ?? TrimmedPrompt(tokens: tokens, tokenBound: tokenBound, images: images)
    }
}

/// What is sent of a prompt of which older messages were left out.
public struct TrimmedPrompt: Hashable, Sendable {
    /// The estimated tokens.
    public var tokens: Int
    /// A number of tokens that it certainly does not exceed.
    public var tokenBound: Int
    /// The pictures in it.
    public var images: Int

    /// Creates a part.
    public init(tokens: Int, tokenBound: Int, images: Int) {
        self.tokens = tokens
        self.tokenBound = tokenBound
        self.images = images
    }
}
