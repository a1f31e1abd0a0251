import TurnoutCore
public import TurnoutPolicy

/// Why a fact given as text could not be used.
public struct FactError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, with the name and the text in backticks.
    public var message: String
    /// What to do.
    public var help: String?

    public var description: String { help.map { "\(message); \($0)" } ?? message }
}

/// Builds facts from names and values as people write them: `--set` on the command line, `request:` in tests, JSON lines.
public struct FactsReader: Sendable {
    /// What was measured in the content is replaced by what is set by name.
    public private(set) var facts: Facts
    private let policy: Policy

    /// Starts from facts; those of an empty request by default.
    public init(policy: Policy, facts: Facts = Facts()) {
        self.policy = policy
        self.facts = facts
    }

    /// The names of what is measured in content; all else is said by the caller.
    public static let measured: Set<String> = ["tokens", "output_tokens", "complexity", "needs"]

    /// The names that can be set.
    public var names: [String] {
        ["pin"] + policy.attributes.map(\.name).filter { !$0.hasPrefix("budget.") && $0 != "sensitivity" }
    }

    /// Sets an attribute from text; a set takes several values, separated by commas or given one by one.
    public mutating func set(_ name: String, to values: [String]) throws(FactError) {
        if name == "pin" { return try pin(values) }
        guard let number = policy.attributeNumbers[name], !name.hasPrefix("budget.") else {
            let near = closestMatch(to: name, among: names)
            throw FactError(
                message: "unknown attribute `\(name)`",
                help: near.map { "did you mean `\($0)`?" } ?? "known: \(names.joined(separator: ", "))")
        }
        let attribute = policy.attributes[number]
        if case .set = attribute.kind {
            return try setMembers(values.flatMap { $0.split(separator: ",").map(String.init) }, of: attribute)
        }
        guard values.count == 1, let value = values.first else {
            throw FactError(message: "`\(name)` takes one value", help: nil)
        }
        guard attribute.accepts(value) else { throw wrongValue(value, of: attribute) }
        try assign(value, to: attribute)
    }

    private func wrongValue(_ value: String, of attribute: Attribute) -> FactError {
        let message = "`\(value)` is no value of `\(attribute.name)`"
        switch attribute.kind {
        case .choice(let words, _), .set(.some(let words)):
            let near = closestMatch(to: value, among: words)
            return FactError(
                message: message,
                help: near.map { "did you mean `\($0)`?" } ?? "known: \(words.joined(separator: ", "))")
        case .number(let unit): return FactError(message: message, help: "write it like `\(unit.example)`")
        case .flag: return FactError(message: message, help: "write `true` or `false`")
        case .text, .set(nil): return FactError(message: message, help: nil)
        }
    }

    private mutating func pin(_ values: [String]) throws(FactError) {
        guard values.count == 1, let target = TargetName(values[0]) else {
            throw FactError(message: "`pin` takes one target", help: "write it like `provider/model`")
        }
        facts.context.pin = target
    }

    private mutating func setMembers(_ members: [String], of attribute: Attribute) throws(FactError) {
        for member in members where !attribute.accepts(member) { throw wrongValue(member, of: attribute) }
        guard case .builtin(let builtin) = attribute.source else { return }
        switch builtin {
        case .labels: for label in members { try add(label: label) }
        case .group: facts.context.groups += members
        case .tags: facts.context.tags += members
        case .needs:
            facts.needs.formUnion(Capabilities(members.compactMap(Capability.init(rawValue:))))
            if facts.needs.contains(Capabilities(.images)) { facts.images = max(1, facts.images) }
        default: break
        }
    }

    /// Adds a label that the caller knows to hold.
    public mutating func add(label: String) throws(FactError) {
        let known = policy.vocabulary.labels
        // A label below a known one is known too, unless it looks like a misspelt one.
        let isMisspelt = !known.contains(label) && closestMatch(to: label, among: known) != nil
        guard policy.vocabulary.knows(label: label), !isMisspelt else {
            throw FactError(
                message: "unknown label `\(label)`",
                help: closestMatch(to: label, among: known).map { "did you mean `\($0)`?" }
                    ?? "known: \(known.filter { !$0.contains(".") }.joined(separator: ", ")), and all below them")
        }
        facts.context.labels.append(label)
        if !facts.labels.contains(label) { facts.labels.append(label) }
    }

    private mutating func assign(_ value: String, to attribute: Attribute) throws(FactError) {
        guard case .builtin(let builtin) = attribute.source else {
            facts.context.attributes[attribute.name] = value
            return
        }
        var number: Int64 = 0
        if case .number(let unit) = attribute.kind { number = unit.parse(value) ?? 0 }
        switch builtin {
        case .task: facts.context.task = value
        case .sensitivity:
            throw FactError(
                message: "the sensitivity cannot be set", help: "it follows from labels and rules; use `--label`")
        case .tokens:
            facts.tokens = Int(clamping: number)
            facts.tokenBound = Int(clamping: number)
        case .outputTokens: facts.outputTokens = Int(clamping: number)
        case .complexity: facts.complexity = Int(clamping: number)
        case .user: facts.context.user = value
        case .tenant: facts.context.tenant = value
        case .feature: facts.context.feature = value
        case .region: facts.context.region = value
        case .priority: facts.context.priority = Priority(rawValue: value) ?? .normal
        case .deadline: facts.context.deadline = .nanoseconds(number)
        case .costCap: facts.context.costCap = Money(nanoUSD: number)
        case .offline: facts.context.offline = value == "true"
        case .labels, .needs, .group, .tags: break
        }
    }
}
