/// How many tokens something has.
public struct TokenCount: Hashable, Sendable {
    /// The best guess; the number itself where it is exact.
    public var estimate: Int
    /// A number that the tokens certainly do not exceed.
    public var bound: Int
    /// A number that the tokens certainly do not fall below.
    public var floor: Int
    /// The family whose ways of cutting were assumed.
    public var family: TokenFamily
    /// Whether the model's own service counted.
    public var isExact: Bool

    /// Creates a count.
    public init(estimate: Int, bound: Int, floor: Int, family: TokenFamily, isExact: Bool = false) {
        self.estimate = estimate
        self.bound = bound
        self.floor = floor
        self.family = family
        self.isExact = isExact
    }

    /// A number that was counted.
    public static func exact(_ tokens: Int, family: TokenFamily) -> TokenCount {
        TokenCount(estimate: tokens, bound: tokens, floor: tokens, family: family, isExact: true)
    }

    /// Where the truth lies for all but about one text in twenty.
    public var likely: ClosedRange<Int> {
        guard !isExact else { return estimate...estimate }
        let (product, overflow) = estimate.multipliedReportingOverflow(by: family.margin)
        let spread = overflow ? estimate : product / 100 + 1
        let low = min(bound, max(floor, estimate - spread))
        let (sum, isHuge) = estimate.addingReportingOverflow(spread)
        return low...max(low, min(bound, isHuge ? .max : sum))
    }
}

/// Whether something fits into a number of tokens.
public struct TokenValidation: Hashable, Sendable {
    /// How sure the answer is.
    public enum Verdict: String, Sendable, CaseIterable {
        /// Even the bound fits.
        case fits
        /// The estimate fits, the bound does not.
        case probablyFits = "probably_fits"
        /// The estimate does not fit, the least that is possible does.
        case probablyDoesNotFit = "probably_does_not_fit"
        /// Not even the least that is possible fits.
        case doesNotFit = "does_not_fit"
    }

    /// The answer.
    public var verdict: Verdict
    /// The most tokens that were asked for.
    public var limit: Int
    /// What was counted.
    public var count: TokenCount

    /// Compares a count with a limit.
    public init(_ count: TokenCount, limit: Int) {
        self.count = count
        self.limit = limit
        verdict =
            if count.bound <= limit {
                .fits
            } else if count.floor > limit {
                .doesNotFit
            } else {
                count.estimate <= limit ? .probablyFits : .probablyDoesNotFit
            }
    }

    /// Whether it fits, certainly or probably.
    public var isLikelyToFit: Bool { verdict == .fits || verdict == .probablyFits }
}
