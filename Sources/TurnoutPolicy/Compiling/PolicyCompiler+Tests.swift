import TurnoutCore

extension PolicyCompiler {
    mutating func compileTests(_ syntax: [TestSyntax]) {
        for test in syntax {
            guard let name = test.name, let position = position(test.place) else { continue }
            checkRequest(test.request)
            let given = test.given
            var down = BitSet(capacity: parts.targets.count)
            let downNames = (given?.health ?? []).filter { $0.value == .down }.map(\.name)
            targets(named: downNames, into: &down)
            parts.tests.append(
                PolicyTest(
                    name: name.value, position: position,
                    request: (test.request?.entries ?? []).map { ($0.name.value, texts($0.values, of: $0.name.value)) },
                    breakers: (given?.breakers ?? []).compactMap { entry in target(entry.name).map { ($0, entry.value) }
                    },
                    budgets: (given?.budgets ?? []).compactMap { entry in budget(entry.name).map { ($0, entry.value) }
                    },
                    down: down, isOffline: given?.offline ?? false,
                    at: given?.at ?? Timestamp(rfc3339: "2026-01-01") ?? Timestamp(microseconds: 0),
                    expectation: expectation(test.expect)))
        }
    }

    /// The number of a budget; reports one that is not known.
    mutating func budget(_ name: Located<String>) -> Int? {
        if let number = parts.budgets.firstIndex(where: { $0.name.id == name.value }) { return number }
        unknownName(.unknownBudget, "budget", name, among: parts.budgets.map(\.name.id))
        return nil
    }

    /// Checks the names and the form of a test's request; the test itself reads it as the command line does.
    private mutating func checkRequest(_ facts: FactsSyntax?) {
        for (name, values) in facts?.entries ?? [] where name.value != "text" {
            if name.value == "pin" {
                if values.count != 1 || TargetName(values[0].value) == nil {
                    report(
                        .invalidValue, "`pin` takes one target", at: name.place, help: "write it like `provider/model`")
                }
                continue
            }
            if name.value == "sensitivity" {
                report(
                    .invalidValue, "the sensitivity of a request cannot be set", at: name.place,
                    help: "it follows from labels and rules; write `labels: [pii]`, or expect it under `expect`")
                continue
            }
            guard let number = attributeNumbers[name.value], !name.value.hasPrefix("budget.") else {
                unknownName(
                    .unknownAttribute, "attribute", name,
                    among: ["text", "pin"] + attributeList.map(\.name).filter { !$0.hasPrefix("budget.") })
                continue
            }
            for value in values { check(value, of: attributeList[number]) }
            if values.count > 1 {
                guard case .set = attributeList[number].kind else {
                    report(.wrongType, "`\(name.value)` takes one value", at: name.place, help: "write one value")
                    continue
                }
            }
        }
    }

    /// The values as the command line takes them: money in dollars.
    private mutating func texts(_ values: [Located<String>], of name: String) -> [String] {
        guard let number = attributeNumbers[name], attributeList[number].kind == .number(.money) else {
            return values.map(\.value)
        }
        return values.map { value in
            guard let amount = Units.amount(value.value) else { return value.value }
            return limit(Located(value: amount, place: value.place))?.description ?? value.value
        }
    }

    private mutating func check(_ value: Located<String>, of attribute: Attribute) {
        switch attribute.kind {
        case .choice(let words, _), .set(.some(let words)):
            guard !words.contains(value.value) else { return }
            unknownName(.unknownChoice, "value of `\(attribute.name)`", value, among: words)
        case .number(let unit): _ = number(value, of: attribute, unit)
        case .flag:
            guard !["true", "false"].contains(value.value) else { return }
            report(
                .invalidValue, "`\(value.value.shortened)` is neither `true` nor `false`", at: value.place,
                help: "write `true` or `false`")
        case .set(nil) where attribute.source == .builtin(.labels):
            guard !parts.vocabulary.knows(label: value.value) else { return }
            unknownName(.unknownLabel, "label", value, among: parts.vocabulary.labels)
        case .text, .set: break
        }
    }

    private mutating func expectation(_ syntax: ExpectSyntax?) -> PolicyTest.Expectation {
        if isWhole, let syntax, syntax.isEmpty {
            report(
                .emptyCondition, "this test expects nothing, so it would always pass", at: syntax.place,
                help: "expect an `outcome`, a `route` or a `target`")
        }
        if let reason = syntax?.reason, ReasonCode(rawValue: reason.value)?.isOfRejection != true {
            unknownName(
                .unknownChoice, "reason of a rejection", reason,
                among: ReasonCode.allCases.filter(\.isOfRejection).map(\.rawValue))
        }
        if let task = syntax?.task { _ = self.task(task) }
        if let level = syntax?.sensitivity { _ = self.level(level) }
        if let route = syntax?.route, !parts.routes.contains(where: { $0.name.id == route.value }) {
            unknownName(.unknownRoute, "route", route, among: parts.routes.map(\.name.id))
        }
        for name in (syntax?.chain ?? []) + (syntax?.target.map { [$0] } ?? []) { _ = target(name) }
        return PolicyTest.Expectation(
            outcome: syntax?.outcome?.value, reason: syntax?.reason?.value, task: syntax?.task?.value,
            sensitivity: syntax?.sensitivity?.value, route: syntax?.route?.value, target: syntax?.target?.value,
            chain: syntax?.chain?.map(\.value), neverContacts: syntax?.neverContacts.flatMap { targets(where: $0) })
    }
}

extension ExpectSyntax {
    /// Whether nothing is compared.
    fileprivate var isEmpty: Bool {
        outcome == nil && reason == nil && task == nil && sensitivity == nil && route == nil && target == nil
            && chain == nil && neverContacts == nil
    }
}
