import TurnoutCore
import TurnoutPrivacy

extension PolicyCompiler {
    /// Resolves the guards: those that deny, those that replace, and the built-in one.
    mutating func resolveGuards(_ syntax: MergedSyntax, into rules: inout ResolvedRules) {
        var taken: [String: Place] = [:]
        for (index, guarding) in syntax.guards.enumerated() {
            let name = ruleName("guards", guarding.id, at: guarding.place, default: "guard-\(index + 1)", taken: &taken)
            if let deny = guarding.deny {
                if let to = guarding.to {
                    report(
                        .conflictingKeys, "`to` belongs to guards that replace; this one denies", at: to.place,
                        help: "put the targets into `deny`")
                }
                let condition = resolve(guarding.when)
                guard let denied = targets(where: deny), let condition else { continue }
                rules.guards.append((name, condition, denied))
            } else if let (method, labels) = guarding.replacement {
                let condition = resolve(guarding.when, at: .rewriting)
                guard let seers = seers(guarding.to), let names = known(labels), let condition else { continue }
                rules.rewrites.append(
                    (
                        RewriteRule(name: name, condition: .always, method: method, labels: names, targets: seers),
                        condition
                    ))
            }
        }
        guard syntax.hasSafeDefaults else { return }
        rules.guards.append(stayHome())
    }

    /// The built-in guard: nothing confidential goes external.
    private mutating func stayHome() -> (RuleName, ResolvedCondition, BitSet) {
        let confidential = parts.vocabulary.levelNumbers["confidential"] ?? 0
        let sensitive = ResolvedLeaf(
            attribute: attributeNumbers[BuiltinAttribute.sensitivity.rawValue] ?? 0,
            predicate: .choices(Set(confidential..<parts.vocabulary.levels.count)), text: "sensitivity >= confidential")
        dimensions.note(sensitive, kind: .choice(parts.vocabulary.levels, ordered: true))
        return (RuleName(section: "guards", id: "stay-home", position: nil), .leaf(sensitive), externalTargets)
    }

    private var externalTargets: BitSet {
        var external = BitSet(capacity: parts.targets.count)
        for (number, target) in parts.targets.enumerated() where target.locality == .external {
            external.insert(number)
        }
        return external
    }

    /// The targets that see only what is replaced.
    private mutating func seers(_ condition: ConditionSyntax?) -> BitSet? {
        guard let condition else { return externalTargets }
        return targets(where: condition)
    }

    mutating func resolveSanitising(_ written: [SanitiseSyntax]) -> [(SanitiseRule, ResolvedCondition)] {
        var taken: [String: Place] = [:]
        var rules: [(SanitiseRule, ResolvedCondition)] = []
        for (index, rule) in written.enumerated() {
            let name = ruleName("sanitise", rule.id, at: rule.place, default: "sanitise-\(index + 1)", taken: &taken)
            let condition = resolve(rule.when, at: .rewriting)
            guard let (action, labels) = rule.action, let names = known(labels), let condition else { continue }
            var speakers = BitSet(capacity: parts.targets.count)
            if let from = rule.from {
                guard let meant = targets(where: from) else { continue }
                speakers = meant
            } else {
                for number in parts.targets.indices { speakers.insert(number) }
            }
            rules.append(
                (
                    SanitiseRule(name: name, condition: .always, action: action, labels: names, targets: speakers),
                    condition
                ))
        }
        return rules
    }

    /// Labels as they are known; reports the others.
    private mutating func known(_ labels: [Located<String>]) -> [String]? {
        var names: [String] = []
        for label in labels {
            if isLabel(label.value) {
                names.append(label.value)
            } else {
                unknownName(.unknownLabel, "label", label, among: parts.vocabulary.labels)
            }
        }
        return names.count == labels.count ? names : nil
    }
}

extension GuardSyntax {
    /// What the guard puts in the place of what, where it does.
    fileprivate var replacement: (RedactionMethod, [Located<String>])? {
        if let redact { return (.redact, redact) }
        if let pseudonymise { return (.pseudonymise, pseudonymise) }
        if let mask { return (.mask, mask) }
        return hash.map { (.hash, $0) }
    }
}

extension SanitiseSyntax {
    fileprivate var action: (SanitiseRule.Action, [Located<String>])? {
        if let redact { return (.replace(.redact), redact) }
        if let mask { return (.replace(.mask), mask) }
        if let hash { return (.replace(.hash), hash) }
        return refuse.map { (.refuse, $0) }
    }
}
