import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

/// A small policy made by chance, as YAML and as a plain model that decides by reading its rules one by one.
///
/// The model knows nothing of cells, indices and masks: where it and the engine disagree, one of them is wrong.
struct RandomPolicy {
    indirect enum Condition {
        case always
        case task([String]), sensitivityAtLeast(Int), tokens(ClosedRange<Int>), tenant([String], negated: Bool)
        case tenantPrefix(String), labels([String]), flag(Bool), budget(BudgetState)
        case all([Condition]), any([Condition]), not(Condition)
    }

    enum Denial { case external, provider(String), trains, priced }

    struct Rule {
        var condition: Condition
        var denial: Denial
    }

    struct Route {
        var condition: Condition
        var targets: [Int]
        var otherwiseLocal: Bool
    }

    var taskRules: [(Condition, String)] = []
    var sensitivityRules: [(Condition, Int)] = []
    var guards: [Rule] = []
    var routes: [Route] = []
    var safeDefaults = true

    static let tasks = Vocabulary.builtinTasks
    static let levels = Vocabulary.builtinLevels
    static let targets = ["home/a", "home/b", "away/a", "away/b", "far/a"]
    static func isLocal(_ target: Int) -> Bool { target < 2 }
    static func costs(_ target: Int) -> Bool { target == 2 || target == 4 }
    static let tenants = ["acme", "acme-de", "bolt", "zeta"]
    static let labels = ["pii", "pii.email", "secret", "secret.api_key"]

    init(using random: inout some RandomNumberGenerator) {
        for _ in 0..<Int.random(in: 0...2, using: &random) {
            taskRules.append(
                (Self.condition(.request, 2, &random), Self.tasks.randomElement(using: &random) ?? "simple"))
        }
        for _ in 0..<Int.random(in: 0...2, using: &random) {
            sensitivityRules.append((Self.condition(.classified, 2, &random), Int.random(in: 0...3, using: &random)))
        }
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            let denials: [Denial] = [.external, .provider("away"), .provider("home"), .trains, .priced]
            guards.append(
                Rule(
                    condition: Self.condition(.all, 2, &random),
                    denial: denials.randomElement(using: &random) ?? .external))
        }
        for _ in 0..<Int.random(in: 1...5, using: &random) {
            let count = Int.random(in: 1...4, using: &random)
            routes.append(
                Route(
                    condition: Self.condition(.all, 3, &random),
                    targets: Array((0..<Self.targets.count).shuffled(using: &random).prefix(count)),
                    otherwiseLocal: Bool.random(using: &random)))
        }
        safeDefaults = Int.random(in: 0..<4, using: &random) > 0
    }

    /// Which attributes a condition may test: before the task is known, before the sensitivity is, or all.
    enum Site { case request, classified, all }

    private static func condition(
        _ site: Site, _ depth: Int, _ random: inout some RandomNumberGenerator
    ) -> Condition {
        func pick(_ words: [String]) -> [String] {
            Array(words.shuffled(using: &random).prefix(Int.random(in: 1...2, using: &random)))
        }
        switch Int.random(in: 0..<(depth > 0 ? 12 : 8), using: &random) {
        case 0: return .task(pick(tasks))
        case 1 where site == .all: return .sensitivityAtLeast(Int.random(in: 1...3, using: &random))
        case 2:
            let low = [0, 100, 1_000, 8_000].randomElement(using: &random) ?? 0
            return .tokens(low...([low, low + 500, .max].randomElement(using: &random) ?? .max))
        case 3: return .tenant(pick(tenants), negated: Bool.random(using: &random))
        case 4: return .tenantPrefix(["ac", "acme-", "z"].randomElement(using: &random) ?? "ac")
        case 5: return .labels(pick(labels))
        case 6: return .flag(Bool.random(using: &random))
        case 7 where site == .all: return .budget([.ok, .soft, .hard].randomElement(using: &random) ?? .ok)
        case 8, 1, 7: return .always
        case 9: return .not(condition(site, depth - 1, &random))
        case 10: return .any([condition(site, depth - 1, &random), condition(site, depth - 1, &random)])
        default: return .all([condition(site, depth - 1, &random), condition(site, depth - 1, &random)])
        }
    }
}

