import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

/// A decision as the log has it: names, codes and places of rules, without a word that hangs on the caller's values.
struct AuditDecision {
    private let decision: Decision
    private let screen: FactScreen

    init(_ decision: Decision, screen: FactScreen) {
        self.decision = decision
        self.screen = screen
    }

    private var policy: Policy { decision.policy }

    func json() -> JSONValue {
        var members = [JSONMember("outcome", decision.isAllowed ? "allow" : "reject")]
        if case .reject(let reason) = decision.outcome {
            members.append(JSONMember("reason", .string(reason.rawValue)))
        }
        if let subject = decision.subject { members.append(JSONMember("subject", screen.json(subject))) }
        members.append(JSONMember("task", .string(decision.taskName)))
        members.append(JSONMember("task_rule", taskRule))
        members.append(JSONMember("sensitivity", .string(decision.sensitivityName)))
        members.append(JSONMember("sensitivity_rule", sensitivityRule))
        members.append(JSONMember("route", decision.route.map { .string(policy.routes[$0].name.id) } ?? .null))
        let rule = decision.route.map { policy.routes[$0].name } ?? decision.override.map { policy.overrides[$0].name }
        members.append(JSONMember("rule", rule.map(Self.json) ?? .null))
        members.append(JSONMember("candidates", .array(decision.candidates.map(json))))
        return .object(members)
    }

    private var taskRule: JSONValue {
        switch decision.taskCause {
        case .rule(let index): Self.json(policy.taskRules[index].name)
        case .request: "request"
        case .fallback: nil
        }
    }

    private var sensitivityRule: JSONValue {
        switch decision.sensitivityCause {
        case .rule(let index): Self.json(policy.sensitivityRules[index].name)
        case .detectorFailure: "detector_failure"
        case .unknownLabel: "unknown_label"
        case .lowest: nil
        }
    }

    private func json(_ candidate: Candidate) -> JSONValue {
        var members = [
            JSONMember("target", .string(policy.targets[candidate.target].name.description)),
            JSONMember("code", .string(candidate.verdict.code.rawValue)),
        ]
        if let rule = rule(behind: candidate.verdict) { members.append(JSONMember("rule", Self.json(rule))) }
        if let wait = candidate.verdict.retryIn {
            members.append(JSONMember("retry_in_ms", .int(wait.nanosecondsSaturating / 1_000_000)))
        }
        if candidate.isPanic { members.append(JSONMember("panic", true)) }
        if !candidate.rewriting.isEmpty {
            members.append(
                JSONMember("rewriting", .array(candidate.rewriting.map { Self.json(policy.rewrites[$0].name) })))
        }
        return .object(members)
    }

    private func rule(behind verdict: Verdict) -> RuleName? {
        switch verdict {
        case .deniedByGuard(let index): policy.guards[index].name
        case .deniedByBudget(let index), .overBudget(let index, _, _), .unboundedCost(let index):
            policy.budgets[index].name
        case .notRewritten(let index): policy.rewrites[index].name
        default: nil
        }
    }

    /// `guards.stay-home policy.yaml:9:5`.
    private static func json(_ name: RuleName) -> JSONValue { .string("\(name.qualified) \(name.place)") }
}

extension Verdict {
    /// How long until the target may be available again.
    fileprivate var retryIn: Duration? {
        switch self {
        case .quarantined(let wait), .breakerOpen(let wait), .rateLimited(let wait): wait
        default: nil
        }
    }
}
