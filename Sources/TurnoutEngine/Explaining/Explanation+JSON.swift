public import TurnoutCore
import TurnoutPolicy
import TurnoutPrivacy

extension Explanation {
    /// The version of the record's form; it rises when a member changes its meaning or goes away.
    public static let formatVersion = 1

    /// The explanation as a record for programs. It holds no content.
    public func json() -> JSONValue {
        var members: [JSONMember] = [
            JSONMember("format_version", .int(Self.formatVersion)),
            JSONMember("policy", ["name": .string(decision.policy.name), "digest": .string(decision.policy.digest)]),
            JSONMember("outcome", decision.isAllowed ? "allow" : "reject"),
        ]
        if case .reject(let reason) = decision.outcome {
            members.append(JSONMember("reason", .string(reason.rawValue)))
        }
        if let subject = decision.subject { members.append(JSONMember("subject", .string(subject))) }
        if let target = decision.target { members.append(JSONMember("target", .string(target.description))) }
        members.append(JSONMember("task", json(task)))
        members.append(JSONMember("sensitivity", json(sensitivity)))
        members.append(JSONMember("route", route.map(json) ?? .null))
        members.append(JSONMember("candidates", .array(steps.map(json))))
        if !budgets.isEmpty { members.append(JSONMember("budgets", .array(budgets.map(json)))) }
        members.append(JSONMember("not_considered", .array(notConsidered.map(json))))
        members.append(
            JSONMember(
                "passed_routes",
                .array(
                    passedRoutes.map { route in
                        [
                            "id": .string(route.id), "position": json(route.position),
                            "expected": .string(route.expected),
                            "actual": .string(route.actual),
                        ]
                    })))
        if let trimming { members.append(JSONMember("trimmed", trimming.json())) }
        members.append(JSONMember("nearest_change", nearestChange.map { .string($0) } ?? .null))
        members.append(JSONMember("facts", factsJSON))
        return .object(members)
    }

    private func json(_ position: SourcePosition?) -> JSONValue {
        guard let position else { return .null }
        return ["file": .string(position.file), "line": .int(position.line), "column": .int(position.column)]
    }

    private func json(_ cause: Cause) -> JSONValue {
        [
            "value": .string(cause.value), "rule": .string(cause.rule), "position": json(cause.position),
            "because": cause.because.map { .string($0) } ?? .null,
        ]
    }

    private func json(_ budget: BudgetLine) -> JSONValue {
        [
            "rule": .string(budget.rule), "position": json(budget.position), "state": .string(budget.state.rawValue),
            "left_usd": budget.left.map { .string($0.decimalText) } ?? .null,
        ]
    }

    private func json(_ step: Step) -> JSONValue {
        var members: [JSONMember] = [
            JSONMember("target", .string(step.target.description)), JSONMember("code", .string(step.code.rawValue)),
        ]
        if !step.detail.isEmpty { members.append(JSONMember("detail", .string(step.detail))) }
        if let position = step.position { members.append(JSONMember("position", json(position))) }
        if !step.rewrites.isEmpty {
            let rewrites: [JSONValue] = step.rewrites.map { rewrite in
                [
                    "rule": .string(rewrite.rule), "position": json(rewrite.position),
                    "method": .string(rewrite.method.rawValue),
                    "labels": .array(rewrite.labels.map { .string($0) }),
                ]
            }
            members.append(JSONMember("rewrites", .array(rewrites)))
        }
        if let preference = step.preference {
            let value: JSONValue = [
                "rule": .string(preference.rule), "position": json(preference.position),
                "state": .string(preference.state.rawValue),
            ]
            members.append(JSONMember("preferred_by", value))
        }
        if let estimate = step.estimate { members.append(JSONMember("estimate", estimate.json())) }
        if let wait = step.retryIn {
            members.append(JSONMember("retry_in_ms", .int(wait.nanosecondsSaturating / 1_000_000)))
        }
        return .object(members)
    }

    private var factsJSON: JSONValue {
        var members: [JSONMember] = [
            JSONMember("tokens", .int(facts.tokens)), JSONMember("token_bound", .int(facts.tokenBound)),
            JSONMember("complexity", .int(facts.complexity)),
            JSONMember("needs", .array(facts.needs.members.map { .string($0.rawValue) })),
            JSONMember("labels", .array(facts.labels.map { .string($0) })),
            JSONMember("detector_failed", .bool(facts.detectorFailed)),
        ]
        if facts.images > 0 { members.append(JSONMember("images", .int(facts.images))) }
        if let output = facts.outputTokens { members.append(JSONMember("output_tokens", .int(output))) }
        if let complexity {
            members.append(
                JSONMember(
                    "complexity_inputs",
                    .array(
                        complexity.inputs.map { input in
                            [
                                "name": .string(input.name), "value": .int(input.value),
                                "saturation": .int(input.saturation), "weight": .int(input.weight),
                                "points": .int(input.points),
                            ]
                        })))
        }
        members.append(
            JSONMember(
                "findings",
                .array(
                    findings.map { item in
                        let finding = item.finding
                        return [
                            "field": .string(item.field), "type": .string(finding.type.rawValue),
                            "label": .string(finding.label), "detector": .string(finding.detector),
                            "subtype": finding.subtype.map { .string($0) } ?? .null,
                            "start": .int(finding.range.lowerBound), "end": .int(finding.range.upperBound),
                            "score": .double(finding.score),
                        ]
                    })))
        return .object(members)
    }
}
