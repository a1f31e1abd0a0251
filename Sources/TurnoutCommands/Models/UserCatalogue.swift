import TurnoutCore
import TurnoutPolicy

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The model catalogue that a user installed, which goes before the built-in one.
enum UserCatalogue {
    /// The most bytes of an installed file: every command reads it.
    static let maximumBytes = 2 << 20

    /// Where it lies by the XDG base directory specification; `nil` when the environment names no home.
    ///
    /// Paths that are not absolute are not followed, as the specification demands.
    static func path(in context: CommandContext) -> String? {
        for (variable, rest) in [("XDG_DATA_HOME", ""), ("HOME", "/.local/share")] {
            if let folder = context.environment(variable), folder.hasPrefix("/") {
                return (folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder)
                    + "\(rest)/turnout/models.json"
            }
        }
        return nil
    }

    /// The built-in catalogue with the user's own in front of it.
    ///
    /// - Throws: an error that names the user's file when it is there and cannot be used.
    static func inForce(in context: CommandContext) throws(UsageError) -> ModelCatalogue {
        guard let path = path(in: context), let own = try load(path, files: context.files) else { return .builtin }
        return ModelCatalogue.builtin.merging(own)
    }

    private static func load(_ path: String, files: any PolicyFiles) throws(UsageError) -> ModelCatalogue? {
        guard files.canonicalPath(path) != nil else { return nil }
        let reason: String
        do throws(PolicyFileError) {
            let bytes = try files.read(path)
            do throws(CatalogueError) { return try ModelCatalogue(json: bytes) } catch { reason = error.description }
        } catch { reason = error.reason }
        throw UsageError(
            nil, "your model catalogue `\(path)` cannot be used: \(reason)",
            help: "install another with `turnout models update`, or remove the file")
    }

    /// Puts a catalogue in the place of the one before, whole or not at all.
    static func install(_ catalogue: ModelCatalogue, at path: String) throws(UsageError) {
        let text = text(of: catalogue)
        guard text.utf8.count <= maximumBytes else {
            throw UsageError(nil, "the catalogue would have more than \(maximumBytes >> 20) MiB")
        }
        // Another process may read or write at the same moment: the name changes hands in one step.
        let draft = "\(path).\(getpid()).new"
        try NewFile.write(text, to: draft, replaces: true)
        guard rename(draft, path) == 0 else {
            let reason = String(cString: strerror(errno)).lowercased()
            _ = unlink(draft)
            throw UsageError(nil, "cannot write `\(path)`: \(reason)")
        }
    }

    /// The file's text, with a line for each model.
    static func text(of catalogue: ModelCatalogue) -> String {
        var text = "{\n"
        for member in catalogue.json().object ?? [] where member.key != "models" {
            text += "  \(JSONValue.string(member.key).text()): \(member.value.text()),\n"
        }
        let models = catalogue.entries.map { "    " + $0.json().text() }
        return text + "  \"models\": [\n" + models.joined(separator: ",\n") + "\n  ]\n}\n"
    }
}