// MARK: As YAML

extension RandomPolicy {
    var yaml: String {
        var text = """
            version: 1
            safe_defaults: \(safeDefaults)
            vocabulary: {attributes: {vip: bool}}
            providers:
              home: {kind: ollama, models: {a: {}, b: {}}}
              away: {kind: openai, credentials: {env: K}, data: {regions: [us], retention: 0d, trains: false}, models: {a: {price: {input: 1 USD/1M, output: 1 USD/1M}, max_output: 100}, b: {price: {input: 0 USD/1M, output: 0 USD/1M}}}}
              far: {kind: openai, credentials: {env: K}, models: {a: {}}}
            budgets: [{id: day, period: day, limit: 1 USD}]
            classify:
              task:

            """
        text += taskRules.map { "    - {when: \(Self.yaml($0.0)), set: \($0.1)}\n" }.joined()
        text +=
            "    - {from: request}\n  sensitivity:\n    - {when: {task: sensitive, vip: true}, at_least: internal}\n"
        text += sensitivityRules.map { "    - {when: \(Self.yaml($0.0)), at_least: \(Self.levels[$0.1])}\n" }.joined()
        text +=
            "guards: [\(guards.map { "{deny: \(Self.yaml($0.denial)), when: \(Self.yaml($0.condition))}" }.joined(separator: ", "))]\n"
        text += "routes:\n"
        for route in routes {
            let names = route.targets.map { Self.targets[$0] }.joined(separator: ", ")
            text +=
                "  - {when: \(Self.yaml(route.condition)), use: [\(names)], otherwise: \(route.otherwiseLocal ? "local" : "reject")}\n"
        }
        return text
    }

    private static func yaml(_ denial: Denial) -> String {
        switch denial {
        case .external: "{locality: external}"
        case .provider(let name): "{provider: \(name)}"
        case .trains: "{trains: true}"
        case .priced: "{priced: true}"
        }
    }

    static func yaml(_ condition: Condition) -> String {
        func list(_ words: [String]) -> String { "[\(words.joined(separator: ", "))]" }
        switch condition {
        // There is no condition that tests nothing, so a test that always holds stands for it.
        case .always: return "{tokens: {gte: 0}}"
        case .task(let tasks): return "{task: \(list(tasks))}"
        case .sensitivityAtLeast(let level): return "{sensitivity: {gte: \(levels[level])}}"
        case .tokens(let range):
            return range.upperBound == .max
                ? "{tokens: {gte: \(range.lowerBound)}}"
                : "{tokens: {gte: \(range.lowerBound), lte: \(range.upperBound)}}"
        case .tenant(let names, let negated): return "{tenant: {\(negated ? "not_in" : "in"): \(list(names))}}"
        case .tenantPrefix(let prefix): return "{tenant: {prefix: \(prefix)}}"
        case .labels(let labels): return "{labels: {any_of: \(list(labels))}}"
        case .flag(let value): return "{vip: \(value)}"
        case .budget(let state): return "{budget.day: \(state.rawValue)}"
        case .all(let parts): return "{all: \(list(parts.map(yaml)))}"
        case .any(let parts): return "{any: \(list(parts.map(yaml)))}"
        case .not(let part): return "{not: \(yaml(part))}"
        }
    }
}

// MARK: The model's own decision

extension RandomPolicy {
    /// What the model says of a request.
    struct Answer: Equatable {
        var task: String
        var sensitivity: Int
        var route: Int?
        var chain: [Int]
    }

    struct Request {
        var task: String?
        var tokens: Int
        var tenant: String?
        var labels: [String]
        var vip: Bool?
        var budget: BudgetState
        var isOffline: Bool
        var open: Set<Int>
    }

