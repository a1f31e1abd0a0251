import TurnoutPolicy

/// Writes policies by chance from the language's own table: most have the right form, many load, and some are cruel.
struct PolicyGrammar<Random: RandomNumberGenerator> {
    var random: Random
    /// How likely a value is of another kind than the table says.
    var cruelty: Double

    private static var providers: String {
        "providers: {a: {kind: ollama, models: {m: {}, n: {price: {input: 1 USD/1M, output: 1 USD/1M}}}}, "
            + "b: {kind: openai, credentials: {env: K}, models: {m: {context: 8k}, n: {}}}}"
    }

    init(_ random: Random, cruelty: Double) {
        self.random = random
        self.cruelty = cruelty
    }

    /// A policy with a random choice of sections.
    mutating func policy() -> String {
        var lines = ["version: 1"]
        let fields = PolicySyntax.table.description.fields
        let generated = fields.filter { !["version", "include", "providers", "name", "description"].contains($0.name) }
        if chance(cruelty), let providers = fields.first(where: { $0.name == "providers" }) {
            lines.append("providers: \(value(providers.shape, 0))")
        } else {
            lines.append(Self.providers)
        }
        for field in generated where field.name == "routes" || chance(0.4) {
            lines.append("\(field.name): \(value(field.shape, 0))")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    mutating func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &random) < share }

    mutating func pick<Element>(_ elements: [Element]) -> Element? { elements.randomElement(using: &random) }

    /// A value of a form, or sometimes of none.
    mutating func value(_ shape: Shape, _ depth: Int) -> String {
        if chance(cruelty) { return pick(HostileValues.texts) ?? "~" }
        guard depth < 12 else { return "x" }
        switch shape {
        case .scalar(let name, let example, _, _): return scalar(name, example)
        case .flag: return pick(["true", "false"]) ?? "true"
        case .integer(let range):
            return String(pick([range.lowerBound, range.upperBound, Int.random(in: range, using: &random)]) ?? 1)
        case .choice(let words): return pick(words) ?? "x"
        case .list(let element, let orSingle, _):
            if orSingle, chance(0.3) { return value(element, depth + 1) }
            let count = Int.random(in: 1...3, using: &random)
            return "[" + (0..<count).map { _ in value(element, depth + 1) }.joined(separator: ", ") + "]"
        case .map(let key, let element):
            let names =
                switch key {
                case "provider, target or `default`": ["default", "a", "b/m"]
                case "target": ["a/m", "b/n"]
                case "currency": ["EUR", "CHF", "JPY"]
                default: Self.names
                }
            let count = Int.random(in: 1...2, using: &random)
            let chosen = names.shuffled(using: &random).prefix(count)
            return "{" + chosen.map { "\($0): \(value(element, depth + 1))" }.joined(separator: ", ") + "}"
        case .record(let description): return record(description(), depth)
        case .nothing: return "~"
        case .union(let shapes): return pick(shapes).map { value($0, depth) } ?? "x"
        case .condition: return condition(depth, ofTargets: false)
        case .targetCondition: return condition(depth, ofTargets: true)
        case .facts: return facts()
        }
    }

    private static var names: [String] { ["a", "b", "day", "team", "x-1", "own"] }

    private mutating func record(_ record: RecordDescription, _ depth: Int) -> String {
        let one = pick(record.exactlyOne)
        var entries: [String] = []
        for field in record.fields {
            let isWanted = record.exactlyOne.isEmpty ? field.isRequired || chance(0.35) : chance(0.3)
            let isChosen = record.exactlyOne.contains(field.name) ? field.name == one : isWanted || field.isRequired
            guard isChosen != chance(cruelty / 2), field.name != "route", !isOfBudgets(field) else { continue }
            // A command takes no `secret`.
            if field.name == "secret", one == "command", !chance(cruelty) { continue }
            entries.append("\(field.name): \(fieldValue(field, depth + 1))")
        }
        return "{\(entries.joined(separator: ", "))}"
    }

    /// Whether a field names budgets, of which there may be none.
    private mutating func isOfBudgets(_ field: FieldDescription) -> Bool {
        if case .list(.scalar, _, _) = field.shape { field.name == "budgets" && !chance(cruelty) } else { false }
    }

    /// Names that refer to something mostly do.
    private mutating func fieldValue(_ field: FieldDescription, _ depth: Int) -> String {
        if chance(cruelty) { return value(field.shape, depth) }
        switch field.name {
        case "id" where depth < 4, "name": return "r\(Int.random(in: 0..<1_000_000, using: &random))"
        case "task", "set":
            if case .list(.record, _, _) = field.shape { return value(field.shape, depth) }
            return pick(Vocabulary.builtinTasks) ?? "simple"
        case "at_least":
            if case .integer = field.shape { return value(field.shape, depth) }
            return pick(Vocabulary.builtinLevels) ?? "public"
        case "sensitivity":
            switch field.shape {
            case .list(.record, _, _): return value(field.shape, depth)
            case .list: return "[public, team, internal, confidential, restricted]"
            default: return pick(Vocabulary.builtinLevels) ?? "public"
            }
        case "tasks": return "[simple, own]"
        case "reason": return "no_eligible_target"
        case "successes": return "1"
        case "on_detector_error": return pick(Vocabulary.builtinLevels) ?? "public"
        case "use" where chance(0.8), "chain": return pick(["[a/m]", "[b/m, a/n]", "[a/n, b/n, a/m]"]) ?? "[a/m]"
        case "of": return pick(["[a/m, b/m]", "[{target: a/m, weight: 3}, b/n]"]) ?? "[a/m]"
        case "target": return pick(["a/m", "b/n"]) ?? "a/m"
        case "up": return pick(["[a]", "[b/m]"]) ?? "[a]"
        case "per": return pick(["user", "[provider]", "[task, tenant]"]) ?? "user"
        case "zone": return "Europe/Berlin"
        // A soft budget takes no `deny`.
        case "enforce": return chance(0.05) ? "soft" : "hard"
        default: return value(field.shape, depth)
        }
    }

