import TurnoutCore

/// What is known of the models of services: their sizes, prices and abilities.
///
/// A policy that leaves such a thing out takes it from here. Looking up is by exact names only: a wrong guess would give
/// a wrong price.
public struct ModelCatalogue: Sendable {
    /// A model's name with its service.
    struct Name: Hashable {
        var kind: ProviderKind
        var id: String
    }

    /// What is in the catalogue; `nil` for the built-in data, of which only the lines are read that are asked for.
    private let own: Table?

    private var table: Table { own ?? Self.builtinTable }

    /// The built-in data, whole.
    private static let builtinTable = Table(
        BuiltinRows.entries.map { ($0, 0) }, sources: [BuiltinRows.source])

    /// The catalogue that this version comes with.
    public static let builtin = ModelCatalogue(own: nil)

    /// Creates a catalogue of entries with different names; of two with the same name, the first counts.
    public init(_ entries: [ModelEntry], source: CatalogueSource = CatalogueSource()) {
        own = Table(entries.map { ($0, 0) }, sources: [source])
    }

    private init(own: Table?) { self.own = own }

    /// All models, by service and then by name.
    public var entries: [ModelEntry] { table.entries }

    /// Where the facts come from; ``source(of:)`` tells which is whose.
    public var sources: [CatalogueSource] { table.sources }

    /// The entry of a model by its name on the wire: by that name itself, else by an alias, else, for a name with a date
    /// behind it such as `gpt-4o-2024-08-06`, by the name before the date.
    public func entry(for kind: ProviderKind, modelID: String) -> ModelEntry? {
        if let entry = exactEntry(Name(kind: kind, id: modelID)) { return entry }
        guard let base = DatedName.base(of: modelID) else { return nil }
        return exactEntry(Name(kind: kind, id: base))
    }

    private func exactEntry(_ name: Name) -> ModelEntry? {
        guard let own else { return BuiltinRows.entry(name) }
        return own.number(of: name).map { own.entries[$0] }
    }

    /// Where an entry of this catalogue comes from.
    public func source(of entry: ModelEntry) -> CatalogueSource? {
        table.numbers[Name(kind: entry.kind, id: entry.id)].map { table.sources[table.origins[$0]] }
    }

    /// This catalogue with another one's entries in place of those of the same name, and beside them.
    ///
    /// Other names, strengths and use cases are what price lists do not have: an entry without them keeps those that were
    /// there.
    public func merging(_ later: ModelCatalogue) -> ModelCatalogue {
        let (mine, theirs) = (table, later.table)
        var pairs = zip(theirs.entries, theirs.origins).map { entry, origin in
            var entry = entry
            if let number = mine.numbers[Name(kind: entry.kind, id: entry.id)] {
                if entry.aliases.isEmpty { entry.aliases = mine.entries[number].aliases }
                if entry.strengths.isEmpty { entry.strengths = mine.entries[number].strengths }
                if entry.useCases.isEmpty { entry.useCases = mine.entries[number].useCases }
            }
            return (entry, origin + mine.sources.count)
        }
        for (entry, origin) in zip(mine.entries, mine.origins)
        where theirs.numbers[Name(kind: entry.kind, id: entry.id)] == nil {
            pairs.append((entry, origin))
        }
        return ModelCatalogue(own: Table(pairs, sources: mine.sources + theirs.sources))
    }
}

extension ModelCatalogue {
    /// Entries, and where to find each.
    private struct Table: Sendable {
        var entries: [ModelEntry] = []
        var sources: [CatalogueSource]
        /// For each entry the number of its source.
        var origins: [Int] = []
        var numbers: [Name: Int] = [:]
        var aliases: [Name: Int] = [:]

        init(_ pairs: [(entry: ModelEntry, origin: Int)], sources: [CatalogueSource]) {
            self.sources = sources
            let order = Dictionary(
                ProviderKind.allCases.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
            // The bytes decide, not the rules of a language: the same order everywhere.
            let sorted = pairs.sorted { first, second in
                first.entry.kind == second.entry.kind
                    ? first.entry.id.utf8.lexicographicallyPrecedes(second.entry.id.utf8)
                    : order[first.entry.kind, default: 0] < order[second.entry.kind, default: 0]
            }
            numbers.reserveCapacity(sorted.count)
            for (entry, origin) in sorted {
                let name = Name(kind: entry.kind, id: entry.id)
                guard numbers[name] == nil else { continue }
                numbers[name] = entries.count
                for alias in entry.aliases where aliases[Name(kind: entry.kind, id: alias)] == nil {
                    aliases[Name(kind: entry.kind, id: alias)] = entries.count
                }
                entries.append(entry)
                origins.append(origin)
            }
        }

        /// A name of its own goes before another model's alias.
        func number(of name: Name) -> Int? { numbers[name] ?? aliases[name] }
    }
}
