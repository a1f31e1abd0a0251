import TurnoutCore

/// What conditions on targets may test.
package enum TargetAttribute: String, Sendable, CaseIterable {
    case provider, model, target, kind, locality, regions, retention, trains, priced, capabilities, context

    /// What it holds, for the reference.
    package var summary: String {
        switch self {
        case .provider: "The provider's name."
        case .model: "The model's name, without its provider."
        case .target: "`provider/model`."
        case .kind: "The provider's kind."
        case .locality: "`local` or `external`."
        case .regions: "The regions in which data is kept. A local target keeps it in none, which is within every list."
        case .retention: "How long data is kept."
        case .trains: "Whether data may train models."
        case .priced: "Whether calls cost money, or might."
        case .capabilities: "What the model can do."
        case .context: "The longest conversation in tokens."
        }
    }

    var operators: [ConditionOperator] {
        switch self {
        case .provider, .model, .target, .kind, .locality: [.isIn, .notIn]
        case .regions: [.within, .notWithin, .anyOf, .noneOf]
        case .retention, .context: [.greaterOrEqual, .greater, .lessOrEqual, .less]
        case .trains, .priced: []
        case .capabilities: [.anyOf, .allOf, .noneOf]
        }
    }
}

/// What is known of a condition for a target: that it holds, that it does not, or neither, because nobody said.
enum Truth {
    case no, unknown, yes

    init(_ value: Bool) { self = value ? .yes : .no }

    static prefix func ! (truth: Truth) -> Truth {
        switch truth {
        case .no: .yes
        case .unknown: .unknown
        case .yes: .no
        }
    }
}

extension PolicyCompiler {
    /// The targets for which a condition holds, or may hold for all that is known; `nil` when a part of it is wrong, which
    /// is then reported.
    ///
    /// Conditions on targets deny, or name what must never be reached. What nobody said counts against the target
    /// whichever way the condition is put, also under `not`. What targets are is known here, so that a guard costs a
    /// request nothing but a look at the result.
    mutating func targets(where condition: ConditionSyntax) -> BitSet? {
        targets(where: condition) { $0 != .no }
    }

    /// The targets for which a condition certainly holds: what nobody said does not speak for them.
    mutating func targets(certainly condition: ConditionSyntax) -> BitSet? {
        targets(where: condition) { $0 == .yes }
    }

    private mutating func targets(where condition: ConditionSyntax, _ counts: (Truth) -> Bool) -> BitSet? {
        guard let truths = truths(of: condition) else { return nil }
        var result = BitSet(capacity: parts.targets.count)
        for (number, truth) in truths.enumerated() where counts(truth) { result.insert(number) }
        return result
    }

    /// A condition's truth for each target (Kleene's strong three-valued logic).
    private mutating func truths(of condition: ConditionSyntax) -> [Truth]? {
        switch condition {
        case .all(let conditions, _): return join(conditions, decisive: .no)
        case .any(let conditions, _): return join(conditions, decisive: .yes)
        case .not(let part, _): return truths(of: part)?.map { !$0 }
        case .test(let test): return matcher(test).map { parts.targets.map($0) }
        }
    }

    /// Joins parts of which one that is decisive settles the whole, and an unknown one leaves it open.
    private mutating func join(_ conditions: [ConditionSyntax], decisive: Truth) -> [Truth]? {
        var result = Array(repeating: !decisive, count: parts.targets.count)
        var isWhole = true
        for part in conditions {
            guard let truths = truths(of: part) else {
                isWhole = false
                continue
            }
            for (number, truth) in truths.enumerated() where truth != !decisive && result[number] != decisive {
                result[number] = truth
            }
        }
        return isWhole ? result : nil
    }

    private mutating func matcher(_ test: AttributeTest) -> ((Target) -> Truth)? {
        guard let attribute = TargetAttribute(rawValue: test.attribute.value) else {
            let isOfRequest = attributeNumbers[test.attribute.value] != nil
            if isOfRequest {
                report(
                    .unknownAttribute,
                    "`\(test.attribute.value)` belongs to requests, and this condition is about targets",
                    at: test.attribute.place, help: "put it into `when`")
            } else {
                unknownName(
                    .unknownAttribute, "attribute of targets", test.attribute,
                    among: TargetAttribute.allCases.map(\.rawValue))
            }
            return nil
        }
        var matchers: [(Target) -> Truth] = []
        for comparison in test.comparisons {
            guard comparison.operation == .equals || attribute.operators.contains(comparison.operation) else {
                report(
                    .invalidOperator,
                    "`\(attribute.rawValue)` cannot be compared with `\(comparison.operation.rawValue)`",
                    at: comparison.place,
                    help: "it takes a value or list"
                        + (attribute.operators.isEmpty ? "" : ", or \(attribute.operators.map(\.rawValue).quotedList)"))
                return nil
            }
            guard let matcher = matcher(attribute, comparison) else { return nil }
            matchers.append(matcher)
        }
        return { target in
            let truths = matchers.map { $0(target) }
            return truths.contains(.no) ? .no : truths.contains(.unknown) ? .unknown : .yes
        }
    }

