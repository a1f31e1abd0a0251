import TurnoutCore
import TurnoutPolicy

/// What another catalogue changes.
struct CatalogueDifference {
    /// A model with other facts than before.
    struct Change {
        var name: String
        /// What changed, with the value before and after.
        var facts: [(what: String, before: String, after: String)]
    }

    private(set) var new: [ModelEntry] = []
    private(set) var changed: [Change] = []
    private(set) var gone: [ModelEntry] = []

    init(from before: ModelCatalogue, to after: ModelCatalogue) {
        let old = Dictionary(before.entries.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let names = Set(after.entries.map(\.name))
        for entry in after.entries {
            guard let known = old[entry.name] else {
                new.append(entry)
                continue
            }
            let facts = Self.facts(known, entry)
            if !facts.isEmpty { changed.append(Change(name: entry.name, facts: facts)) }
        }
        gone = before.entries.filter { !names.contains($0.name) }
    }

    private static func facts(
        _ before: ModelEntry, _ after: ModelEntry
    ) -> [(what: String, before: String, after: String)] {
        func price(_ price: TokenPrice?) -> String { price?.perMillion ?? "unknown" }
        func tiers(_ entry: ModelEntry) -> String {
            entry.tiers.map { "over \(TokenText.short($0.above)) \(price($0.price.input))/\(price($0.price.output))" }
                .joined(separator: " ")
        }
        func number(_ value: Int?) -> String { value.map { String($0) } ?? "unknown" }
        func date(_ value: Timestamp?) -> String { value.map { String($0.description.prefix(10)) } ?? "never" }
        func abilities(_ entry: ModelEntry) -> String {
            entry.capabilities.members.map(\.rawValue).joined(separator: " ")
        }
        let pairs = [
            ("input", price(before.price?.input), price(after.price?.input)),
            ("output", price(before.price?.output), price(after.price?.output)),
            ("cached input", price(before.price?.cachedInput), price(after.price?.cachedInput)),
            ("long prompts", tiers(before), tiers(after)),
            ("picture", before.imagePrice?.description ?? "", after.imagePrice?.description ?? ""),
            ("context", number(before.context), number(after.context)),
            ("prompt up to", number(before.maxInput), number(after.maxInput)),
            ("answer up to", number(before.maxOutput), number(after.maxOutput)),
            ("abilities", abilities(before), abilities(after)),
            ("also named", before.aliases.joined(separator: " "), after.aliases.joined(separator: " ")),
            ("given up", date(before.deprecated), date(after.deprecated)),
        ]
        return pairs.filter { $1 != $2 }.map { ($0, $1, $2) }
    }

    /// How many names of a kind are listed.
    private static let listed = 20

    /// The difference for people; prices are in dollars for a million tokens.
    func text(columns: Int) -> String {
        var text = ""
        func section(_ title: String, _ lines: [String]) {
            guard !lines.isEmpty else { return }
            text += "\(title) (\(lines.count)):\n"
            for line in lines.prefix(Self.listed) {
                text += "  " + TextWrap.wrap(line, columns: columns, first: 2, rest: 4) + "\n"
            }
            if lines.count > Self.listed { text += "  and \(lines.count - Self.listed) more\n" }
        }
        section("new", new.map(\.name))
        section(
            "changed",
            changed.map { change in
                let facts = change.facts.map { "\($0.what) \($0.before.orNone) -> \($0.after.orNone)" }
                return "\(change.name): \(facts.joined(separator: ", "))"
            })
        section("gone", gone.map(\.name))
        return text.isEmpty ? "nothing changes\n" : text
    }

    /// The difference, whole.
    var json: [JSONMember] {
        [
            JSONMember("new", .array(new.map { .string($0.name) })),
            JSONMember(
                "changed",
                .array(
                    changed.map { change in
                        let facts = change.facts.map { fact -> JSONValue in
                            [
                                "what": .string(fact.what), "before": .string(fact.before),
                                "after": .string(fact.after),
                            ]
                        }
                        return ["model": .string(change.name), "facts": .array(facts)]
                    })),
            JSONMember("gone", .array(gone.map { .string($0.name) })),
        ]
    }
}

extension String {
    fileprivate var orNone: String { isEmpty ? "none" : self }
}
