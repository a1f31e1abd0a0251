public import TurnoutCore
public import TurnoutPolicy
public import TurnoutPrivacy

/// A decision in words: what was found, which rules said what and where they stand, and what would change it.
///
/// Everything here is read from the decision's own record and from the conditions that made it.
public struct Explanation: Sendable {
    /// A rule that set something, and why.
    public struct Cause: Hashable, Sendable {
        /// What was set.
        public var value: String
        /// `classify.task.long`, or what else set it.
        public var rule: String
        /// Where the rule stands; `nil` for what is built in.
        public var position: SourcePosition?
        /// The test that made the rule match, with the actual value: `tokens 9000 >= 8000`.
        public var because: String?
    }

    /// A target and what was said of it.
    public struct Step: Hashable, Sendable {
        public var target: TargetName
        public var code: ReasonCode
        /// The words behind the code: `denied by guards.stay-home`, `breaker open (retry in 11 s)`.
        public var detail: String
        /// Where the rule that denies it stands.
        public var position: SourcePosition?
        /// How long until the target may be available again.
        public var retryIn: Duration?
        /// What is replaced in the content before the target sees it.
        public var rewrites: [Rewrite] = []
        /// The budget that puts the target before others which the route names first.
        public var preference: Preference?
        /// What a call would cost; `nil` for a target whose price is unknown or nothing.
        public var estimate: CostEstimate?
    }

    /// How a budget stands for the request at hand.
    public struct BudgetLine: Hashable, Sendable {
        /// `budgets.user-day`.
        public var rule: String
        public var position: SourcePosition?
        public var state: BudgetState
        /// What the pot has left; `nil` when nobody said. Of pots for each target, the emptiest in the chain.
        public var left: Money?
    }

    /// A budget that puts targets first while it is running out.
    public struct Preference: Hashable, Sendable {
        /// `budgets.team-month`.
        public var rule: String
        public var position: SourcePosition?
        /// The state of the target's pot.
        public var state: BudgetState
    }

    /// A guard that replaces parts of the content.
    public struct Rewrite: Hashable, Sendable {
        /// `guards.veil`.
        public var rule: String
        public var position: SourcePosition?
        public var method: RedactionMethod
        /// The labels of what was found and is replaced.
        public var labels: [String]
    }

    /// A route before the one that matched, and the first of its tests that failed.
    public struct PassedRoute: Hashable, Sendable {
        public var id: String
        public var position: SourcePosition?
        /// What the route asks: `tokens >= 8000`.
        public var expected: String
        /// What the request has: `900`.
        public var actual: String
    }

    public var decision: Decision
    public var task: Cause
    public var sensitivity: Cause
    /// The route that matched, or the override that allowed a pin.
    public var route: Cause?
    /// The chain in order.
    public var steps: [Step]
    /// The budgets that count the request, as they stand.
    public var budgets: [BudgetLine]
    /// Targets outside the chain that guards or budgets deny.
    public var notConsidered: [Step]
    public var passedRoutes: [PassedRoute]
    /// The smallest change that would let a rejected request through.
    public var nearestChange: String?
    public var facts: Facts
    /// What detectors found, where the request's content was at hand.
    public var findings: [ContentFinding]
    /// How the complexity came about, where the request's content was at hand.
    public var complexity: ComplexityEstimate?
    /// What the route has left out of the request, where its content was at hand.
    public var trimming: TrimmingReport?

    /// Explains a decision.
    public init(_ decision: Decision, facts: Facts, state: RoutingState, classified: ClassifiedRequest? = nil) {
        let words = ExplanationWords(decision: decision, facts: facts, state: state)
        self.decision = decision
        self.facts = facts
        task = words.task()
        sensitivity = words.sensitivity()
        route = words.route()
        steps = decision.candidates.map { candidate in
            var step = words.step(candidate)
            if candidate.isPanic { step.detail = "unwell, like most of its step" }
            return step
        }
        budgets = words.budgets()
        notConsidered = words.notConsidered()
        passedRoutes = words.passedRoutes()
        nearestChange = decision.isAllowed ? nil : NearestChange.find(for: decision, facts: facts, state: state)
        findings = classified?.findings ?? []
        complexity = classified?.complexity
        trimming = classified?.trimming
    }
}
