/// How a long conversation is shortened before it is sent.
public struct TrimSettings: Hashable, Sendable {
    /// The oldest messages are left out until the prompt is estimated at no more than this; at least 1.
    public var tokens: Int

    /// Creates settings.
    public init(tokens: Int) { self.tokens = tokens }
}