    private mutating func matcher(
        _ attribute: TargetAttribute, _ comparison: AttributeTest.Comparison
    ) -> ((Target) -> Truth)? {
        let texts = Set(comparison.operands.map(\.value))
        let negated = comparison.operation == .notIn
        switch attribute {
        case .provider:
            guard check(comparison, .unknownProvider, "provider", among: providerNames) else { return nil }
            return { Truth(texts.contains($0.name.provider) != negated) }
        case .model:
            guard check(comparison, .unknownTarget, "model", among: parts.targets.map(\.name.model)) else { return nil }
            return { Truth(texts.contains($0.name.model) != negated) }
        case .target:
            for operand in comparison.operands where target(operand) == nil { return nil }
            return { Truth(texts.contains($0.name.description) != negated) }
        case .kind:
            guard check(comparison, .unknownChoice, "kind", among: ProviderKind.allCases.map(\.rawValue)) else {
                return nil
            }
            return { Truth(texts.contains($0.kind.rawValue) != negated) }
        case .locality:
            guard check(comparison, .unknownChoice, "locality", among: Locality.allCases.map(\.rawValue)) else {
                return nil
            }
            return { Truth(texts.contains($0.locality.rawValue) != negated) }
        case .trains:
            return flag(comparison).map { wanted in
                { target in target.data.trains.map { Truth($0 == wanted) } ?? .unknown }
            }
        case .priced:
            return flag(comparison).map { wanted in
                { target in
                    target.price == nil && target.locality == .external ? .unknown : Truth(target.isPriced == wanted)
                }
            }
        case .regions: return regions(comparison.operation, texts)
        case .retention:
            return number(comparison, .duration).map { compare in
                { target in target.data.retention.map { Truth(compare($0.nanosecondsSaturating)) } ?? .unknown }
            }
        case .context:
            return number(comparison, .tokens).map { compare in
                { target in target.context.map { Truth(compare(Int64($0))) } ?? .unknown }
            }
        case .capabilities:
            guard check(comparison, .unknownChoice, "capability", among: Capability.allCases.map(\.rawValue)) else {
                return nil
            }
            let wanted = Capabilities(texts.compactMap(Capability.init(rawValue:)))
            switch comparison.operation {
            case .allOf: return { Truth($0.capabilities.isSuperset(of: wanted)) }
            case .noneOf: return { Truth($0.capabilities.isDisjoint(with: wanted)) }
            default: return { Truth(!$0.capabilities.isDisjoint(with: wanted)) }
            }
        }
    }

    /// A local target keeps data in no region at all, which is within every list.
    private func regions(_ operation: ConditionOperator, _ texts: Set<String>) -> (Target) -> Truth {
        { target in
            guard let regions = target.data.regions else { return .unknown }
            switch operation {
            case .notWithin: return Truth(!regions.isSubset(of: texts))
            case .noneOf: return Truth(regions.isDisjoint(with: texts))
            case .anyOf, .equals: return Truth(!regions.isDisjoint(with: texts))
            default: return Truth(regions.isSubset(of: texts))
            }
        }
    }

    private mutating func check(
        _ comparison: AttributeTest.Comparison, _ code: DiagnosticCode, _ kind: String, among known: [String]
    ) -> Bool {
        for operand in comparison.operands where !known.contains(operand.value) {
            unknownName(code, kind, operand, among: known)
            return false
        }
        return true
    }

    private mutating func flag(_ comparison: AttributeTest.Comparison) -> Bool? {
        guard comparison.operands.count == 1, ["true", "false"].contains(comparison.operands[0].value) else {
            report(.invalidValue, "expected `true` or `false`", at: comparison.place, help: "write `true` or `false`")
            return nil
        }
        return comparison.operands[0].value == "true"
    }

    private mutating func number(
        _ comparison: AttributeTest.Comparison, _ unit: AttributeKind.NumberUnit
    ) -> ((Int64) -> Bool)? {
        guard comparison.operands.count == 1, let limit = unit.parse(comparison.operands[0].value) else {
            report(
                .invalidValue, "expected one value such as `\(unit.example)`", at: comparison.place,
                help: "write it like `\(unit.example)`")
            return nil
        }
        switch comparison.operation {
        case .greaterOrEqual: return { $0 >= limit }
        case .greater: return { $0 > limit }
        case .lessOrEqual: return { $0 <= limit }
        case .less: return { $0 < limit }
        default: return { $0 == limit }
        }
    }
}
