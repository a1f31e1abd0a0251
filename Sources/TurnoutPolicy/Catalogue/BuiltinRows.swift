/// The built-in data, line by line: a command that decides one request looks up a few models and need not read all.
enum BuiltinRows {
    static let source = CatalogueSource(
        name: BuiltinCatalogue.source, version: BuiltinCatalogue.sourceVersion, licence: BuiltinCatalogue.licence,
        retrieved: BuiltinCatalogue.retrieved)

    /// The lines' places by the names that they are for, aliases included.
    private static let places: [ModelCatalogue.Name: Range<Int>] = {
        var places: [ModelCatalogue.Name: Range<Int>] = [:]
        places.reserveCapacity(BuiltinCatalogue.count * 2)
        let bar = UInt8(ascii: "|")
        for line in text.split(separator: UInt8(ascii: "\n")) {
            var columns = line.split(separator: bar, maxSplits: 3, omittingEmptySubsequences: false)[...]
            guard columns.count == 4, let first = columns.popFirst(),
                let kind = ProviderKind(rawValue: String(decoding: first, as: UTF8.self))
            else { continue }
            columns.removeLast()
            for names in columns {
                for id in names.split(separator: UInt8(ascii: ",")) {
                    let name = ModelCatalogue.Name(kind: kind, id: String(decoding: id, as: UTF8.self))
                    if places[name] == nil { places[name] = line.startIndex..<line.endIndex }
                }
            }
        }
        return places
    }()

    /// The data's bytes, which stay where they are as long as the program runs.
    private static var text: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: BuiltinCatalogue.rows.utf8Start, count: BuiltinCatalogue.rows.utf8CodeUnitCount)
    }

    /// The model of a name or an alias.
    static func entry(_ name: ModelCatalogue.Name) -> ModelEntry? {
        places[name].flatMap { CatalogueRow(text[$0])?.entry }
    }

    /// All models.
    static var entries: [ModelEntry] {
        text.split(separator: UInt8(ascii: "\n")).compactMap { CatalogueRow($0)?.entry }
    }
}