    private mutating func scalar(_ name: String, _ example: String) -> String {
        switch name {
        case "an identifier": pick(["a", "a/m", "b/n", "day", "simple", "confidential", "pii", "r1"]) ?? "a"
        case "a date or a moment in RFC 3339": pick(["2027-01-01", "2020-02-29T23:59:59.999Z", "9999-12-31"]) ?? ""
        default: chance(cruelty) ? pick(["1", "x", "0s"]) ?? example : example
        }
    }

    /// A condition, sometimes a very deep one.
    mutating func condition(_ depth: Int, ofTargets: Bool) -> String {
        if chance(0.01) {
            let levels = Int.random(in: 1...(chance(0.1) ? 80 : 40), using: &random)
            return String(repeating: "{not: ", count: levels) + "{task: simple}" + String(repeating: "}", count: levels)
        }
        switch Int.random(in: 0..<(depth < 8 ? 8 : 5), using: &random) {
        case 5: return "{not: \(condition(depth + 1, ofTargets: ofTargets))}"
        case 6, 7:
            let parts = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                condition(depth + 2, ofTargets: ofTargets)
            }
            return "{\(chance(0.5) ? "all" : "any"): [\(parts.joined(separator: ", "))]}"
        default: return "{\(ofTargets ? targetTest() : requestTest())}"
        }
    }

    private mutating func requestTest() -> String {
        let attributes = BuiltinAttribute.allCases.filter { ![.sensitivity].contains($0) || chance(0.5) }
        guard let attribute = pick(attributes) else { return "user: a" }
        let kind = attribute.kind(tasks: Vocabulary.builtinTasks, levels: Vocabulary.builtinLevels)
        let odd = chance(cruelty * 5) ? pick(HostileValues.numbers) : nil
        let operand: String =
            switch kind {
            case .choice(let words, _), .set(.some(let words)): pick(words) ?? "x"
            case .text, .set(nil): attribute == .labels ? "pii" : pick(["a", "acme", "ac", "é", "x.y"]) ?? "a"
            case .number(let unit): odd ?? unit.example
            case .flag: "true"
            }
        guard chance(0.6), let operation = pick(kind.operators) else { return "\(attribute.rawValue): \(operand)" }
        let isList = ![.greaterOrEqual, .greater, .lessOrEqual, .less, .exists].contains(operation) && chance(0.5)
        let value = operation == .exists ? "true" : isList ? "[\(operand), \(operand)]" : operand
        return "\(attribute.rawValue): {\(operation.rawValue): \(value)}"
    }

    private mutating func targetTest() -> String {
        pick([
            "locality: external", "provider: a", "model: {not_in: [m]}", "target: a/m", "kind: openai", "trains: true",
            "priced: false", "regions: {not_within: [eu]}", "retention: {gt: 0d}", "context: {lt: 32k}",
            "capabilities: {all_of: [chat, tools]}", "locality: {in: [local, external]}",
        ]) ?? "trains: true"
    }

    private mutating func facts() -> String {
        pick([
            "{text: hello, tokens: 5}", "{task: complex, labels: [pii]}", "{pin: a/m, user: x}", "{}",
            "{needs: [tools, json], cost_cap: 0.01 USD, deadline: 30s}", "{text: \"\", priority: batch, offline: true}",
        ]) ?? "{}"
    }
}

/// Values that have broken parsers before.
enum HostileValues {
    static let numbers = [
        "0", "-1", "1", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "1e999", "0x10", "1.5",
        "00", "18446744073709551616", "NaN", ".inf", "9223372036854775807k", "9223372036854.775807M", "0.000000001",
    ]
    static let texts =
        numbers + [
            "", "~", "null", "[]", "{}", "[[]]", "{a: {}}", "\"\"", "true", "no", "\"\\u0000\"", "é", "\"e\\u0301\"",
            "\"\\U0001F469\\u200D\\U0001F469\"", "${X}", "\"${\"", "${A:-b}", "default", "all", "not", "text",
            "budget.day", "budget.", ".", "/", "a/", "/a", "a/b/c", "<<", "\"<<\"", "\"*\"", "2026-02-30", "24:00",
            "99999999999999w", "9223372036855s", "292.3y", "9223372036.854775807 USD", "9223372036.854775808 USD",
            "0 USD", "100%", "0/s", "9223372036854775807/d", "http://[::1", "https://a@b", "pii..x", "-", "- -", "? a",
            "\"\\t\"", "{env: A, file: B}", "[a, [b, {c: d}]]", "|", "'", "@", "`",
        ]
}
