import TurnoutCore
import TurnoutPolicy

/// The request's cell on each of the policy's dimensions: all that rules can see of it.
struct Cells {
    let buffer: UnsafeMutableBufferPointer<UInt32>

    var view: UnsafeBufferPointer<UInt32> { UnsafeBufferPointer(buffer) }

    /// Finds the cell on each dimension; those of the task and the sensitivity are put right as they become known.
    func fill(_ policy: Policy, _ facts: Facts, _ state: RoutingState) {
        for index in policy.dimensions.indices {
            buffer[index] = Self.cell(on: policy.dimensions[index], policy, facts, state)
        }
    }

    /// Puts the classified task, or sensitivity, in place of what was known before.
    func set(_ attribute: BuiltinAttribute, to value: Int, in policy: Policy) {
        for index in policy.dimensions.indices where policy.dimensions[index].source == .builtin(attribute) {
            buffer[index] = UInt32(value)
        }
    }

    private static func cell(
        on dimension: Dimension, _ policy: Policy, _ facts: Facts, _ state: RoutingState
    ) -> UInt32 {
        switch dimension.source {
        case .budget(let index):
            guard state.budgets.indices.contains(index) else { return 0 }
            switch state.budgets[index].state {
            case .ok: return 0
            case .soft: return 1
            case .hard: return 2
            }
        case .declared: return declared(dimension, facts.context.attributes[dimension.name], policy)
        case .builtin(let attribute): return builtin(attribute, dimension, policy, facts)
        }
    }

    private static func builtin(
        _ attribute: BuiltinAttribute, _ dimension: Dimension, _ policy: Policy, _ facts: Facts
    ) -> UInt32 {
        let context = facts.context
        switch attribute {
        case .task:
            let number = context.task.flatMap { policy.vocabulary.taskNumbers[$0] }
            return UInt32(number ?? policy.vocabulary.tasks.count)
        // Known only after classification, which puts it in place.
        case .sensitivity: return 0
        case .labels: return member(dimension) { name in facts.labels.contains { $0 == name || $0.isBelow(name) } }
        case .group: return member(dimension) { context.groups.contains($0) }
        case .tags: return member(dimension) { context.tags.contains($0) }
        case .needs:
            return member(dimension) { name in
                Capability(rawValue: name).map { facts.needs.contains(Capabilities($0)) } ?? false
            }
        case .tokens: return number(dimension, Int64(facts.tokens))
        case .outputTokens: return number(dimension, facts.outputTokens.map(Int64.init))
        case .complexity: return number(dimension, Int64(facts.complexity))
        case .deadline: return number(dimension, context.deadline?.nanosecondsSaturating)
        case .costCap: return number(dimension, context.costCap?.nanoUSD)
        case .user: return text(dimension, context.user, policy)
        case .tenant: return text(dimension, context.tenant, policy)
        case .feature: return text(dimension, context.feature, policy)
        case .region: return text(dimension, context.region, policy)
        case .priority: return UInt32(context.priority.rank)
        case .offline: return context.offline ? 1 : 0
        }
    }

    private static func member(_ dimension: Dimension, _ has: (String) -> Bool) -> UInt32 {
        guard case .member(let name) = dimension.cut else { return 0 }
        return has(name) ? 1 : 0
    }

    private static func number(_ dimension: Dimension, _ value: Int64?) -> UInt32 {
        guard let value, case .numbers(let bounds) = dimension.cut else { return 0 }
        return UInt32(1 + Dimension.countOfBounds(bounds, atOrBelow: value))
    }

    /// A text's cell; an attribute that the policy narrowed to a list has choices instead.
    private static func text(_ dimension: Dimension, _ value: String?, _ policy: Policy) -> UInt32 {
        switch dimension.cut {
        case .texts(let cut): value.map(cut.cell(of:)) ?? TextCut.absent
        case .choices: declared(dimension, value, policy)
        case .numbers, .flag, .member: 0
        }
    }

    private static func declared(_ dimension: Dimension, _ value: String?, _ policy: Policy) -> UInt32 {
        switch (dimension.cut, policy.attributes[dimension.attribute].kind) {
        case (.choices(let count), .choice(let words, _)):
            UInt32(value.flatMap { words.firstIndex(of: $0) } ?? count)
        case (.texts(let cut), _): value.map(cut.cell(of:)) ?? TextCut.absent
        case (.numbers, .number(let unit)): number(dimension, value.flatMap(unit.parse))
        case (.flag, _): value == "true" ? 1 : value == "false" ? 0 : 2
        default: 0
        }
    }
}
