import TurnoutCore

/// Something about a request that rules can test.
public struct Attribute: Hashable, Sendable {
    /// The name in conditions.
    public var name: String
    /// Where its value comes from.
    package var source: AttributeSource
    /// What values it has.
    package var kind: AttributeKind
}

/// Where an attribute's value comes from.
package enum AttributeSource: Hashable, Sendable {
    case builtin(BuiltinAttribute)
    /// Declared in `vocabulary.attributes`; callers send it by its name.
    case declared
    /// The state of the budget with that index.
    case budget(Int)
}

/// The attributes that every policy has.
package enum BuiltinAttribute: String, Sendable, CaseIterable {
    case task, sensitivity, labels, tokens
    case outputTokens = "output_tokens"
    case complexity, needs, user, tenant, group, tags, feature, region, priority, deadline
    case costCap = "cost_cap"
    case offline

    /// What it holds, for the reference.
    package var summary: String {
        switch self {
        case .task: "The task; in `classify.task` the caller's own."
        case .sensitivity: "The sensitivity that classification found."
        case .labels: "Labels that detectors found or the caller gave; `pii` covers `pii.email`."
        case .tokens: "The estimated tokens of the prompt."
        case .outputTokens: "The most tokens that the answer may have, where the request says."
        case .complexity: "The estimated complexity, 0 to 100."
        case .needs: "What the request needs of a model: `tools`, `images`, `json`, `schema`, `stream`."
        case .user: "The end user."
        case .tenant: "The organisation or customer."
        case .group: "The groups that the user belongs to."
        case .tags: "Free tags."
        case .feature: "The feature of the calling application."
        case .region: "The region of the request."
        case .priority: "`batch`, `normal`, `interactive` or `critical`, in this order."
        case .deadline: "How long the caller waits for the whole answer."
        case .costCap: "The most that the request may cost."
        case .offline: "Whether the caller wants no external target."
        }
    }
}

/// What values an attribute has.
package enum AttributeKind: Hashable, Sendable {
    /// A closed list of words; an ordered one has a lowest and a highest.
    case choice([String], ordered: Bool)
    case text
    case number(NumberUnit)
    case flag
    /// Any number of words; `known` closes the list.
    case set(known: [String]?)

    /// What a number counts.
    package enum NumberUnit: String, Hashable, Sendable {
        case count, tokens, duration, money

        /// Reads a number as it is written in policies; durations become nanoseconds, money nano-dollars.
        package func parse(_ text: String) -> Int64? {
            switch self {
            case .count: Int64(text).flatMap { String($0) == text ? $0 : nil }
            case .tokens: Units.count(text).map(Int64.init)
            case .duration: Units.duration(text)?.nanosecondsSaturating
            case .money: Units.money(text)?.nanoUSD
            }
        }

        /// How a number of this unit is written.
        package var example: String {
            switch self {
            case .count: "50"
            case .tokens: "8k"
            case .duration: "30s"
            case .money: "0.05 USD"
            }
        }

        /// A number of this unit for people.
        package func text(_ value: Int64) -> String {
            switch self {
            case .count, .tokens: String(value)
            case .duration: Duration.nanoseconds(value).shortText
            case .money: Money(nanoUSD: value).description
            }
        }
    }
}

extension Duration {
    /// The duration with the largest unit that divides it: `250ms`, `30s`, `2h`.
    public var shortText: String {
        let value = nanosecondsSaturating
        let units: [(Int64, String)] = [
            (86_400_000_000_000, "d"), (3_600_000_000_000, "h"), (60_000_000_000, "min"), (1_000_000_000, "s"),
            (1_000_000, "ms"),
        ]
        if value == 0 { return "0s" }
        for (size, name) in units where value % size == 0 { return "\(value / size)\(name)" }
        return "\(value / 1_000_000)ms"
    }
}
