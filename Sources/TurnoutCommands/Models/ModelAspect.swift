import TurnoutCore
import TurnoutPolicy

/// A line of a model's details, or of a comparison.
struct ModelAspect {
    var title: String
    /// The words; `nil` where there is nothing to say.
    var value: (ModelRow) -> String?

    /// What the catalogue and the policy say.
    static var facts: [ModelAspect] {
        [
            ModelAspect(title: "service") { $0.entry?.kind.rawValue },
            ModelAspect(title: "name there") { row in row.entry.flatMap { $0.id == row.name ? nil : $0.id } },
            ModelAspect(title: "also named") { $0.entry.map { $0.aliases.joined(separator: ", ") } },
            ModelAspect(title: "context") { tokens($0.context) },
            ModelAspect(title: "prompt up to") { tokens($0.maxInput) },
            ModelAspect(title: "answer up to") { tokens($0.maxOutput) },
            ModelAspect(title: "input") { dollars($0.price?.input) },
            ModelAspect(title: "cached input") { dollars($0.price?.cachedInput) },
            ModelAspect(title: "output") { dollars($0.price?.output) },
            ModelAspect(title: "long prompts") { $0.tiers },
            ModelAspect(title: "picture") { $0.entry?.imagePrice?.description },
            ModelAspect(title: "abilities") { $0.capabilities.members.map(\.rawValue).joined(separator: ", ") },
            ModelAspect(title: "reads") { words($0.entry?.inputModalities.map(\.rawValue)) },
            ModelAspect(title: "gives") { words($0.entry?.outputModalities.map(\.rawValue)) },
            ModelAspect(title: "strengths") { words($0.entry?.strengths) },
            ModelAspect(title: "used for") { words($0.entry?.useCases) },
            ModelAspect(title: "given up") { $0.entry?.deprecated.map { String($0.description.prefix(10)) } },
        ]
    }

    private static func tokens(_ number: Int?) -> String? { number.map { "\($0) tokens" } }

    private static func dollars(_ price: TokenPrice?) -> String? { price.map { "\($0.perMillion) USD/1M" } }

    private static func words(_ words: [String]?) -> String? { words?.joined(separator: ", ") }
}

extension ModelRow {
    /// The dearer prices, where the row's price is the catalogue's.
    fileprivate var tiers: String? {
        guard let entry, entry.price == price else { return nil }
        return entry.tiers.map {
            "over \(TokenText.short($0.above)): \($0.price.input.perMillion) in, \($0.price.output.perMillion) out"
        }.joined(separator: "; ")
    }
}
