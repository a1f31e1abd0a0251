/// A policy made by chance, as plain rules and as YAML; ``PlainModel`` reads the rules one by one.
struct RandomPrivacyPolicy {
    indirect enum Condition {
        case always
        case tenant([String], negated: Bool), task([String], negated: Bool), labels([String]), atLeast(Int)
        case both(Condition, Condition), either(Condition, Condition)
    }

    /// What denying guards and `to` say of targets.
    enum TargetTest { case external, local, provider(String), trains, outsideEU, anything }

    enum Method: Int, CaseIterable { case redact, pseudonymise, hash, mask }

    struct Provider {
        var name: String
        var isLocal: Bool
        var regions: [String]?
        var trains: Bool?
    }

    struct Denial {
        var condition: Condition
        var targets: TargetTest
    }

    struct Replacement {
        var condition: Condition
        var method: Method
        var labels: [String]
        /// `nil` stands for the external ones.
        var targets: TargetTest?
    }

    static let levels = ["public", "internal", "confidential", "restricted"]
    static let tasks = ["simple", "complex", "creative", "sensitive"]
    static let tenants = ["acme", "bolt", "zeta"]
    static let labels = ["pii", "pii.email", "pii.card", "pii.iban", "secret", "secret.api_key", "project.zeus"]
    /// The provider's models; a target is `provider/model`.
    static let models = ["a", "b"]

    var hasSafeDefaults: Bool
    var providers: [Provider] = []
    var sensitivity: [(condition: Condition, level: Int)] = []
    var denials: [Denial] = []
    var replacements: [Replacement] = []
    /// What has no part in whether a target may see a request: routes, hedges, overrides, retries, breakers.
    private var rest = ""

    init(using random: inout PropertyGenerator) {
        hasSafeDefaults = !random.isOnce(in: 3)
        for name in ["home", "attic"] { providers.append(Provider(name: name, isLocal: true)) }
        for name in ["cloud", "far", "away"] {
            providers.append(
                Provider(
                    name: name, isLocal: false,
                    regions: [nil, ["eu"], ["us"], ["eu", "us"]].randomElement(using: &random) ?? nil,
                    trains: [nil, true, false, false].randomElement(using: &random) ?? nil))
        }
        for _ in 0..<Int.random(in: 0...2, using: &random) {
            sensitivity.append((Self.condition(2, &random, knowsLevel: false), Int.random(in: 1...3, using: &random)))
        }
        for _ in 0..<[0, 0, 1, 1, 2][Int.random(in: 0..<5, using: &random)] {
            let tests: [TargetTest] = [.external, .provider("cloud"), .provider("home"), .trains, .outsideEU, .local]
            denials.append(
                Denial(
                    condition: Self.condition(2, &random), targets: tests.randomElement(using: &random) ?? .external))
        }
        if random.isOnce(in: 2) { replacements.append(Self.veil(&random)) }
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            let tests: [TargetTest?] = [nil, nil, .external, .anything, .provider("cloud"), .trains, .local]
            replacements.append(
                Replacement(
                    condition: random.isOnce(in: 2) ? .always : Self.condition(1, &random),
                    method: Method.allCases.randomElement(using: &random) ?? .redact,
                    labels: Self.pick(random.isOnce(in: 2) ? ["pii", "secret", "project.zeus"] : Self.labels, &random),
                    targets: tests.randomElement(using: &random) ?? nil))
        }
        rest = Self.rest(providers, &random)
    }

    /// A guard that lets most requests out without their private parts.
    private static func veil(_ random: inout PropertyGenerator) -> Replacement {
        Replacement(
            condition: .always,
            method: [.pseudonymise, .pseudonymise, .redact, .hash, .mask].randomElement(using: &random) ?? .redact,
            labels: ["pii", "secret"], targets: nil)
    }

    private static func pick(_ words: [String], _ random: inout PropertyGenerator) -> [String] {
        Array(words.shuffled(using: &random).prefix(Int.random(in: 1...2, using: &random)))
    }

    private static func condition(
        _ depth: Int, _ random: inout PropertyGenerator, knowsLevel: Bool = true
    ) -> Condition {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &random) {
        case 0: return .tenant(pick(tenants, &random), negated: Bool.random(using: &random))
        case 1: return .task(pick(tasks, &random), negated: Bool.random(using: &random))
        case 2, 3: return .labels(pick(labels, &random))
        case 4 where knowsLevel: return .atLeast(Int.random(in: 1...3, using: &random))
        case 4, 5: return .always
        case 6:
            return .both(
                condition(depth - 1, &random, knowsLevel: knowsLevel),
                condition(depth - 1, &random, knowsLevel: knowsLevel))
        default:
            return .either(
                condition(depth - 1, &random, knowsLevel: knowsLevel),
                condition(depth - 1, &random, knowsLevel: knowsLevel))
        }
    }
}

