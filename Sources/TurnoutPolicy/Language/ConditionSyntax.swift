import TurnoutYAML

/// A condition as it was written: tests of single attributes under `all`, `any` and `not`.
package indirect enum ConditionSyntax: Sendable {
    case all([ConditionSyntax], Place)
    case any([ConditionSyntax], Place)
    case not(ConditionSyntax, Place)
    case test(AttributeTest)

    /// Where the condition stands.
    package var place: Place {
        switch self {
        case .all(_, let place), .any(_, let place), .not(_, let place): place
        case .test(let test): test.place
        }
    }
}

/// Tests of one attribute against constants; all of them must hold.
package struct AttributeTest: Sendable {
    package var attribute: Located<String>
    package var comparisons: [Comparison]
    package var place: Place

    /// One operator with its constants.
    package struct Comparison: Sendable {
        package var operation: ConditionOperator
        package var operands: [Located<String>]
        package var place: Place
    }
}

/// What a test may ask of an attribute.
package enum ConditionOperator: String, Sendable, CaseIterable {
    /// The short form, a value or a list of values: equality, or for sets that any is a member.
    case equals = "is"
    case isIn = "in"
    case notIn = "not_in"
    case greaterOrEqual = "gte"
    case greater = "gt"
    case lessOrEqual = "lte"
    case less = "lt"
    case prefix
    case anyOf = "any_of"
    case allOf = "all_of"
    case noneOf = "none_of"
    case within
    case notWithin = "not_within"
    case exists

    /// What the operator asks, for the reference.
    package var summary: String {
        switch self {
        case .equals: "the value itself; a list means any of them"
        case .isIn: "the value is one of a list"
        case .notIn: "the value is none of a list; also true when there is no value"
        case .greaterOrEqual: "the value is at least this"
        case .greater: "the value is more than this"
        case .lessOrEqual: "the value is at most this"
        case .less: "the value is less than this"
        case .prefix: "the text starts with this, or with one of a list"
        case .anyOf: "the set has at least one of a list"
        case .allOf: "the set has all of a list"
        case .noneOf: "the set has none of a list"
        case .within: "all members are in a list"
        case .notWithin: "a member is not in a list, or nobody said what the members are"
        case .exists: "whether there is a value at all"
        }
    }
}

extension ValueType where Value == ConditionSyntax {
    /// A condition on requests.
    static var condition: ValueType {
        ValueType(shape: .condition) { node, reading in reading.condition(node, depth: 0) }
    }

    /// A condition on targets.
    static var targetCondition: ValueType {
        ValueType(shape: .targetCondition) { node, reading in reading.condition(node, depth: 0) }
    }
}

extension Reading {
    fileprivate mutating func condition(_ node: YAMLNode, depth: Int) -> ConditionSyntax? {
        guard let entries = node.mapping else {
            wrongType(
                node, expected: "a condition: a mapping from attributes to what they must be",
                help: "write it like `{task: complex}`")
            return nil
        }
        guard !entries.isEmpty else {
            report(
                .emptyCondition,
                "this condition tests nothing",
                at: node.span,
                help: "name an attribute, or leave the key out for “always”"
            )
            return nil
        }
        // A wrong part makes the whole condition wrong: a rule with half a condition would match too much.
        var parts: [ConditionSyntax] = []
        parts.reserveCapacity(entries.count)
        var isWhole = true
        for entry in entries {
            if let part = conditionPart(entry, depth: depth) { parts.append(part) } else { isWhole = false }
        }
        guard isWhole, let first = parts.first else { return nil }
        return parts.count == 1 ? first : .all(parts, place(node.span))
    }

    private mutating func conditionPart(_ entry: YAMLEntry, depth: Int) -> ConditionSyntax? {
        let entryPlace = place(entry.key.span)
        switch entry.name {
        case "all", "any":
            guard let elements = entry.value.sequence else {
                wrongType(entry.value, expected: "a list of conditions under `\(entry.name)`", help: Self.listHelp)
                return nil
            }
            guard !elements.isEmpty else {
                report(.emptyList, "this list is empty", at: entry.value.span, help: "name at least one condition")
                return nil
            }
            let parts = elements.compactMap { condition($0, depth: depth + 1) }
            guard parts.count == elements.count else { return nil }
            return entry.name == "all" ? .all(parts, entryPlace) : .any(parts, entryPlace)
        case "not":
            return condition(entry.value, depth: depth + 1).map { .not($0, entryPlace) }
        default:
            return attributeTest(entry).map { .test($0) }
        }
    }

    private mutating func attributeTest(_ entry: YAMLEntry) -> AttributeTest? {
        let attribute = Located(value: entry.name, place: place(entry.key.span))
        var whole = entry.key.span
        whole.endOffset = entry.value.span.endOffset
        whole.endLine = entry.value.span.endLine
        whole.endColumn = entry.value.span.endColumn
        let testPlace = place(whole)
        guard let entries = entry.value.mapping else {
            guard let operands = operands(entry.value) else { return nil }
            let comparison = AttributeTest.Comparison(
                operation: .equals,
                operands: operands,
                place: place(entry.value.span)
            )
            return AttributeTest(attribute: attribute, comparisons: [comparison], place: testPlace)
        }
        guard !entries.isEmpty else {
            report(
                .emptyCondition,
                "nothing is asked of `\(entry.name)`",
                at: entry.value.span,
                help: "write a value or an operator"
            )
            return nil
        }
        var comparisons: [AttributeTest.Comparison] = []
        for operation in entries {
            let known = ConditionOperator.allCases.filter { $0 != .equals }
            guard let kind = known.first(where: { $0.rawValue == operation.name }) else {
                unknownName(
                    .invalidOperator,
                    "operator",
                    operation.name,
                    among: known.map(\.rawValue),
                    at: operation.key.span
                )
                return nil
            }
            guard let operands = operands(operation.value) else { return nil }
            comparisons.append(
                AttributeTest.Comparison(operation: kind, operands: operands, place: place(operation.value.span))
            )
        }
        return AttributeTest(attribute: attribute, comparisons: comparisons, place: testPlace)
    }

    private mutating func operands(_ node: YAMLNode) -> [Located<String>]? {
        guard let elements = node.sequence else { return operand(node).map { [$0] } }
        guard !elements.isEmpty else {
            report(.emptyList, "this list is empty", at: node.span, help: "name at least one value")
            return nil
        }
        let values = elements.compactMap { operand($0) }
        return values.count == elements.count ? values : nil
    }

    private mutating func operand(_ node: YAMLNode) -> Located<String>? {
        guard let text = text(node, expected: "a value") else { return nil }
        guard !text.contains("${") else {
            report(
                .interpolation,
                "environment variables cannot stand in conditions",
                at: node.span,
                help: "a condition that the environment changes could not be checked; write the value itself"
            )
            return nil
        }
        return Located(value: text, place: place(node.span))
    }
}
