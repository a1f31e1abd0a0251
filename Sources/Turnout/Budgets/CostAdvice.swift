public import TurnoutCore
import TurnoutEngine
public import TurnoutLedger
public import TurnoutPolicy

/// What a kind of request would cost on another target of a policy, and what keeps it from a cheaper one.
///
/// It is an estimate in two ways: models cut text into tokens differently, and the ledger keeps no content, so that what
/// a guard would say of a single request is not known. A request of the kind's task, feature and average size is judged.
public struct CostAdvice: Hashable, Sendable {
    /// What the recorded tokens cost at a target's prices.
    public struct Offer: Hashable, Sendable {
        public var target: TargetName
        public var cost: Money
    }

    /// A cheaper target that may not or cannot answer.
    public struct Obstacle: Hashable, Sendable {
        public var offer: Offer
        public var code: ReasonCode
        /// In words: `denied by guards.stay-home`.
        public var detail: String
        /// The rule's place, `policy.yaml:37:5`; `nil` where no rule of the policy is in the way.
        public var place: String?
    }

    public var kind: RequestKind
    /// The cheapest target that may and can answer, when it is cheaper than what was paid.
    public var cheaper: Offer?
    /// The cheapest one that may not or cannot, when it is cheaper than ``cheaper`` and than what was paid.
    public var obstacle: Obstacle?

    /// What ``cheaper`` would have saved.
    public var saving: Money {
        guard let cheaper else { return .zero }
        let (saving, overflow) = kind.row.cost.nanoUSD.subtractingReportingOverflow(cheaper.cost.nanoUSD)
        return Money(nanoUSD: overflow ? .max : saving)
    }

    /// Looks at every target of a policy.
    ///
    /// - Parameters:
    ///   - kind: what was asked and paid.
    ///   - policy: what judges and what prices there are.
    ///   - now: the moment of the judgement; targets count as available, and budgets as untouched.
    public init(_ kind: RequestKind, policy: Policy, at now: Timestamp) {
        self.kind = kind
        let usage = Self.average(of: kind)
        let facts = Self.facts(of: kind, usage, policy)
        let state = RoutingState(now: now)
        var offers: [(number: Int, offer: Offer, verdict: Verdict)] = []
        for (number, target) in policy.targets.enumerated() where target.name != kind.target {
            guard let once = target.cost(of: usage), let cost = once.times(kind.row.calls), cost < kind.row.cost
            else { continue }
            offers.append((number, Offer(target: target.name, cost: cost), policy.verdict(on: number, facts, state)))
        }
        // Of equally cheap ones, the first that the policy names.
        offers.sort { $0.offer.cost != $1.offer.cost ? $0.offer.cost < $1.offer.cost : $0.number < $1.number }
        cheaper = offers.first { $0.verdict == .eligible }?.offer
        guard let first = offers.first, first.verdict != .eligible, first.offer.cost < cheaper?.cost ?? kind.row.cost
        else { return }
        obstacle = Obstacle(first.offer, first.number, first.verdict, Question(policy, facts, state))
    }

    /// What a request of the policy would be asked with, for the words of a verdict.
    fileprivate struct Question {
        let policy: Policy
        let facts: Facts
        let state: RoutingState

        init(_ policy: Policy, _ facts: Facts, _ state: RoutingState) {
            self.policy = policy
            self.facts = facts
            self.state = state
        }
    }

    /// The tokens of one call; prices may depend on the length of a prompt.
    private static func average(of kind: RequestKind) -> Usage {
        let calls = max(1, kind.row.calls)
        func share(_ tokens: Int) -> Int { max(0, tokens) / calls + (max(0, tokens) % calls == 0 ? 0 : 1) }
        let usage = kind.row.usage
        return Usage(
            promptTokens: share(usage.promptTokens), completionTokens: share(usage.completionTokens),
            cachedTokens: share(usage.cachedTokens), reasoningTokens: share(usage.reasoningTokens),
            cacheWriteTokens: share(usage.cacheWriteTokens))
    }

    private static func facts(of kind: RequestKind, _ usage: Usage, _ policy: Policy) -> Facts {
        var context = RequestContext()
        context.task = policy.vocabulary.taskNumbers[kind.task] == nil ? nil : kind.task
        context.feature = kind.feature
        let chat = Capabilities(.chat)
        let able = policy.targetIndex(kind.target).map { policy.targets[$0].capabilities } ?? chat
        // What a model was asked that does not chat, another one that chats cannot answer.
        let needs = able.isSuperset(of: chat) ? chat : Capabilities(.embeddings)
        return Facts(
            context: context, tokens: usage.promptTokens,
            outputTokens: usage.completionTokens > 0 ? usage.completionTokens : nil, needs: needs)
    }
}

extension CostAdvice.Obstacle {
    fileprivate init(
        _ offer: CostAdvice.Offer, _ number: Int, _ verdict: Verdict, _ question: CostAdvice.Question
    ) {
        let policy = question.policy
        self.init(offer: offer, code: verdict.code, detail: verdict.code.rawValue, place: nil)
        let rule: RuleName?
        switch verdict {
        case .deniedByGuard(let index): rule = policy.guards[index].name
        case .deniedByBudget(let index), .overBudget(let index, _, _), .unboundedCost(let index):
            rule = policy.budgets[index].name
        case .notRewritten(let index): rule = policy.rewrites[index].name
        case .missing(let capabilities):
            rule = nil
            detail = "cannot do \(capabilities.members.map(\.rawValue).joined(separator: ", "))"
        case .contextTooSmall(let needed):
            rule = nil
            detail = "its context holds \(policy.targets[number].context ?? 0) tokens, \(needed) are needed"
        case .outputTooSmall(let needed):
            rule = nil
            detail = "its answers hold \(policy.targets[number].maxOutput ?? 0) tokens, \(needed) are needed"
        default: rule = nil
        }
        guard let rule else { return }
        detail = "\(verdict.code.rawValue) by \(rule.qualified)"
        if case .deniedByGuard = verdict { detail = "denied by \(rule.qualified)" }
        place = rule.position?.description
    }
}

extension Money {
    fileprivate func times(_ count: Int) -> Money? {
        let (product, overflow) = nanoUSD.multipliedReportingOverflow(by: Int64(count))
        return overflow ? nil : Money(nanoUSD: product)
    }
}