// MARK: As YAML

extension RandomPrivacyPolicy {
    var yaml: String {
        var text =
            "version: 1\nsafe_defaults: \(hasSafeDefaults)\nvocabulary: {labels: {project.zeus: {words: [quagga]}}}\n"
        text += "providers:\n"
        for provider in providers {
            let data = [
                provider.regions.map { "regions: [\($0.joined(separator: ", "))]" },
                provider.trains.map { "trains: \($0)" },
            ].compactMap { $0 }
            let models = Self.models.map { "\($0): {}" }.joined(separator: ", ")
            text += "  \(provider.name): {kind: custom, locality: \(provider.isLocal ? "local" : "external"), "
            text += data.isEmpty ? "" : "data: {\(data.joined(separator: ", "))}, "
            text += "models: {\(models)}}\n"
        }
        if !sensitivity.isEmpty {
            text += "classify:\n  sensitivity:\n"
            for rule in sensitivity {
                text += "    - {when: \(Self.yaml(rule.condition)), at_least: \(Self.levels[rule.level])}\n"
            }
        }
        let denying = denials.map { "{deny: \(Self.yaml($0.targets)), when: \(Self.yaml($0.condition))}" }
        let replacing = replacements.map { rule in
            let to = rule.targets.map { ", to: \(Self.yaml($0))" } ?? ""
            return "{\(rule.method): [\(rule.labels.joined(separator: ", "))], when: \(Self.yaml(rule.condition))\(to)}"
        }
        if !(denying + replacing).isEmpty {
            text += "guards:\n" + (denying + replacing).map { "  - \($0)\n" }.joined()
        }
        return text + rest
    }

    private static func yaml(_ test: TargetTest) -> String {
        switch test {
        case .external: "{locality: external}"
        case .local: "{locality: local}"
        case .provider(let name): "{provider: \(name)}"
        case .trains: "{trains: true}"
        case .outsideEU: "{regions: {not_within: [eu]}}"
        case .anything: "{locality: {in: [local, external]}}"
        }
    }

    private static func yaml(_ condition: Condition) -> String {
        func list(_ words: [String]) -> String { "[\(words.joined(separator: ", "))]" }
        switch condition {
        // There is no condition that tests nothing, so a test that always holds stands for it.
        case .always: return "{tokens: {gte: 0}}"
        case .tenant(let names, let negated): return "{tenant: {\(negated ? "not_in" : "in"): \(list(names))}}"
        case .task(let names, let negated): return "{task: {\(negated ? "not_in" : "in"): \(list(names))}}"
        case .labels(let labels): return "{labels: {any_of: \(list(labels))}}"
        case .atLeast(let level): return "{sensitivity: {gte: \(levels[level])}}"
        case .both(let one, let other): return "{all: \(list([yaml(one), yaml(other)]))}"
        case .either(let one, let other): return "{any: \(list([yaml(one), yaml(other)]))}"
        }
    }

    private static func rest(_ providers: [Provider], _ random: inout PropertyGenerator) -> String {
        let targets = providers.flatMap { provider in models.map { "\(provider.name)/\($0)" } }
        var text = "timeouts: {first_token: 5s, idle: 5s, total: 60s}\n"
        text += "retries: {default: {attempts: \(Int.random(in: 1...3, using: &random))}}\n"
        let failures = Int.random(in: 1...3, using: &random)
        text += "breakers: {default: {consecutive_failures: \(failures), open: 20s, max_open: 40s}}\n"
        text += "dispatch: {attempts: \(Int.random(in: 2...6, using: &random))}\n"
        text +=
            "overrides:\n  - {who: {user: root}, may: [pin_target, ignore_breaker]}\n  - {who: {user: guest}, may: [pin_target]}\n"
        text += "routes:\n"
        for number in 0..<Int.random(in: 1...3, using: &random) {
            var members = Array(targets.shuffled(using: &random).prefix(Int.random(in: 2...6, using: &random)))
            if random.isOnce(in: 3), members.count > 2 {
                let strategy =
                    ["round_robin", "weighted", "least_outstanding", "cheapest"]
                    .randomElement(using: &random) ?? "weighted"
                let step = "{balance: \(strategy), of: [\(members.removeFirst()), \(members.removeFirst())]}"
                members.insert(step, at: Int.random(in: 0...members.count, using: &random))
            }
            var line = "{id: r\(number), use: [\(members.joined(separator: ", "))]"
            line += number == 0 ? "" : ", task: [\(pick(tasks, &random).joined(separator: ", "))]"
            line += random.isOnce(in: 2) ? ", otherwise: local" : ""
            line += random.isOnce(in: 3) ? ", on_content_policy: fallback" : ""
            line += random.isOnce(in: 2) ? ", hedge: {after: 1s, share: 100%}" : ""
            text += "  - \(line)}\n"
        }
        return text
    }
}
