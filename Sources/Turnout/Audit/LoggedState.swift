import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

/// A snapshot read back, as ``AuditInputs`` wrote it: targets and budgets by name.
struct LoggedState {
    private let now: Timestamp
    private let isOffline: Bool
    private let draw: UInt64?
    private var targets: [TargetName: TargetState] = [:]
    private var budgets: [String: Standing] = [:]

    private struct Standing {
        var state: BudgetState
        var byTarget: [TargetName: BudgetState] = [:]
        var left: Money?
        var leftByTarget: [TargetName: Money?] = [:]
    }

    init(_ json: LoggedObject) throws(ReplayError) {
        now = Timestamp(microseconds: try json.int("now_us"))
        isOffline = try json.flag("offline")
        if let digits = try json.optionalText("draw") {
            guard let number = UInt64(digits, radix: 16) else { throw json.wrong("draw") }
            draw = number
        } else {
            draw = nil
        }
        for one in try json.objects("targets") { targets[try one.target("target")] = try Self.target(one) }
        for one in try json.objects("budgets") { budgets[try one.text("budget")] = try Self.standing(one) }
    }

    private static func target(_ json: LoggedObject) throws(ReplayError) -> TargetState {
        var state = TargetState(
            isDown: try json.flag("down"), limitedFor: try json.duration("limited_ns"),
            quarantinedFor: try json.duration("quarantined_ns"), inFlight: try json.optionalInt("in_flight") ?? 0)
        let free: Int? = try json.optionalInt("half_open")
        if let wait = try json.duration("open_ns") {
            state.breaker = .open(retryIn: wait)
        } else if let free {
            state.breaker = .halfOpen(freeProbes: free)
        }
        return state
    }

    private static func standing(_ json: LoggedObject) throws(ReplayError) -> Standing {
        guard let state = BudgetState(rawValue: try json.text("state")) else { throw json.wrong("state") }
        var standing = Standing(state: state)
        for member in try json.members("by_target") {
            guard let name = TargetName(member.key),
                let state = member.value.string.flatMap({ BudgetState(rawValue: $0) })
            else { throw json.wrong("by_target") }
            standing.byTarget[name] = state
        }
        let left: Int64? = try json.optionalInt("left_nano_usd")
        standing.left = left.map { Money(nanoUSD: $0) }
        for member in try json.members("left_by_target") {
            guard let name = TargetName(member.key) else { throw json.wrong("left_by_target") }
            let left = member.value.int.map { Money(nanoUSD: Int64($0)) }
            guard left != nil || member.value.isNull else { throw json.wrong("left_by_target") }
            standing.leftByTarget.updateValue(left, forKey: name)
        }
        return standing
    }

    /// The snapshot in a policy's numbers.
    func state(for policy: Policy) -> RoutingState {
        RoutingState(
            now: now, targets: policy.targets.map { targets[$0.name] ?? TargetState() },
            budgets: policy.budgets.map { budget in
                guard let standing = budgets[budget.name.id] else { return BudgetStanding() }
                let byTarget = policy.targets.map { standing.byTarget[$0.name] ?? standing.state }
                let leftByTarget = policy.targets.map { standing.leftByTarget[$0.name] ?? standing.left }
                return BudgetStanding(
                    standing.state, byTarget: standing.byTarget.isEmpty ? [] : byTarget, left: standing.left,
                    leftByTarget: standing.leftByTarget.isEmpty ? [] : leftByTarget)
            },
            isOffline: isOffline, draw: draw)
    }
}
