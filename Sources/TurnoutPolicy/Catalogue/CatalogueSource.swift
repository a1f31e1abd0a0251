/// Where a catalogue's facts come from.
public struct CatalogueSource: Hashable, Sendable {
    /// Who collected them; `nil` when the file does not say.
    public var name: String?
    /// The version of the collection.
    public var version: String?
    /// The terms under which it may be passed on.
    public var licence: String?
    /// The day on which it was fetched, as `2026-11-21`.
    public var retrieved: String?

    /// Creates a source.
    public init(name: String? = nil, version: String? = nil, licence: String? = nil, retrieved: String? = nil) {
        self.name = name
        self.version = version
        self.licence = licence
        self.retrieved = retrieved
    }
}
