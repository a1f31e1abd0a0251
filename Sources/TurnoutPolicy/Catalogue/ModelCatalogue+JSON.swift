public import TurnoutCore

extension ModelCatalogue {
    /// The version of the format that ``json()`` writes.
    public static let formatVersion = 1
    /// The longest file, in bytes.
    public static let maximumBytes = 16 << 20
    /// The most models.
    public static let maximumEntries = 20_000

    /// Reads a catalogue: in this library's format (`docs/reference/models.md`), or LiteLLM's price list, of which the
    /// models of known services are taken.
    ///
    /// - Throws: the first problem with the model that has it.
    public init(json bytes: [UInt8]) throws(CatalogueError) {
        guard bytes.count <= Self.maximumBytes else {
            throw CatalogueError("the file has more than \(Self.maximumBytes >> 20) MiB")
        }
        let root: JSONValue
        do throws(JSONError) { root = try JSONValue(parsing: bytes, maxDepth: 32) } catch {
            throw CatalogueError("the file is not valid JSON: \(error)")
        }
        guard let members = root.object else { throw CatalogueError("the file must hold a JSON object") }
        guard members.contains(where: { $0.key == "format_version" }) else {
            try self.init(liteLLM: members)
            return
        }
        try self.init(members: members)
    }

    private init(members: [JSONMember]) throws(CatalogueError) {
        let head = CatalogueFields(members: members.filter { $0.key != "models" }, entry: "(head)")
        guard head.value("format_version")?.int == Self.formatVersion else {
            throw CatalogueError("`format_version` must be \(Self.formatVersion); this program knows no other")
        }
        try head.checkKeys(["format_version", "source", "source_version", "licence", "retrieved"])
        let source = CatalogueSource(
            name: try head.text("source"), version: try head.text("source_version"), licence: try head.text("licence"),
            retrieved: try head.date("retrieved").map { String($0.description.prefix(10)) })
        guard let models = members.last(where: { $0.key == "models" })?.value.array else {
            throw CatalogueError("`models` must be a list of models")
        }
        guard models.count <= Self.maximumEntries else {
            throw CatalogueError("the file has more than \(Self.maximumEntries) models")
        }
        var entries: [ModelEntry] = []
        var taken: [Name: String] = [:]
        for (index, value) in models.enumerated() {
            let place = "number \(index + 1)"
            guard let members = value.object else { throw CatalogueError("must be an object", entry: place) }
            let entry = try ModelEntry(CatalogueFields(members: members, entry: place))
            for id in [entry.id] + entry.aliases {
                if let other = taken.updateValue(entry.name, forKey: Name(kind: entry.kind, id: id)) {
                    throw CatalogueError("`\(id)` also names `\(other)`", entry: entry.name)
                }
            }
            entries.append(entry)
        }
        guard !entries.isEmpty else { throw CatalogueError("the file has no models") }
        self.init(entries, source: source)
    }

    /// The catalogue in this library's format; of several sources, the last is named.
    public func json() -> JSONValue {
        let source = sources.last ?? CatalogueSource()
        var members: [JSONMember] = [JSONMember("format_version", .int(Self.formatVersion))]
        for (key, value) in [
            ("source", source.name), ("source_version", source.version), ("licence", source.licence),
            ("retrieved", source.retrieved),
        ] {
            if let value { members.append(JSONMember(key, .string(value))) }
        }
        members.append(JSONMember("models", .array(entries.map { $0.json() })))
        return .object(members)
    }
}
