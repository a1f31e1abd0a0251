import TurnoutCore
import TurnoutPolicy

/// A model as tables show it: one of the catalogue, or a target of a policy.
struct ModelRow {
    /// The name in front of the slash: the service, or the policy's provider.
    var group: String
    /// The name behind it.
    var name: String
    var context: Int?
    var maxInput: Int?
    var maxOutput: Int?
    var price: ModelPrice?
    var capabilities: Capabilities
    /// What the catalogue knows; `nil` for a target that it does not know.
    var entry: ModelEntry?
    /// Whether the service has given the model up.
    var isRetired: Bool

    init(_ entry: ModelEntry, now: Timestamp) {
        group = entry.kind.rawValue
        name = entry.id
        context = entry.context
        maxInput = entry.maxInput
        maxOutput = entry.maxOutput
        price = entry.price
        capabilities = entry.capabilities
        self.entry = entry
        isRetired = entry.isRetired(at: now)
    }

    init(_ target: Target, now: Timestamp) {
        group = target.name.provider
        name = target.name.model
        context = target.context
        maxInput = target.entry?.maxInput
        maxOutput = target.maxOutput
        price = target.price
        capabilities = target.capabilities
        entry = target.entry
        isRetired = target.entry?.isRetired(at: now) ?? false
    }

    /// The whole name: `openai/gpt-4o`.
    var fullName: String { "\(group)/\(name)" }

    /// The row of that name: the whole name, or a model's alone, which is the first service's that has it.
    static func find(_ text: String, in rows: [ModelRow]) throws(UsageError) -> ModelRow {
        let row =
            rows.first { $0.fullName == text }
            ?? rows.first { $0.name == text || $0.entry?.aliases.contains(text) == true }
        if let row { return row }
        let names = text.contains("/") ? rows.map(\.fullName) + rows.map(\.name) : rows.map(\.name)
        let near = closestMatch(to: text, among: names)
        throw UsageError(
            nil, "unknown model `\(text)`", help: near.map { "did you mean `\($0)`?" } ?? "`turnout models` lists all")
    }

    /// The row as JSON: that of the catalogue, or the target's values beside what the catalogue knows.
    func json(isTarget: Bool) -> JSONValue {
        guard isTarget else { return entry?.json() ?? .null }
        func number(_ value: Int?) -> JSONValue { value.map { .int($0) } ?? .null }
        return [
            "target": .string(fullName), "context": number(context), "max_output": number(maxOutput),
            "price": price.map { .object($0.members) } ?? .null,
            "capabilities": .array(capabilities.members.map { .string($0.rawValue) }),
            "catalogue": entry?.json() ?? .null,
        ]
    }
}
