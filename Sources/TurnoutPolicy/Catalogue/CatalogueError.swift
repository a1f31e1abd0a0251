/// Why a model catalogue cannot be used, and where in it.
public struct CatalogueError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, in lower case.
    public var message: String
    /// The model at fault, as `openai/gpt-4o` or by its place; `nil` when it is the file as a whole.
    public var entry: String?

    /// Creates an error.
    public init(_ message: String, entry: String? = nil) {
        self.message = message
        self.entry = entry
    }

    public var description: String { entry.map { "model `\($0)`: \(message)" } ?? message }
}
