import TurnoutCore
import TurnoutPolicy
import TurnoutProviders

/// What `turnout providers health` shows.
struct HealthReport {
    let results: [ProvidersCheck.Result]

    /// What is known about a credential.
    enum Credential: String {
        case accepted, refused, missing
        /// The service did not look at it, or could not be asked.
        case unchecked
        /// There is none.
        case none
    }

    /// Whether all services are up and every credential is there and not refused.
    var isWell: Bool {
        results.allSatisfy { result in
            guard let health = result.health else { return true }
            return health.isUp && ![.refused, .missing].contains(Self.credential(of: result))
        }
    }

    private static func credential(of result: ProvidersCheck.Result) -> Credential {
        switch result.provider.credential {
        case .none: return result.health?.isAccepted == false ? .refused : .none
        case .missing: return .missing
        case .set: return result.health?.isAccepted.map { $0 ? .accepted : .refused } ?? .unchecked
        }
    }

    private static func missingModels(of result: ProvidersCheck.Result) -> [String] {
        result.health?.missing(of: result.provider.modelIDs, kind: result.provider.kind) ?? []
    }

    /// The report for a terminal: a line for each provider, and what is wrong with it behind.
    func text(style: Style, columns: Int) -> String {
        let width = results.map { TerminalText.width(TerminalText.safe($0.provider.name)) }.max() ?? 0
        let text = results.map { Self.text($0, nameWidth: min(width, 24), style, columns) }.joined()
        let asked = results.compactMap(\.health)
        let up = asked.count { $0.isUp }
        return text + "\(TextWrap.count(results.count, "provider")): \(up) up, \(asked.count - up) down\n"
    }

    private static func text(
        _ result: ProvidersCheck.Result, nameWidth: Int, _ style: Style, _ columns: Int
    ) -> String {
        let name = TerminalText.safe(result.provider.name)
        let padded = name + String(repeating: " ", count: max(0, nameWidth - TerminalText.width(name)))
        func line(_ word: String, _ facts: [String]) -> String {
            "\(word)  \(padded)  \(facts.joined(separator: ", "))".trimmedEnd + "\n"
        }
        guard let health = result.health else { return line("    ", ["not asked: it is written in Swift"]) }
        var facts: [String] = []
        if let latency = health.latency { facts.append(latency.readable) }
        let credential = Self.credential(of: result)
        switch credential {
        case .accepted: facts.append("credential accepted")
        case .refused: facts.append(style.error("credential refused"))
        case .missing: facts.append(style.error("credential missing"))
        case .unchecked, .none: break
        }
        var text = line(health.isUp ? style.good("UP  ") : style.error("DOWN"), facts)
        func note(_ sentence: String) {
            text += "      \(TextWrap.wrap(sentence, columns: columns, first: 6, rest: 6))\n"
        }
        if let failure = health.failure { note(failure.message) }
        if case .missing(_, let reason) = result.provider.credential, health.failure?.message != reason { note(reason) }
        let missing = missingModels(of: result)
        if !missing.isEmpty { note("the service does not list: \(missing.joined(separator: ", "))") }
        return text
    }

    /// The report for programs.
    func json() -> JSONValue {
        ["format_version": 1, "well": .bool(isWell), "providers": .array(results.map(Self.json))]
    }

    private static func json(_ result: ProvidersCheck.Result) -> JSONValue {
        let health = result.health
        let latency = health?.latency.map { Double($0.nanosecondsSaturating / 1_000) / 1_000 }
        return [
            "name": .string(result.provider.name), "kind": .string(result.provider.kind.rawValue),
            "endpoint": result.provider.endpoint.map { .string($0) } ?? .null,
            "up": health.map { .bool($0.isUp) } ?? .null,
            "latency_ms": latency.map { .double($0) } ?? .null,
            "credential": .string(credential(of: result).rawValue),
            "models_listed": health?.models.map { .int($0.count) } ?? .null,
            "models_missing": .array(missingModels(of: result).map { .string($0) }),
            "failure": health?.failure.map {
                ["code": .string($0.code.rawValue), "message": .string($0.message)]
            } ?? .null,
        ]
    }
}

extension String {
    /// The text without spaces at its end.
    fileprivate var trimmedEnd: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
