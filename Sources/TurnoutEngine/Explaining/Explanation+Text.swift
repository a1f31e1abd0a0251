import TurnoutCore
import TurnoutPolicy
import TurnoutPrivacy

extension Explanation {
    /// The explanation for a terminal.
    ///
    /// - Parameters:
    ///   - isDetailed: also the facts, the findings and the routes that were passed over.
    ///   - columns: the width that lines keep to; only a single word that is longer passes it.
    public func text(isDetailed: Bool = false, columns: Int = 80) -> String {
        var lines = [headline]
        var rows = [row("task", task), row("sensitivity", sensitivity)]
        if let route { rows.append(row("route", route)) }
        lines += TextTable.lines(rows, fixed: 2, columns: columns)
        lines += TextTable.lines(chain, fixed: 3, columns: columns, indent: 2)
        for sentence in trimSentences + foundSentences(isDetailed ? .max : 3) + notConsideredSentences
            + (isDetailed ? detailSentences : []) + [change].compactMap({ $0 })
        {
            lines += TextTable.sentence(sentence, columns: columns)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var headline: String {
        switch decision.outcome {
        case .allow: "ALLOW \(decision.target?.description ?? "")"
        case .reject(let reason): "REJECT \(reason.rawValue)\(decision.subject.map { " (\($0))" } ?? "")"
        }
    }

    private var change: String? {
        if decision.isAllowed { return nil }
        return "nearest change: \(nearestChange ?? "none; no single change lets this request through")"
    }

    private func row(_ name: String, _ cause: Cause) -> [String] {
        let isRule = cause.position != nil || cause.because != nil
        let place = cause.position?.description ?? (isRule ? "built-in" : nil)
        // A route is known by its name; the section in front of it would say the same again.
        let rule = cause.rule == "routes.\(cause.value)" ? nil : cause.rule
        return [name, cause.value] + [rule, place, cause.because].compactMap { $0 }
    }

    private var chain: [[String]] {
        steps.enumerated().map { index, step in
            let verb =
                switch step.code {
                case .eligible: "USE"
                case .deniedByGuard, .deniedByBudget, .overBudget, .unboundedCost, .notRewritten: "DENY"
                default: "SKIP"
                }
            return ["\(index + 1)", step.target.description, verb] + Self.reason(step)
        }
    }

    /// What is said of a target and where that stands.
    private static func reason(_ step: Step) -> [String] {
        let isDenial = step.code == .deniedByGuard || step.code == .deniedByBudget
        let place = step.position?.description ?? (isDenial ? "built-in" : nil)
        let first = step.preference.map { "put first by \($0.rule), which is \($0.state.rawValue)" }
        return [step.detail.isEmpty ? nil : step.detail, place, first, step.preference?.position?.description]
            .compactMap { $0 }
    }

    /// What was left out of the request, and by which rule.
    private var trimSentences: [String] {
        guard let trimming else { return [] }
        let place = decision.route.map { decision.policy.routes[$0].name }
        let rule = place.map { " by \($0.qualified)\($0.position.map { " \($0)" } ?? "")" } ?? ""
        let rest = trimming.fits ? "" : ", still more than the \(trimming.limit) wanted"
        return [
            "trimmed: the oldest \(trimming.messages) messages are left out\(rule), \(trimming.before) to "
                + "\(trimming.after) tokens\(rest)"
        ]
    }

    /// What detectors found and where, never the values; of many the first.
    private func foundSentences(_ limit: Int) -> [String] {
        var sentences = findings.prefix(limit).map { item in
            let found = item.finding
            let subtype = found.subtype.map { " (\($0))" } ?? ""
            return "found: \(found.label)\(subtype) in \(item.field), bytes \(found.range.lowerBound) to "
                + "\(found.range.upperBound), by \(found.detector)"
        }
        if findings.count > limit {
            sentences.append("found: \(findings.count - limit) more; --explain shows all")
        }
        return sentences
    }

    /// Targets outside the chain, those with the same reason together.
    private var notConsideredSentences: [String] {
        var groups: [(reason: [String], targets: [String])] = []
        for step in notConsidered {
            let reason = Self.reason(step)
            if let known = groups.firstIndex(where: { $0.reason == reason }) {
                groups[known].targets.append(step.target.description)
            } else {
                groups.append((reason, [step.target.description]))
            }
        }
        return groups.map { group in
            "not considered: \(group.targets.joined(separator: ", ")), \(group.reason.joined(separator: " "))"
        }
    }

    private var detailSentences: [String] {
        let needs = facts.needs.members.map(\.rawValue).joined(separator: ", ")
        let labels = facts.labels.isEmpty ? "none" : facts.labels.joined(separator: ", ")
        var sentences = [
            "facts: tokens \(facts.tokens) (at most \(facts.tokenBound)), complexity \(facts.complexity); "
                + "needs \(needs); labels \(labels)"
        ]
        if let complexity {
            let parts = complexity.inputs.map {
                "\($0.name) \($0.points)/\($0.weight) (\($0.value) of \($0.saturation))"
            }
            sentences.append("complexity: \(complexity.score) = " + parts.joined(separator: " + "))
        }
        for step in steps {
            guard let estimate = step.estimate else { continue }
            sentences.append("cost: \(step.target) \(estimate.text)")
        }
        for budget in budgets {
            let left = budget.left.map { ", \($0) left" } ?? ""
            let place = budget.position.map { " \($0)" } ?? ""
            sentences.append("budget: \(budget.rule)\(place) is \(budget.state.rawValue)\(left)")
        }
        for route in passedRoutes {
            let place = route.position.map { " \($0)" } ?? ""
            sentences.append("passed over: \(route.id)\(place), needs \(route.expected), has \(route.actual)")
        }
        return sentences
    }
}
