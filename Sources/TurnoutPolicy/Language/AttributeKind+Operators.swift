import TurnoutCore

extension AttributeKind {
    /// The operators that a test of such a value may use, beside the value itself.
    package var operators: [ConditionOperator] {
        switch self {
        case .choice(_, ordered: false): [.isIn, .notIn, .exists]
        case .choice(_, ordered: true), .number:
            [.isIn, .notIn, .greaterOrEqual, .greater, .lessOrEqual, .less, .exists]
        case .text: [.isIn, .notIn, .prefix, .exists]
        case .flag: [.exists]
        case .set: [.anyOf, .allOf, .noneOf, .isIn, .notIn]
        }
    }
}

extension BuiltinAttribute {
    /// What values the attribute has.
    package func kind(tasks: [String], levels: [String]) -> AttributeKind {
        switch self {
        case .task: .choice(tasks, ordered: false)
        case .sensitivity: .choice(levels, ordered: true)
        case .priority: .choice(Priority.allCases.map(\.rawValue), ordered: true)
        case .labels: .set(known: nil)
        case .needs: .set(known: Capability.allCases.map(\.rawValue))
        case .group, .tags: .set(known: nil)
        case .tokens, .outputTokens: .number(.tokens)
        case .complexity: .number(.count)
        case .deadline: .number(.duration)
        case .costCap: .number(.money)
        case .offline: .flag
        case .user, .tenant, .feature, .region: .text
        }
    }
}
