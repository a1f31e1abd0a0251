import TurnoutCore
import TurnoutPolicy

/// What was found in content of which parts were replaced.
public struct RewrittenFacts: Hashable, Sendable {
    /// The guards that replaced, by their numbers in the policy, rising.
    public var rules: [Int]
    /// What detectors still found afterwards.
    public var labels: [String]
    /// Whether a detector failed on what was left.
    public var detectorFailed: Bool
    /// The estimated tokens of the prompt.
    public var tokens: Int
    /// A number of tokens that the prompt certainly does not exceed.
    public var tokenBound: Int

    /// Creates facts.
    package init(rules: [Int], labels: [String], detectorFailed: Bool, tokens: Int, tokenBound: Int) {
        self.rules = rules
        self.labels = labels
        self.detectorFailed = detectorFailed
        self.tokens = tokens
        self.tokenBound = tokenBound
    }
}

extension Facts {
    /// Whether detectors found something that a rule is about. What the caller says of the content stays said, whatever is
    /// replaced in it.
    func hasFindings(coveredBy rule: RewriteRule) -> Bool {
        found.contains(where: rule.covers)
    }

    /// The facts of the content behind the guards that replace; `nil` when there is no such content.
    func rewritten(by rules: [Int], of policy: Policy) -> Facts? {
        var facts = self
        facts.rewritten = []
        if let known = rewritten.first(where: { $0.rules == rules }) {
            facts.found = known.labels
            facts.labels = context.labels + known.labels.filter { !context.labels.contains($0) }
            facts.detectorFailed = detectorFailed || known.detectorFailed
            // What was replaced is what is sent: the content behind trimming, where there is any.
            facts.trimmed = nil
            facts.tokens = known.tokens
            facts.tokenBound = known.tokenBound
            return facts
        }
        guard !isOfContent else { return nil }
        facts.found.removeAll { label in rules.contains { policy.rewrites[$0].covers(label) } }
        facts.labels = context.labels + facts.found.filter { !context.labels.contains($0) }
        return facts
    }
}
