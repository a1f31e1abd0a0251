import TurnoutCore
import TurnoutPolicy
import TurnoutPrivacy

extension Explanation {
    /// The explanation for a terminal.
    ///
    /// - Parameter isDetailed: also the facts, the findings and the routes that were passed over.
    public func text(isDetailed: Bool = false) -> String {
        var lines = [headline]
        var table = [row("task", task), row("sensitivity", sensitivity)]
        if let route { table.append(row("route", route)) }
        lines += Self.aligned(table)
        lines += chainLines
        for step in notConsidered {
            let place = step.position.map { " \($0)" } ?? " (built-in)"
            lines.append("not considered: \(step.target), \(step.detail)\(place)")
        }
        if isDetailed { lines += detailLines }
        if !decision.isAllowed {
            lines.append("nearest change: \(nearestChange ?? "none; no single change lets this request through")")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var headline: String {
        switch decision.outcome {
        case .allow: "ALLOW \(decision.target?.description ?? "")"
        case .reject(let reason): "REJECT \(reason.rawValue)\(decision.subject.map { " (\($0))" } ?? "")"
        }
    }

    private func row(_ name: String, _ cause: Cause) -> [String] {
        let isRule = cause.position != nil || cause.because != nil
        let place = cause.position?.description ?? (isRule ? "built-in" : "")
        // A route is known by its name; the section in front of it would say the same again.
        let rule = cause.rule == "routes.\(cause.value)" ? place : cause.rule
        return [
            name, cause.value, rule, rule == place ? (cause.because ?? "") : place,
            rule == place ? "" : cause.because ?? "",
        ]
    }

    private var chainLines: [String] {
        let width = steps.map { $0.target.description.count }.max() ?? 0
        return steps.enumerated().map { index, step in
            let name = step.target.description.padded(to: width)
            let place = step.position.map { "  \($0)" } ?? (step.code == .deniedByGuard ? "  built-in" : "")
            let verb =
                switch step.code {
                case .eligible: "USE"
                case .deniedByGuard, .deniedByBudget: "DENY"
                default: "SKIP"
                }
            return "  \(index + 1)  \(name)  \(verb)\(step.detail.isEmpty ? "" : "  \(step.detail)")\(place)"
        }
    }

    private var detailLines: [String] {
        var lines = [
            "facts: tokens \(facts.tokens) (at most \(facts.tokenBound)), complexity \(facts.complexity), needs \(facts.needs.members.map(\.rawValue).joined(separator: ", "))"
        ]
        if let complexity {
            let parts = complexity.inputs.map {
                "\($0.name) \($0.points)/\($0.weight) (\($0.value) of \($0.saturation))"
            }
            lines.append("complexity: " + parts.joined(separator: ", "))
        }
        for item in findings {
            let found = item.finding
            lines.append(
                "found: \(found.label)\(found.subtype.map { " (\($0))" } ?? "") in \(item.field) at \(found.range.lowerBound)..<\(found.range.upperBound), by \(found.detector)"
            )
        }
        for route in passedRoutes {
            let place = route.position.map { " \($0)" } ?? ""
            lines.append("passed over: \(route.id)\(place), needs \(route.expected), has \(route.actual)")
        }
        return lines
    }

    private static func aligned(_ rows: [[String]]) -> [String] {
        var widths: [Int] = []
        for row in rows {
            for (index, cell) in row.enumerated() {
                if widths.count <= index { widths.append(0) }
                widths[index] = max(widths[index], cell.count)
            }
        }
        return rows.map { row in
            var line = zip(row, widths).map { $0.padded(to: $1) }.joined(separator: "  ")
            while line.hasSuffix(" ") { line.removeLast() }
            return line
        }
    }
}

extension String {
    /// The text with spaces behind it up to a width.
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
