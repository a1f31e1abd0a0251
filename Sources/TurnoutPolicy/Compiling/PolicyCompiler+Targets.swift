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
        case .regions: "The regions in which data is kept; unknown regions are within nothing."
        case .retention: "How long data is kept; unknown is for ever."
        case .trains: "Whether data may train models; unknown is `true`."
        case .priced: "Whether calls cost money, or might."
        case .capabilities: "What the model can do."
        case .context: "The longest conversation in tokens; unknown passes no comparison."
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

extension PolicyCompiler {
    /// The targets for which a condition holds; `nil` when a part of it is wrong, which is then reported.
    ///
    /// What targets are is known here, so that a guard costs a request nothing but a look at the result.
    mutating func targets(where condition: ConditionSyntax) -> BitSet? {
        var result = BitSet(capacity: parts.targets.count)
        switch condition {
        case .all(let conditions, _):
            var isWhole = true
            let sets = conditions.compactMap { part in
                let set = targets(where: part)
                isWhole = isWhole && set != nil
                return set
            }
            guard isWhole else { return nil }
            for number in parts.targets.indices where sets.allSatisfy({ $0.contains(number) }) { result.insert(number) }
        case .any(let conditions, _):
            var isWhole = true
            for part in conditions {
                if let set = targets(where: part) { result.formUnion(set) } else { isWhole = false }
            }
            guard isWhole else { return nil }
        case .not(let part, _):
            guard let set = targets(where: part) else { return nil }
            for number in parts.targets.indices where !set.contains(number) { result.insert(number) }
        case .test(let test):
            guard let matches = matcher(test) else { return nil }
            for (number, target) in parts.targets.enumerated() where matches(target) { result.insert(number) }
        }
        return result
    }

    private mutating func matcher(_ test: AttributeTest) -> ((Target) -> Bool)? {
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
        var matchers: [(Target) -> Bool] = []
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
        return { target in matchers.allSatisfy { $0(target) } }
    }

    private mutating func matcher(
        _ attribute: TargetAttribute, _ comparison: AttributeTest.Comparison
    ) -> ((Target) -> Bool)? {
        let texts = Set(comparison.operands.map(\.value))
        let negated = comparison.operation == .notIn
        switch attribute {
        case .provider:
            guard check(comparison, .unknownProvider, "provider", among: providerNames) else { return nil }
            return { texts.contains($0.name.provider) != negated }
        case .model:
            guard check(comparison, .unknownTarget, "model", among: parts.targets.map(\.name.model)) else { return nil }
            return { texts.contains($0.name.model) != negated }
        case .target:
            for operand in comparison.operands where target(operand) == nil { return nil }
            return { texts.contains($0.name.description) != negated }
        case .kind:
            guard check(comparison, .unknownChoice, "kind", among: ProviderKind.allCases.map(\.rawValue)) else {
                return nil
            }
            return { texts.contains($0.kind.rawValue) != negated }
        case .locality:
            guard check(comparison, .unknownChoice, "locality", among: Locality.allCases.map(\.rawValue)) else {
                return nil
            }
            return { texts.contains($0.locality.rawValue) != negated }
        case .trains: return flag(comparison).map { wanted in { $0.data.trains == wanted } }
        case .priced: return flag(comparison).map { wanted in { $0.isPriced == wanted } }
        case .regions: return regions(comparison.operation, texts)
        case .retention:
            return number(comparison, .duration).map { compare in
                { compare($0.data.retention?.nanosecondsSaturating ?? .max) }
            }
        case .context:
            return number(comparison, .tokens).map { compare in { $0.context.map { compare(Int64($0)) } ?? false } }
        case .capabilities:
            guard check(comparison, .unknownChoice, "capability", among: Capability.allCases.map(\.rawValue)) else {
                return nil
            }
            let wanted = Capabilities(texts.compactMap(Capability.init(rawValue:)))
            switch comparison.operation {
            case .allOf: return { $0.capabilities.isSuperset(of: wanted) }
            case .noneOf: return { $0.capabilities.isDisjoint(with: wanted) }
            default: return { !$0.capabilities.isDisjoint(with: wanted) }
            }
        }
    }

    /// Unknown regions are anywhere: they are within nothing, and may be any of those that a guard denies.
    private func regions(_ operation: ConditionOperator, _ texts: Set<String>) -> (Target) -> Bool {
        switch operation {
        case .notWithin: { !($0.data.regions?.isSubset(of: texts) ?? false) }
        case .noneOf: { $0.data.regions?.isDisjoint(with: texts) ?? false }
        case .anyOf, .equals: { !($0.data.regions?.isDisjoint(with: texts) ?? false) }
        default: { $0.data.regions?.isSubset(of: texts) ?? false }
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
