public import TurnoutCore
public import TurnoutEngine

/// A decision with everything that it was made from, so that it can be explained at any later time.
///
/// It holds no content: facts, places and kinds of findings, and the state of targets.
public struct RoutedDecision: Sendable {
    /// What was decided.
    public let decision: Decision
    /// What was known of the request.
    public let facts: Facts
    /// What detectors found and where, without the values.
    public let findings: [ContentFinding]
    /// How the estimate of complexity came about.
    public let complexity: ComplexityEstimate
    /// What the route has left out of the request; `nil` for nothing.
    public let trimming: TrimmingReport?
    /// The state of targets and budgets at that moment.
    public let state: RoutingState

    init(_ decision: Decision, classified: ClassifiedRequest, state: RoutingState) {
        self.decision = decision
        facts = classified.facts
        findings = classified.findings
        complexity = classified.complexity
        trimming = classified.trimming
        self.state = state
    }

    /// Whether the request is let through.
    public var isAllowed: Bool { decision.isAllowed }

    /// The first target that may answer.
    public var target: TargetName? { decision.target }

    /// The decision in words. It is worked out anew with each call.
    public func explanation() -> Explanation {
        var explanation = Explanation(decision, facts: facts, state: state)
        explanation.findings = findings
        explanation.complexity = complexity
        explanation.trimming = trimming
        return explanation
    }
}
