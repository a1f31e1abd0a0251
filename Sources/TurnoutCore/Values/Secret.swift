/// A credential: an API key, a token, a password.
///
/// It prints as `•••` everywhere. It is neither `Hashable` nor `Codable`, so that it reaches no cache key and no file.
public struct Secret: Sendable {
    private let value: String

    /// Wraps a credential.
    public init(_ value: String) { self.value = value }

    /// The credential itself, for the header that carries it.
    public func reveal() -> String { value }

    /// Whether the credential is an empty text, which no service accepts.
    public var isEmpty: Bool { value.isEmpty }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "•••" }
    public var debugDescription: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
