import TurnoutCore

/// Where a condition stands, which decides what it may test.
enum ConditionSite {
    case taskRule, sensitivityRule, rewriting, anywhere
}

extension PolicyCompiler {
    /// Resolves a condition on requests; `nil` when a part of it is wrong, which is then reported.
    mutating func resolve(_ condition: ConditionSyntax?, at site: ConditionSite = .anywhere) -> ResolvedCondition? {
        guard let condition else { return .always }
        switch condition {
        case .all(let parts, _): return resolveAll(parts, at: site).map { .all($0) }
        case .any(let parts, _): return resolveAll(parts, at: site).map { .any($0) }
        case .not(let part, _): return resolve(part, at: site).map { .not($0) }
        case .test(let test): return resolve(test, at: site)
        }
    }

    private mutating func resolveAll(_ parts: [ConditionSyntax], at site: ConditionSite) -> [ResolvedCondition]? {
        let resolved = parts.map { resolve($0, at: site) }
        let whole = resolved.compactMap { $0 }
        return whole.count == parts.count ? whole : nil
    }

    private mutating func resolve(_ test: AttributeTest, at site: ConditionSite) -> ResolvedCondition? {
        let name = test.attribute.value
        guard let number = attributeNumbers[name] else {
            reportUnknownAttribute(test.attribute)
            return nil
        }
        let attribute = attributeList[number]
        guard isAllowed(attribute, at: site, place: test.attribute.place) else { return nil }
        var parts: [ResolvedCondition] = []
        for comparison in test.comparisons {
            guard let part = resolve(comparison, attribute, number) else { return nil }
            parts.append(part)
        }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func reportUnknownAttribute(_ name: Located<String>) {
        if name.value.hasPrefix("budget.") {
            let known = attributeList.filter { $0.name.hasPrefix("budget.") }.map(\.name)
            return unknownName(.unknownBudget, "budget", name, among: known)
        }
        for state in ["breaker", "health", "breakers", "limits"]
        where name.value == state || name.value.hasPrefix(state + ".") {
            return report(
                .unknownAttribute, "conditions cannot test `\(name.value.shortened)`", at: name.place,
                help: "the state of targets only skips them; put a fallback into `use`")
        }
        unknownName(
            .unknownAttribute, "attribute", name, among: attributeList.map(\.name).filter { !$0.hasPrefix("budget.") })
    }

    private mutating func isAllowed(_ attribute: Attribute, at site: ConditionSite, place: Place) -> Bool {
        switch (attribute.source, site) {
        case (.builtin(.sensitivity), .taskRule), (.builtin(.sensitivity), .sensitivityRule):
            report(
                .taskRuleOrder, "the sensitivity is not known yet where this rule is evaluated", at: place,
                help: "test `labels` or `task` instead")
            return false
        case (.budget, .taskRule), (.budget, .sensitivityRule):
            report(
                .budgetInClassify, "classification cannot depend on what was spent", at: place,
                help: "test the budget in a route or a guard")
            return false
        case (.budget, .rewriting):
            report(
                .budgetInClassify, "what content is replaced cannot depend on what was spent", at: place,
                help: "test the budget in a guard that denies, or in a route")
            return false
        default: return true
        }
    }

    private mutating func resolve(
        _ comparison: AttributeTest.Comparison, _ attribute: Attribute, _ number: Int
    ) -> ResolvedCondition? {
        guard comparison.operation == .equals || attribute.kind.operators.contains(comparison.operation) else {
            return wrongOperator(comparison, attribute)
        }
        if comparison.operation == .exists { return resolveExists(comparison, attribute, number) }
        switch attribute.kind {
        case .choice(let words, let ordered): return resolveChoice(comparison, attribute, number, words, ordered)
        case .text: return resolveText(comparison, attribute, number)
        case .number(let unit): return resolveNumber(comparison, attribute, number, unit)
        case .flag: return resolveFlag(comparison, attribute, number)
        case .set(let known): return resolveSet(comparison, attribute, number, known)
        }
    }

    private mutating func leaf(
        _ number: Int, _ attribute: Attribute, _ predicate: Predicate, _ text: String
    ) -> ResolvedCondition {
        let leaf = ResolvedLeaf(attribute: number, predicate: predicate, text: "\(attribute.name) \(text)")
        dimensions.note(leaf, kind: attribute.kind)
        return .leaf(leaf)
    }

    private mutating func wrongOperator(
        _ comparison: AttributeTest.Comparison, _ attribute: Attribute
    ) -> ResolvedCondition? {
        let value = attribute.kind == .flag ? "`true` or `false`" : "a value or list"
        report(
            .invalidOperator, "`\(attribute.name)` cannot be compared with `\(comparison.operation.rawValue)`",
            at: comparison.place,
            help: "it takes \(value), or \(attribute.kind.operators.map(\.rawValue).quotedList)")
        return nil
    }

    /// The single operand of an operator that takes no list.
    private mutating func single(_ comparison: AttributeTest.Comparison) -> Located<String>? {
        guard comparison.operands.count == 1 else {
            report(
                .wrongType,
                "\(comparison.operation == .equals ? "this" : "`\(comparison.operation.rawValue)`") takes one value, not a list",
                at: comparison.place, help: "write one value")
            return nil
        }
        return comparison.operands[0]
    }

    private mutating func resolveExists(
        _ comparison: AttributeTest.Comparison, _ attribute: Attribute, _ number: Int
    ) -> ResolvedCondition? {
        guard let operand = single(comparison) else { return nil }
        guard operand.value == "true" || operand.value == "false" else {
            report(.invalidValue, "`exists` is `true` or `false`", at: operand.place, help: "write `true` or `false`")
            return nil
        }
        let exists = leaf(number, attribute, .exists, "is given")
        return operand.value == "true" ? exists : .not(exists)
    }

    private mutating func resolveChoice(
        _ comparison: AttributeTest.Comparison, _ attribute: Attribute, _ number: Int, _ words: [String],
        _ ordered: Bool
    ) -> ResolvedCondition? {
        var indices: [Int] = []
        for operand in comparison.operands {
            guard let index = words.firstIndex(of: operand.value) else {
                unknownChoice(operand, of: attribute, among: words)
                return nil
            }
            indices.append(index)
        }
        let list = comparison.operands.map(\.value).joined(separator: ", ")
        switch comparison.operation {
        case .equals, .isIn:
            return leaf(number, attribute, .choices(Set(indices)), indices.count == 1 ? "is \(list)" : "in [\(list)]")
        case .notIn: return .not(leaf(number, attribute, .choices(Set(indices)), "in [\(list)]"))
        case .greaterOrEqual, .greater, .lessOrEqual, .less:
            guard ordered else { return wrongOperator(comparison, attribute) }
            guard single(comparison) != nil else { return nil }
            let index = indices[0]
            let (range, sign): (Range<Int>, String) =
                switch comparison.operation {
                case .greaterOrEqual: (index..<words.count, ">=")
                case .greater: (index + 1..<words.count, ">")
                case .lessOrEqual: (0..<index + 1, "<=")
                default: (0..<index, "<")
                }
            return leaf(number, attribute, .choices(Set(range)), "\(sign) \(list)")
        default:
            return wrongOperator(comparison, attribute)
        }
    }

    private mutating func unknownChoice(_ operand: Located<String>, of attribute: Attribute, among words: [String]) {
        let code: DiagnosticCode =
            switch attribute.source {
            case .builtin(.task): .unknownTask
            case .builtin(.sensitivity): .unknownLevel
            default: .unknownChoice
            }
        let (help, replacement) = suggestion(for: operand.value, among: words)
        report(
            code, "`\(attribute.name)` has no value `\(operand.value.shortened)`", at: operand.place, help: help,
            replacement: replacement)
    }

    private mutating func resolveText(
        _ comparison: AttributeTest.Comparison, _ attribute: Attribute, _ number: Int
    ) -> ResolvedCondition? {
        let texts = comparison.operands.map(\.value)
        let list = texts.joined(separator: ", ")
        switch comparison.operation {
        case .equals, .isIn:
            return leaf(number, attribute, .texts(texts), texts.count == 1 ? "is \(list)" : "in [\(list)]")
        case .notIn: return .not(leaf(number, attribute, .texts(texts), "in [\(list)]"))
        case .prefix: return leaf(number, attribute, .prefixes(texts), "starts with \(list)")
        default: return wrongOperator(comparison, attribute)
        }
    }

    private mutating func resolveNumber(
        _ comparison: AttributeTest.Comparison, _ attribute: Attribute, _ number: Int, _ unit: AttributeKind.NumberUnit
    ) -> ResolvedCondition? {
        var values: [Int64] = []
        for operand in comparison.operands {
            guard let value = self.number(operand, of: attribute, unit) else { return nil }
            values.append(value)
        }
        let list = values.map(unit.text).joined(separator: ", ")
        switch comparison.operation {
        case .equals, .isIn:
            return leaf(number, attribute, .numbers(values), values.count == 1 ? "is \(list)" : "in [\(list)]")
        case .notIn: return .not(leaf(number, attribute, .numbers(values), "in [\(list)]"))
        case .greaterOrEqual, .greater, .lessOrEqual, .less:
            guard single(comparison) != nil, let value = values.first else { return nil }
            switch comparison.operation {
            case .greaterOrEqual: return leaf(number, attribute, .range(value ... .max), ">= \(list)")
            case .greater:
                return value == .max ? .any([]) : leaf(number, attribute, .range(value + 1 ... .max), "> \(list)")
            case .lessOrEqual: return leaf(number, attribute, .range(.min...value), "<= \(list)")
            default: return value == .min ? .any([]) : leaf(number, attribute, .range(.min...value - 1), "< \(list)")
            }
        default:
            return wrongOperator(comparison, attribute)
        }
    }

    private mutating func resolveFlag(
        _ comparison: AttributeTest.Comparison, _ attribute: Attribute, _ number: Int
    ) -> ResolvedCondition? {
        guard comparison.operation == .equals else { return wrongOperator(comparison, attribute) }
        guard let operand = single(comparison) else { return nil }
        guard operand.value == "true" || operand.value == "false" else {
            report(
                .invalidValue, "`\(operand.value.shortened)` is neither `true` nor `false`", at: operand.place,
                help: "write `true` or `false`")
            return nil
        }
        return leaf(number, attribute, .flag(operand.value == "true"), "is \(operand.value)")
    }

    /// Whether a rule may test a label. A caller may send any label below a known one; a rule must name one that is
    /// declared or given by a detector, or it might wait for a misspelt one for ever.
    func isLabel(_ label: String) -> Bool {
        parts.vocabulary.labels.contains(label) || parts.vocabulary.ownLabels.contains { label.isBelow($0) }
    }

    private mutating func resolveSet(
        _ comparison: AttributeTest.Comparison, _ attribute: Attribute, _ number: Int, _ known: [String]?
    ) -> ResolvedCondition? {
        for operand in comparison.operands {
            if attribute.source == .builtin(.labels), !isLabel(operand.value) {
                let near = closestMatch(to: operand.value, among: parts.vocabulary.labels)
                report(
                    .unknownLabel, "no detector gives the label `\(operand.value.shortened)`", at: operand.place,
                    help: (near.map { "did you mean `\($0)`? " } ?? "")
                        + "Labels of your own are declared under `vocabulary.labels`",
                    replacement: near)
                return nil
            }
            if let known, !known.contains(operand.value) {
                unknownChoice(operand, of: attribute, among: known)
                return nil
            }
        }
        let members = comparison.operands.map { operand in
            leaf(number, attribute, .member(operand.value), "has \(operand.value)")
        }
        switch comparison.operation {
        case .equals, .isIn, .anyOf: return members.count == 1 ? members[0] : .any(members)
        case .allOf: return .all(members)
        case .noneOf, .notIn: return .not(members.count == 1 ? members[0] : .any(members))
        default: return wrongOperator(comparison, attribute)
        }
    }
}
