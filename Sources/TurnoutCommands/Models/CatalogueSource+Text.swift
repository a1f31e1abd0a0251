import TurnoutCore
import TurnoutPolicy

extension CatalogueSource {
    /// One line: who collected the facts, in which version and when.
    var line: String {
        var text = name ?? "a source that is not named"
        if let version { text += " \(version)" }
        if let retrieved { text += ", fetched on \(retrieved)" }
        return text
    }

    var json: JSONValue {
        func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
        return [
            "source": text(name), "source_version": text(version), "licence": text(licence),
            "retrieved": text(retrieved),
        ]
    }
}
