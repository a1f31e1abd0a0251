import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

/// Reads facts back, as ``AuditInputs`` wrote them, and keeps which of them were only marks.
struct LoggedFacts {
    private(set) var hidden: [String] = []
    private(set) var rewritten: [LoggedRewriting] = []

    mutating func facts(from json: LoggedObject) throws(ReplayError) -> Facts {
        var facts = Facts(
            context: try context(from: json), labels: try json.texts("found"),
            detectorFailed: try json.flag("detector_failed"), tokens: try json.int("tokens"),
            tokenBound: try json.int("token_bound"), outputTokens: try json.optionalInt("output_tokens"),
            complexity: try json.int("complexity"),
            needs: Capabilities(try words("needs", of: json) as [Capability]),
            features: RequestFeatures(try words("features", of: json) as [RequestFeature]),
            images: try json.optionalInt("images") ?? 0)
        facts.isOfContent = try json.flag("of_content")
        for one in try json.objects("rewritten") { rewritten.append(try LoggedRewriting(one)) }
        return facts
    }

    private mutating func context(from json: LoggedObject) throws(ReplayError) -> RequestContext {
        var context = RequestContext()
        context.task = try text("task", of: json)
        context.labels = try texts("labels", of: json)
        context.user = try text("user", of: json)
        context.tenant = try text("tenant", of: json)
        context.groups = try texts("groups", of: json)
        context.tags = try texts("tags", of: json)
        context.feature = try text("feature", of: json)
        context.region = try text("region", of: json)
        if let word = try json.optionalText("priority") {
            guard let priority = Priority(rawValue: word) else { throw json.wrong("priority") }
            context.priority = priority
        }
        context.deadline = try json.duration("deadline_ns")
        let cap: Int64? = try json.optionalInt("cost_cap_nano_usd")
        context.costCap = cap.map { Money(nanoUSD: $0) }
        context.offline = try json.flag("offline")
        if let pin = try text("pin", of: json) {
            // A mark has no slash; no target has such a name either.
            context.pin = TargetName(pin) ?? TargetName(provider: pin, model: pin)
        }
        for member in try json.members("attributes") {
            let isHidden = member.key.hasPrefix(FactScreen.markPrefix)
            guard let text = text(member.value, name: "attributes.\(member.key)", isHidden: isHidden) else {
                throw json.wrong("attributes")
            }
            context.attributes[member.key] = text
        }
        return context
    }

    private mutating func text(_ key: String, of json: LoggedObject) throws(ReplayError) -> String? {
        guard let value = json.value(key) else { return nil }
        guard let text = text(value, name: key) else { throw json.wrong(key) }
        return text
    }

    private mutating func texts(_ key: String, of json: LoggedObject) throws(ReplayError) -> [String] {
        guard let value = json.value(key) else { return [] }
        guard let list = value.array else { throw json.wrong(key) }
        var texts: [String] = []
        for (number, value) in list.enumerated() {
            guard let text = text(value, name: "\(key)[\(number)]") else { throw json.wrong(key) }
            texts.append(text)
        }
        return texts
    }

    /// A text or its mark; `nil` for anything else.
    private mutating func text(_ value: JSONValue, name: String, isHidden: Bool = false) -> String? {
        if let mark = value[FactScreen.markKey]?.string {
            hidden.append(name)
            return "\(FactScreen.markPrefix)\(mark)>"
        }
        if isHidden { hidden.append(name) }
        return value.string
    }

    private func words<Word: RawRepresentable<String>>(
        _ key: String, of json: LoggedObject
    ) throws(ReplayError) -> [Word] {
        let texts = try json.texts(key)
        let words = texts.compactMap(Word.init(rawValue:))
        guard words.count == texts.count else { throw json.wrong(key) }
        return words
    }
}

/// What was left of facts behind guards, which are known by name.
struct LoggedRewriting {
    private let rules: [String]
    private let facts: RewrittenFacts

    init(_ json: LoggedObject) throws(ReplayError) {
        rules = try json.texts("rules")
        facts = RewrittenFacts(
            rules: [], labels: try json.texts("labels"), detectorFailed: try json.flag("detector_failed"),
            tokens: try json.int("tokens"), tokenBound: try json.int("token_bound"))
    }

    /// The same in a policy's numbers; `nil` when it lacks one of the guards.
    func facts(for policy: Policy) -> RewrittenFacts? {
        var facts = facts
        for rule in rules {
            guard let number = policy.rewrites.firstIndex(where: { $0.name.qualified == rule }) else { return nil }
            facts.rules.append(number)
        }
        facts.rules.sort()
        return facts
    }
}
