public import TurnoutCore

/// Why a service did not count a request's tokens. It holds no content and no secrets.
public struct TokenCountError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What a caller can act on.
    public var code: ErrorCode
    /// A sentence for people.
    public var message: String
    /// The target that was to count.
    public var target: TargetName
    /// The service's own account, where it gave one.
    public var failure: ProviderFailure?

    init(_ code: ErrorCode, _ message: String, _ target: TargetName, _ failure: ProviderFailure? = nil) {
        self.code = code
        self.message = message
        self.target = target
        self.failure = failure
    }

    public var description: String { "\(code.rawValue) from \(target): \(message)" }
}
