/// Says what a target may see of a request, by reading a random policy's rules one by one.
///
/// It shares no code with the engine, and knows of the request only what was planted in it and what its caller says.
struct PlainModel {
    typealias Rules = RandomPrivacyPolicy

    var policy: RandomPrivacyPolicy
    var request: PlantedRequest

    /// Whether nothing of the request may reach the target.
    func denies(_ target: String) -> Bool {
        guard let provider = provider(of: target) else { return true }
        if request.isOffline, !provider.isLocal { return true }
        if let pin = request.pin, pin != target || request.user == nil { return true }
        let rules = replacements(for: provider)
        let covered = request.plants.filter { plant in rules.contains { Self.covers($0.labels, plant.value.label) } }
        // A detector that failed vouches for nothing, so nothing counts as replaced.
        if !rules.isEmpty, request.isJammed || covered.contains(where: { !$0.isReplaceable }) { return true }
        let left = request.plants.filter { plant in !covered.contains { $0.value == plant.value } }
        let labels = request.labels + left.map(\.value.label)
        let level = level(labels)
        if policy.hasSafeDefaults, level >= 2, !provider.isLocal { return true }
        return policy.denials.contains { holds($0.targets, provider) && holds($0.condition, labels, level) }
    }

    /// The values that must not be in what arrives at the target.
    func forbidden(at target: String) -> Set<PlantedValue> {
        guard let provider = provider(of: target) else { return Set(request.plants.map(\.value)) }
        let rules = replacements(for: provider)
        return Set(
            request.plants.map(\.value).filter { value in
                rules.contains { Self.covers($0.labels, value.label) }
                    || (policy.hasSafeDefaults && !provider.isLocal && value.isPersonalOrSecret)
            })
    }

    /// Whether an echo of a value by the target has the value in it when it comes to the caller: it was not replaced, or
    /// what replaced it is brought back.
    func comesBack(_ value: PlantedValue, from target: String) -> Bool {
        guard let provider = provider(of: target) else { return false }
        let methods = replacements(for: provider).filter { Self.covers($0.labels, value.label) }.map(\.method)
        return methods.map(\.rawValue).min().map { $0 == Rules.Method.pseudonymise.rawValue } ?? true
    }

    func isLocal(_ target: String) -> Bool { provider(of: target)?.isLocal ?? false }

    // MARK: The rules

    private func provider(of target: String) -> Rules.Provider? {
        policy.providers.first { target.hasPrefix($0.name + "/") }
    }

    private func replacements(for provider: Rules.Provider) -> [Rules.Replacement] {
        let labels = request.labels + request.plants.map(\.value.label)
        let level = level(labels)
        return policy.replacements.filter { rule in
            holds(rule.targets ?? .external, provider) && holds(rule.condition, labels, level)
                && request.plants.contains { Self.covers(rule.labels, $0.value.label) }
        }
    }

    private func level(_ labels: [String]) -> Int {
        // A failed detector, or a label that may be a misspelt one, counts as the worst.
        if request.isJammed || labels.contains("unheard") { return 3 }
        var levels = policy.sensitivity.filter { holds($0.condition, labels, 0) }.map(\.level)
        if policy.hasSafeDefaults {
            if request.task == "sensitive" || Self.contains(labels, "pii") { levels.append(2) }
            if Self.contains(labels, "secret") { levels.append(3) }
        }
        return levels.max() ?? 0
    }

    private func holds(_ condition: Rules.Condition, _ labels: [String], _ level: Int) -> Bool {
        switch condition {
        case .always: true
        case .tenant(let names, let negated): (request.tenant.map(names.contains) ?? false) != negated
        case .task(let names, let negated): names.contains(request.task ?? "simple") != negated
        case .labels(let wanted): wanted.contains { Self.contains(labels, $0) }
        case .atLeast(let least): level >= least
        case .both(let one, let other): holds(one, labels, level) && holds(other, labels, level)
        case .either(let one, let other): holds(one, labels, level) || holds(other, labels, level)
        }
    }

    private func holds(_ test: Rules.TargetTest, _ provider: Rules.Provider) -> Bool {
        switch test {
        case .external: !provider.isLocal
        case .local: provider.isLocal
        case .provider(let name): provider.name == name
        // What nobody said counts as the worst.
        case .trains: !provider.isLocal && provider.trains ?? true
        case .outsideEU: !provider.isLocal && provider.regions != ["eu"]
        case .anything: true
        }
    }

    private static func covers(_ rules: [String], _ label: String) -> Bool {
        rules.contains { contains([label], $0) }
    }

    /// Whether a label, or one below it, is among labels.
    private static func contains(_ labels: [String], _ label: String) -> Bool {
        labels.contains { $0 == label || $0.hasPrefix(label + ".") }
    }
}
