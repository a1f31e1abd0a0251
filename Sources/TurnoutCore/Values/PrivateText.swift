/// Text that belongs to the user: a prompt, an answer, a tool's argument.
///
/// Its descriptions are its length, so that a log line, an error or a crash report that happens to hold a request
/// never holds its content. Reading the text is spelled out: ``reveal()``.
public struct PrivateText: Hashable, Sendable, ExpressibleByStringLiteral {
    private let text: String

    /// Wraps a text.
    public init(_ text: String) { self.text = text }

    public init(stringLiteral value: String) { self.text = value }

    /// The text itself, for the code that sends, scans or shows it to its owner.
    public func reveal() -> String { text }

    /// The number of UTF-8 bytes, an upper bound of the number of tokens.
    public var byteCount: Int { text.utf8.count }

    /// Whether there is no text at all.
    public var isEmpty: Bool { text.isEmpty }
}

extension PrivateText: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "‹\(byteCount) bytes›" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