    func holds(_ condition: Condition, _ request: Request, task: String?, sensitivity: Int) -> Bool {
        switch condition {
        case .always: true
        case .task(let tasks): task.map(tasks.contains) ?? false
        case .sensitivityAtLeast(let level): sensitivity >= level
        case .tokens(let range): range.contains(request.tokens)
        case .tenant(let names, let negated): (request.tenant.map(names.contains) ?? false) != negated
        case .tenantPrefix(let prefix): request.tenant?.hasPrefix(prefix) ?? false
        case .labels(let labels):
            request.labels.contains { label in labels.contains { label == $0 || label.hasPrefix($0 + ".") } }
        case .flag(let value): request.vip == value
        case .budget(let state): request.budget == state
        case .all(let parts): parts.allSatisfy { holds($0, request, task: task, sensitivity: sensitivity) }
        case .any(let parts): parts.contains { holds($0, request, task: task, sensitivity: sensitivity) }
        case .not(let part): !holds(part, request, task: task, sensitivity: sensitivity)
        }
    }

    func denies(_ denial: Denial, _ target: Int) -> Bool {
        switch denial {
        case .external: !Self.isLocal(target)
        case .provider(let name): Self.targets[target].hasPrefix(name + "/")
        case .trains: target == 4
        case .priced: target == 2 || target == 4
        }
    }

    func classify(_ request: Request) -> (task: String, sensitivity: Int) {
        let rule = taskRules.first { holds($0.0, request, task: request.task, sensitivity: 0) }
        let task = rule?.1 ?? request.task ?? "simple"
        var levels = sensitivityRules.filter { holds($0.0, request, task: task, sensitivity: 0) }.map(\.1)
        if task == "sensitive", request.vip == true { levels.append(1) }
        if safeDefaults {
            if task == "sensitive" || request.labels.contains(where: { $0.hasPrefix("pii") }) { levels.append(2) }
            if request.labels.contains(where: { $0.hasPrefix("secret") }) { levels.append(3) }
        }
        if request.labels.contains("unheard") { levels.append(3) }
        return (task, levels.max() ?? 0)
    }

    func isDenied(_ target: Int, _ request: Request) -> Bool {
        let (task, sensitivity) = classify(request)
        if guards.contains(where: {
            denies($0.denial, target) && holds($0.condition, request, task: task, sensitivity: sensitivity)
        }) {
            return true
        }
        if safeDefaults, sensitivity >= 2, !Self.isLocal(target) { return true }
        // Nobody knows what a call to the last one costs, and the budget is a hard one.
        return target == 4 || (request.budget == .hard && denies(.priced, target))
    }

    func decide(_ request: Request) -> Answer {
        let (task, sensitivity) = classify(request)
        let route = routes.firstIndex { holds($0.condition, request, task: task, sensitivity: sensitivity) }
        var chain: [Int] = []
        if let route {
            chain = routes[route].targets
            if routes[route].otherwiseLocal { chain += [0, 1].filter { !chain.contains($0) } }
        }
        chain = chain.filter { target in
            !isDenied(target, request) && !(request.isOffline && !Self.isLocal(target))
                && !request.open.contains(target)
        }
        return Answer(task: task, sensitivity: sensitivity, route: route, chain: chain)
    }

    /// Requests and states that together touch every cell of the model's attributes.
    static func requests(using random: inout some RandomNumberGenerator) -> [Request] {
        var all: [Request] = []
        for task in tasks.map(Optional.some) + [nil] {
            for labels in [[], ["pii.email"], ["secret.api_key"], ["secret"], ["pii", "secret.jwt"], ["unheard"]] {
                for tokens in [0, 99, 100, 600, 601, 1_000, 1_501, 8_000, 8_501] {
                    let open = Set((0..<targets.count).filter { _ in Int.random(in: 0..<3, using: &random) == 0 })
                    all.append(
                        Request(
                            task: task, tokens: tokens,
                            tenant: (tenants + ["acme-us", "zoo"]).map(Optional.some).randomElement(using: &random)
                                ?? nil,
                            labels: labels, vip: [true, false, nil].randomElement(using: &random) ?? nil,
                            budget: BudgetState.allCases.randomElement(using: &random) ?? .ok,
                            isOffline: Int.random(in: 0..<4, using: &random) == 0, open: open))
                    all.append(
                        Request(
                            task: task, tokens: tokens, tenant: nil, labels: labels, vip: nil, budget: .ok,
                            isOffline: false, open: []))
                }
            }
        }
        return all
    }
}
