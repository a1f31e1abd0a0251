public import TurnoutCore
import TurnoutLedger

/// What a generated policy says of one budget: the policy's text is made from it, and checks ask it which calls count.
public struct BudgetPlan: Hashable, Sendable {
    /// What has a pot for each of its values.
    public enum Scope: String, Hashable, Sendable { case user, provider, model, target, tag }

    /// The targets that it refuses when its pot is empty.
    public enum Denial: Hashable, Sendable {
        case priced
        case external
        case target(String)
    }

    public var name: String
    public var per: [Scope] = []
    /// The period's word in the policy.
    public var period: String
    public var zone: String
    public var limit: Money
    public var isHard = true
    /// Percent.
    public var softAt = 80
    public var alertAt: [Int] = []
    public var denial = Denial.priced
    /// The tenant whose requests are counted; `nil` for all.
    public var tenant: String?
    /// Whether external targets are denied while the budget is soft.
    public var deniesWhenSoft = false
    /// Whether local targets come first while it is soft.
    public var prefersHome = false

    /// Whether every call that may cost is refused when it finds the pot empty.
    var isStrict: Bool { isHard && (denial == .priced || denial == .external) }

    func counts(_ request: RequestPlan) -> Bool { tenant == nil || request.tenant == tenant }

    /// Whether a call to a target is refused when the pot does not hold its bound.
    func refuses(_ target: TargetPlan) -> Bool {
        guard isHard else { return false }
        switch denial {
        case .priced: return target.price != nil
        case .external: return !target.isLocal
        case .target(let name): return target.name == name
        }
    }

    /// The pots that a call is paid from.
    func pots(of request: RequestPlan, at target: TargetPlan) -> [PotKey] {
        var scopes = [""]
        for scope in per {
            let values: [String]
            switch scope {
            case .user: values = [request.user ?? ""]
            case .provider: values = [target.provider]
            case .model: values = [target.model]
            case .target: values = [target.name]
            case .tag: values = Array(Set(request.allTags)).sorted()
            }
            scopes = scopes.flatMap { start in
                values.map { (start.isEmpty ? "" : start + ",") + "\(scope.rawValue)=\($0)" }
            }
        }
        return scopes.map { PotKey(budget: name, scope: $0) }
    }

    /// The shortest and the longest that its period can be, in seconds: clocks are changed by an hour at the most.
    var lengths: ClosedRange<Int64>? {
        let hour: Int64 = 3_600
        switch period {
        case "hour": return 1...hour
        case "day": return (23 * hour)...(25 * hour)
        case "week": return (167 * hour)...(169 * hour)
        case "month": return (28 * 24 * hour - hour)...(31 * 24 * hour + hour)
        default: return nil
        }
    }

    /// The line of the policy.
    var text: String {
        var parts = ["id: \(name)", "period: \(period)", "zone: \(zone)", "limit: \(limit.decimalText) USD"]
        if !per.isEmpty { parts.append("per: [\(per.map(\.rawValue).joined(separator: ", "))]") }
        if !isHard { parts.append("enforce: soft") }
        parts.append("soft_at: \(softAt)%")
        if !alertAt.isEmpty { parts.append("alert_at: [\(alertAt.map { "\($0)%" }.joined(separator: ", "))]") }
        if let tenant { parts.append("when: {tenant: \(tenant)}") }
        var soft: [String] = []
        if isHard, deniesWhenSoft { soft.append("deny: {locality: external}") }
        if prefersHome { soft.append("prefer: {locality: local}") }
        if !soft.isEmpty { parts.append("on_soft: {\(soft.joined(separator: ", "))}") }
        if isHard {
            switch denial {
            case .priced: break
            case .external: parts.append("on_hard: {deny: {locality: external}}")
            case .target(let name): parts.append("on_hard: {deny: {target: \(name)}}")
            }
        }
        return "  - {\(parts.joined(separator: ", "))}"
    }
}

extension BudgetPlan {
    /// A budget that pays for a few dozen calls.
    static func drawn(_ number: Int, over targets: [TargetPlan], using generator: inout SeededGenerator) -> BudgetPlan {
        let price = generator.pick(targets.compactMap(\.price?.output) + [500])
        // Ten nano-dollars a token for each hundredth of a dollar a million: a call of 2,000 tokens.
        let call = Int64(price) * 10 * 2_000
        var plan = BudgetPlan(
            name: "b\(number)", period: generator.pick(["hour", "day", "week", "month", "total"]),
            zone: generator.pick(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"]),
            limit: Money(nanoUSD: call * Int64(generator.int(1...40)) / 2 + Int64(generator.int(0...999))))
        plan.per = generator.pick([[], [], [.user], [.provider], [.model], [.target], [.tag], [.user, .provider]])
        plan.isHard = generator.chance(75)
        plan.softAt = generator.pick([10, 50, 80])
        plan.alertAt = generator.pick([[], [50, 100], [1, 80], [100]])
        plan.denial = generator.pick([.priced, .priced, .external, .target(generator.pick(targets).name)])
        plan.tenant = generator.pick([nil, nil, "acme"])
        plan.deniesWhenSoft = generator.chance(15)
        plan.prefersHome = generator.chance(20)
        return plan
    }
}
