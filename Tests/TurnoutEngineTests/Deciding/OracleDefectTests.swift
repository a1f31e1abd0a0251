import Testing
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

/// The comparison with the plain model has teeth: a model with a deliberate defect is found out.
@Suite struct OracleDefectTests {
    enum Defect: CaseIterable {
        case guardDropped, routesSwapped, safeDefaultsIgnored, otherwiseIgnored, chainReversed, sensitivityRuleDropped
        case taskRuleDropped, guardNegated

        func apply(to model: inout RandomPolicy) {
            switch self {
            case .guardDropped: if !model.guards.isEmpty { model.guards.removeFirst() }
            case .routesSwapped: if model.routes.count > 1 { model.routes.swapAt(0, 1) }
            case .safeDefaultsIgnored: model.safeDefaults = false
            case .otherwiseIgnored: for index in model.routes.indices { model.routes[index].otherwiseLocal = false }
            case .chainReversed: for index in model.routes.indices { model.routes[index].targets.reverse() }
            case .sensitivityRuleDropped: if !model.sensitivityRules.isEmpty { model.sensitivityRules.removeLast() }
            case .taskRuleDropped: if !model.taskRules.isEmpty { model.taskRules.removeFirst() }
            case .guardNegated:
                if !model.guards.isEmpty { model.guards[0].condition = .not(model.guards[0].condition) }
            }
        }
    }

    @Test(arguments: Defect.allCases) func findsTheDefect(_ defect: Defect) throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<40 {
            let model = RandomPolicy(using: &random)
            var defective = model
            defect.apply(to: &defective)
            let policy = try Policy(yaml: model.yaml)
            for request in RandomPolicy.requests(using: &random) {
                let facts = Facts(context: request.context, tokens: request.tokens)
                let decision = policy.decide(facts, request.state)
                let answer = defective.decide(request)
                if decision.chain != answer.chain || decision.taskName != answer.task
                    || decision.sensitivity != answer.sensitivity
                {
                    return
                }
            }
        }
        Issue.record("40 policies did not show the defect \(defect)")
    }
}
