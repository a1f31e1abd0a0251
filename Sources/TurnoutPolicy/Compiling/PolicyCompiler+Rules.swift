import TurnoutCore

/// The conditions of all rules, resolved but not yet cut into cells.
struct ResolvedRules {
    var task: [(name: RuleName, condition: ResolvedCondition, task: Int?)] = []
    var sensitivity: [(name: RuleName, condition: ResolvedCondition, level: Int)] = []
    var guards: [(name: RuleName, condition: ResolvedCondition, denied: BitSet)] = []
    var recogniser: (settings: RecogniserSettings, condition: ResolvedCondition)?
    var rewrites: [(rule: RewriteRule, condition: ResolvedCondition)] = []
    var sanitising: [(rule: SanitiseRule, condition: ResolvedCondition)] = []
    var routes: [(route: Route, condition: ResolvedCondition)] = []
    var budgets: [(budget: Budget, condition: ResolvedCondition)] = []
    var overrides: [(rule: OverrideRule, condition: ResolvedCondition)] = []
    var invariants: [(invariant: Invariant, condition: ResolvedCondition)] = []
}

extension PolicyCompiler {
    mutating func resolveRules(_ syntax: MergedSyntax) -> ResolvedRules {
        var rules = ResolvedRules()
        rules.budgets = resolveBudgets(syntax.budgets)
        rules.task = resolveTaskRules(syntax)
        rules.sensitivity = resolveSensitivityRules(syntax)
        resolveGuards(syntax, into: &rules)
        rules.recogniser = resolveRecogniser(syntax.recogniser)
        rules.sanitising = resolveSanitising(syntax.sanitise)
        rules.routes = resolveRoutes(syntax.routes)
        rules.overrides = resolveOverrides(syntax.overrides)
        rules.invariants = resolveInvariants(syntax.invariants)
        return rules
    }

    /// Cuts the conditions into cells, now that every constant is known.
    mutating func assembleRules(_ rules: ResolvedRules) {
        let cells = dimensions
        parts.taskRules = rules.task.map {
            TaskRule(name: $0.name, condition: cells.compile($0.condition), task: $0.task)
        }
        parts.sensitivityRules = rules.sensitivity.map {
            SensitivityRule(name: $0.name, condition: cells.compile($0.condition), level: $0.level)
        }
        parts.guards = rules.guards.map {
            GuardRule(name: $0.name, condition: cells.compile($0.condition), denied: $0.denied)
        }
        parts.recogniser = rules.recogniser.map { settings, condition in
            var settings = settings
            settings.condition = cells.compile(condition)
            return settings
        }
        parts.rewrites = rules.rewrites.map { rule, condition in
            var rule = rule
            rule.condition = cells.compile(condition)
            return rule
        }
        parts.sanitising = rules.sanitising.map { rule, condition in
            var rule = rule
            rule.condition = cells.compile(condition)
            return rule
        }
        parts.routes = rules.routes.map { route, condition in
            var route = route
            route.condition = cells.compile(condition)
            return route
        }
        parts.budgets = rules.budgets.map { budget, condition in
            var budget = budget
            budget.condition = cells.compile(condition)
            return budget
        }
        parts.overrides = rules.overrides.map { rule, condition in
            var rule = rule
            rule.condition = cells.compile(condition)
            return rule
        }
        parts.invariants = rules.invariants.map { invariant, condition in
            var invariant = invariant
            invariant.condition = cells.compile(condition)
            return invariant
        }
    }

    private mutating func resolveTaskRules(_ syntax: MergedSyntax) -> [(RuleName, ResolvedCondition, Int?)] {
        parts.complexity = ComplexitySettings(syntax.complexity)
        guard let written = syntax.taskRules else { return builtinTaskRules() }
        var taken: [String: Place] = [:]
        var rules: [(RuleName, ResolvedCondition, Int?)] = []
        for (index, rule) in written.enumerated() {
            let name = ruleName("classify.task", rule.id, at: rule.place, default: "task-\(index + 1)", taken: &taken)
            let condition = resolve(rule.when, at: .taskRule)
            if let set = rule.set {
                guard let task = task(set), let condition else { continue }
                rules.append((name, condition, task))
            } else if rule.from != nil, let condition {
                rules.append((name, .all([condition, callerNamesTask()]), nil))
            }
        }
        return rules
    }

