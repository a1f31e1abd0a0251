import TurnoutCore
import TurnoutEngine
import TurnoutLedger
import TurnoutPolicy
import TurnoutPrivacy

/// A policy's budgets with what belongs to them while it is in force: the zones that cut their periods, and how the
/// names of callers are written down.
struct BudgetBook: Sendable {
    let policy: Policy
    /// The zone of each budget, by its number.
    private let zones: [TimeZoneRules]
    private let scanner: Scanner

    /// - Throws: when a zone's rules cannot be read, so that nobody could say when a period ends.
    init(_ policy: Policy, detectors: [any Detector], zones files: TimeZoneFiles) throws(PolicyNotUsable) {
        self.policy = policy
        scanner = Scanner(detectors: policy.detectors + detectors, thresholds: policy.thresholds)
        var zones: [TimeZoneRules] = []
        for budget in policy.budgets {
            do { zones.append(try files.rules(budget.zone)) } catch {
                throw PolicyNotUsable(description: "\(budget.name.qualified) (\(budget.name.place)): \(error)")
            }
        }
        self.zones = zones
    }

    /// The period of a budget that a moment lies in.
    func period(of budget: Int, at now: Timestamp) -> PotPeriod {
        PotPeriod.containing(now, PeriodUnit(policy.budgets[budget].period), in: zones[budget])
    }

    /// The pots that a call is paid from under a budget: as a rule one, and one for each tag where it is kept apart by
    /// tags.
    func pots(
        of budget: Int, for context: RequestContext, task: String, target: Target?, names: NameKeeper
    ) -> [PotKey] {
        var scopes = [""]
        for scope in policy.budgets[budget].per {
            let values = Self.values(of: scope, context, task, target)
            let parts = (values.isEmpty ? [""] : values).map { value in
                "\(scope.name)=\(written(value, names: names))"
            }
            scopes = scopes.flatMap { scope in parts.map { scope.isEmpty ? $0 : "\(scope),\($0)" } }
        }
        return scopes.map { PotKey(budget: policy.budgets[budget].name.id, scope: $0) }
    }

    /// A caller's name as it stands in the scope of a pot.
    func written(_ value: String, names: NameKeeper) -> String {
        value.isEmpty ? "" : names.name(of: value, scanner).escaped
    }

    /// To whom a call is booked.
    func attribution(of context: RequestContext, names: NameKeeper) -> Attribution {
        func name(_ value: String) -> String { names.name(of: value, scanner) }
        return Attribution(
            user: context.user.map(name), tenant: context.tenant.map(name), feature: context.feature.map(name),
            tags: context.tags.map(name))
    }

    private static func values(
        of scope: BudgetScope, _ context: RequestContext, _ task: String, _ target: Target?
    ) -> [String] {
        switch scope {
        case .provider: target.map { [$0.name.provider] } ?? []
        case .model: target.map { [$0.name.model] } ?? []
        case .target: target.map { [$0.name.description] } ?? []
        // Said twice it is not counted twice.
        case .tag: Array(Set(context.tags)).sorted()
        case .group: Array(Set(context.groups)).sorted()
        case .attribute(let name):
            switch name {
            case "task": [task]
            case "user": context.user.map { [$0] } ?? []
            case "tenant": context.tenant.map { [$0] } ?? []
            case "feature": context.feature.map { [$0] } ?? []
            case "region": context.region.map { [$0] } ?? []
            case "priority": [context.priority.rawValue]
            default: context.attributes[name].map { [$0] } ?? []
            }
        }
    }
}

/// Writes down the names that callers give: as they are, or as a hash with the ledger's own key where they are private.
struct NameKeeper: Sendable {
    let key: [UInt8]
    /// Whether every name is hashed.
    let hashesAll: Bool

    func name(of value: String, _ scanner: Scanner) -> String {
        if hashesAll { return hash(value) }
        let result = scanner.scan(value)
        return result.findings.isEmpty && result.failures.isEmpty ? value : hash(value)
    }

    private func hash(_ value: String) -> String { KeyedName(value, key: key).description }
}

extension Policy {
    /// Whether the ledger keeps every name as a hash.
    var hashesIdentities: Bool { ledger.identities == .hashed }
}

extension PeriodUnit {
    fileprivate init(_ period: BudgetPeriod) {
        self =
            switch period {
            case .hour: .hour
            case .day: .day
            case .week: .week
            case .month: .month
            case .total: .total
            }
    }
}

extension String {
    /// With `%`, `,` and `=` written as their codes, so that names joined by these can be told apart.
    fileprivate var escaped: String {
        guard utf8.contains(where: { $0 == 0x25 || $0 == 0x2C || $0 == 0x3D || $0 < 0x20 }) else { return self }
        return String(
            decoding: utf8.flatMap { byte -> [UInt8] in
                guard byte == 0x25 || byte == 0x2C || byte == 0x3D || byte < 0x20 else { return [byte] }
                let digits = Array("0123456789ABCDEF".utf8)
                return [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }, as: UTF8.self)
    }
}
