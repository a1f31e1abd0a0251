import TurnoutCore
import TurnoutPolicy

/// The request's cell on each of the policy's dimensions: all that rules can see of it.
struct Cells {
    let buffer: UnsafeMutableBufferPointer<UInt32>

    var view: UnsafeBufferPointer<UInt32> { UnsafeBufferPointer(buffer) }

    /// Finds the cell on each dimension; those of the task and the sensitivity are put right as they become known.
    func fill(_ policy: Policy, _ facts: borrowing Facts, _ state: borrowing RoutingState) {
        for index in policy.tables.axes.indices {
            buffer[index] = Self.cell(on: index, policy.tables, policy, facts, state)
        }
    }

    /// Puts the classified task in place of what was known before.
    func set(task: Int, in policy: Policy) {
        if let axis = policy.tables.task { buffer[axis] = UInt32(task) }
    }

    /// Puts the sensitivity that classification found in place.
    func set(sensitivity: Int, in policy: Policy) {
        if let axis = policy.tables.sensitivity { buffer[axis] = UInt32(sensitivity) }
    }

    private static func cell(
        on index: Int, _ tables: borrowing AxisTables, _ policy: Policy, _ facts: borrowing Facts,
        _ state: borrowing RoutingState
    ) -> UInt32 {
        let lookup = tables.axes[index].lookup
        switch tables.axes[index].source {
        case .budget(let budget):
            guard budget < state.budgets.count else { return 0 }
            switch state.budgets[budget].state {
            case .ok: return 0
            case .soft: return 1
            case .hard: return 2
            }
        case .declared: return declared(facts.context.attributes[tables.names[index]], lookup, index, tables)
        case .builtin(let attribute):
            switch attribute {
            case .task:
                guard let task = facts.context.task, let number = policy.vocabulary.taskNumbers[task] else {
                    return UInt32(policy.vocabulary.tasks.count)
                }
                return UInt32(number)
            // Known only after classification, which puts it in place.
            case .sensitivity: return 0
            case .labels: return label(lookup, tables, facts.labels)
            case .group: return member(lookup, tables, of: facts.context.groups)
            case .tags: return member(lookup, tables, of: facts.context.tags)
            case .needs:
                guard case .member(let table) = lookup else { return 0 }
                return facts.needs.isSuperset(of: tables.members[table].capability) ? 1 : 0
            case .tokens: return number(Int64(facts.tokens), lookup, tables)
            case .outputTokens: return number(facts.outputTokens.map(Int64.init), lookup, tables)
            case .complexity: return number(Int64(facts.complexity), lookup, tables)
            case .deadline: return number(facts.context.deadline?.nanosecondsSaturating, lookup, tables)
            case .costCap: return number(facts.context.costCap?.nanoUSD, lookup, tables)
            case .user: return declared(facts.context.user, lookup, index, tables)
            case .tenant: return declared(facts.context.tenant, lookup, index, tables)
            case .feature: return declared(facts.context.feature, lookup, index, tables)
            case .region: return declared(facts.context.region, lookup, index, tables)
            case .priority: return UInt32(facts.context.priority.rank)
            case .offline: return facts.context.offline ? 1 : 0
            }
        }
    }

    private static func label(_ lookup: Axis.Lookup, _ tables: borrowing AxisTables, _ labels: [String]) -> UInt32 {
        guard !labels.isEmpty, case .member(let table) = lookup else { return 0 }
        let name = tables.members[table].name
        return labels.contains { $0 == name || $0.isBelow(name) } ? 1 : 0
    }

    private static func member(_ lookup: Axis.Lookup, _ tables: borrowing AxisTables, of words: [String]) -> UInt32 {
        guard !words.isEmpty, case .member(let table) = lookup else { return 0 }
        return words.contains(tables.members[table].name) ? 1 : 0
    }

    private static func number(_ value: Int64?, _ lookup: Axis.Lookup, _ tables: borrowing AxisTables) -> UInt32 {
        guard let value, case .numbers(let table) = lookup else { return 0 }
        return UInt32(1 + Dimension.countOfBounds(tables.bounds[table], atOrBelow: value))
    }

    /// The cell of a value that the caller sends as text.
    private static func declared(
        _ value: String?, _ lookup: Axis.Lookup, _ index: Int, _ tables: borrowing AxisTables
    ) -> UInt32 {
        switch lookup {
        case .choices(let table):
            guard let value, let cell = tables.choices[table][value] else { return UInt32(tables.choices[table].count) }
            return cell
        case .texts(let table): return value.map { tables.texts[table].cell(of: $0) } ?? TextCut.absent
        case .numbers: return number(value.flatMap(tables.units[index].parse), lookup, tables)
        case .flag: return value == "true" ? 1 : value == "false" ? 0 : 2
        case .member, .direct: return 0
        }
    }
}