    private mutating func builtinTaskRules() -> [(RuleName, ResolvedCondition, Int?)] {
        let complexity = attributeNumbers[BuiltinAttribute.complexity.rawValue] ?? 0
        let leaf = ResolvedLeaf(
            attribute: complexity, predicate: .range(Int64(parts.complexity.threshold) ... .max),
            text: "complexity >= \(parts.complexity.threshold)")
        dimensions.note(leaf, kind: .number(.count))
        return [
            (RuleName(section: "classify.task", id: "request", position: nil), callerNamesTask(), nil),
            (
                RuleName(section: "classify.task", id: "complexity", position: nil), .leaf(leaf),
                parts.vocabulary.taskNumbers["complex"]
            ),
        ]
    }

    private mutating func callerNamesTask() -> ResolvedCondition {
        let leaf = ResolvedLeaf(
            attribute: attributeNumbers[BuiltinAttribute.task.rawValue] ?? 0, predicate: .exists,
            text: "task is given by the request")
        dimensions.note(leaf, kind: .choice(parts.vocabulary.tasks, ordered: false))
        return .leaf(leaf)
    }

    private mutating func resolveSensitivityRules(_ syntax: MergedSyntax) -> [(RuleName, ResolvedCondition, Int)] {
        let highest = parts.vocabulary.levels.count - 1
        parts.levelOnDetectorError = highest
        if let stated = syntax.onDetectorError {
            parts.levelOnDetectorError = level(stated) ?? highest
            if parts.levelOnDetectorError < parts.vocabulary.levelNumbers["confidential"] ?? highest {
                report(
                    .safeDefaultsOff, severity: .warning,
                    "when a detector fails, what it missed may go external: the request counts as `\(stated.value)`",
                    at: stated.place, help: "use `confidential` or above")
            }
        }
        var taken: [String: Place] = [:]
        var rules: [(RuleName, ResolvedCondition, Int)] = []
        for (index, rule) in syntax.sensitivityRules.enumerated() {
            let name = ruleName(
                "classify.sensitivity", rule.id, at: rule.place, default: "sensitivity-\(index + 1)", taken: &taken)
            guard let condition = resolve(rule.when, at: .sensitivityRule), let atLeast = rule.atLeast,
                let level = level(atLeast)
            else { continue }
            rules.append((name, condition, level))
        }
        return syntax.hasSafeDefaults ? rules + builtinSensitivityRules() : rules
    }

    private mutating func builtinSensitivityRules() -> [(RuleName, ResolvedCondition, Int)] {
        let confidential = parts.vocabulary.levelNumbers["confidential"] ?? 0
        let restricted = parts.vocabulary.levelNumbers["restricted"] ?? 0
        let task = attributeNumbers[BuiltinAttribute.task.rawValue] ?? 0
        let sensitive = ResolvedLeaf(
            attribute: task, predicate: .choices([parts.vocabulary.taskNumbers["sensitive"] ?? 0]),
            text: "task is sensitive")
        dimensions.note(sensitive, kind: .choice(parts.vocabulary.tasks, ordered: false))
        func rule(_ id: String, _ leaf: ResolvedLeaf, _ level: Int) -> (RuleName, ResolvedCondition, Int) {
            (RuleName(section: "classify.sensitivity", id: id, position: nil), .leaf(leaf), level)
        }
        return [
            rule("task", sensitive, confidential), rule("pii", labelLeaf("pii"), confidential),
            rule("secrets", labelLeaf("secret"), restricted),
        ]
    }

    private mutating func labelLeaf(_ label: String) -> ResolvedLeaf {
        let leaf = ResolvedLeaf(
            attribute: attributeNumbers[BuiltinAttribute.labels.rawValue] ?? 0, predicate: .member(label),
            text: "labels has \(label)")
        dimensions.note(leaf, kind: .set(known: nil))
        return leaf
    }

    /// The number of a task; reports one that is not known.
    mutating func task(_ name: Located<String>) -> Int? {
        if let number = parts.vocabulary.taskNumbers[name.value] { return number }
        unknownName(.unknownTask, "task", name, among: parts.vocabulary.tasks)
        return nil
    }

    /// The number of a level; reports one that is not known.
    mutating func level(_ name: Located<String>) -> Int? {
        if let number = parts.vocabulary.levelNumbers[name.value] { return number }
        unknownName(.unknownLevel, "level of sensitivity", name, among: parts.vocabulary.levels)
        return nil
    }
}

extension MergedSyntax {
    /// Whether the built-in rules hold.
    var hasSafeDefaults: Bool { first.safeDefaults?.value ?? true }
}

extension ComplexitySettings {
    fileprivate init(_ syntax: ComplexitySyntax?) {
        self.init()
        let weights = syntax?.weights
        threshold = syntax?.threshold ?? threshold
        length = weights?.length ?? length
        structure = weights?.structure ?? structure
        code = weights?.code ?? code
        steps = weights?.steps ?? steps
        tools = weights?.tools ?? tools
    }
}
