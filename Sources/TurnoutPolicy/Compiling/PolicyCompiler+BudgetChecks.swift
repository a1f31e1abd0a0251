import TurnoutCore

extension PolicyCompiler {
    /// Findings about what a budget can and cannot count.
    mutating func checkCounting(_ syntax: BudgetSyntax, _ budget: Budget) {
        guard isWhole else { return }
        let place = syntax.id?.place ?? syntax.place
        let isHard = budget.enforcement == .hard
        var refused: [String] = []
        var uncounted: [String] = []
        var unbounded: [String] = []
        for (number, target) in parts.targets.enumerated() where target.isPriced {
            let isBound = isHard && budget.deniedWhenHard.contains(number)
            if target.price == nil {
                if isBound {
                    refused.append(target.name.description)
                } else {
                    uncounted.append(target.name.description)
                }
            } else if isBound, target.maxOutput == nil, target.context == nil {
                unbounded.append(target.name.description)
            }
        }
        if !refused.isEmpty {
            report(
                .unpricedBudget, severity: .warning,
                "the budget `\(budget.name.id)` cannot bound the cost of \(refused.shortList): such calls are refused",
                at: place, help: "give these models a `price`, or the budget `enforce: soft`")
        }
        if !uncounted.isEmpty {
            report(
                .unpricedBudget, severity: .warning,
                "the budget `\(budget.name.id)` does not see what \(uncounted.shortList) cost", at: place,
                help: "give these models a `price`")
        }
        if !unbounded.isEmpty {
            report(
                .unboundedBudget, severity: .warning,
                "the budget `\(budget.name.id)` cannot bound the answers of \(unbounded.shortList): calls that name no limit "
                    + "are refused", at: place, help: "give these models `max_output`")
        }
        if !parts.targets.isEmpty, !parts.targets.contains(where: \.isPriced) {
            report(
                .unchargedBudget, severity: .warning, "nothing can be charged to the budget `\(budget.name.id)`",
                at: place, help: "give a model a `price`, or remove the budget: all targets are free")
        }
    }
}

extension [String] {
    /// The first three, and a word on the others.
    fileprivate var shortList: String { Array(prefix(3)).quotedList + (count > 3 ? " and others" : "") }
}
