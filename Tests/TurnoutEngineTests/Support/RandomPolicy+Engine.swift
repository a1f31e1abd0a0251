import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

/// A model's request in the engine's terms.
extension RandomPolicy.Request {
    var context: RequestContext {
        RequestContext(
            task: task, labels: labels, tenant: tenant, attributes: vip.map { ["vip": String($0)] } ?? [:])
    }

    var state: RoutingState {
        RoutingState(
            now: Timestamp(microseconds: 0),
            targets: (0..<RandomPolicy.targets.count).map {
                TargetState(breaker: open.contains($0) ? .open(retryIn: .seconds(1)) : .closed)
            },
            budgets: [BudgetStanding(budget)], isOffline: isOffline)
    }
}
