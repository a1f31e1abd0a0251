/// How one call to a provider failed: the translation of a wire error, a broken connection or a timer.
public struct ProviderFailure: Error, Hashable, Sendable {
    /// What went wrong.
    public var code: ErrorCode
    /// A sentence for people, free of request content and of secrets.
    public var message: String
    /// The HTTP status, where there was one.
    public var status: Int?
    /// The provider's own code or type of the error, for debugging.
    public var providerCode: String?
    /// The provider's identifier of the request.
    public var requestID: String?
    /// How long the provider asks to wait.
    public var retryAfter: Duration?
    /// Whether nothing was sent at all: no connection was made, a credential is missing, or the service has no words for
    /// the request. To try again at once is of little use.
    public var isUnreachable: Bool

    /// Creates a failure.
    public init(
        _ code: ErrorCode,
        _ message: String,
        status: Int? = nil,
        providerCode: String? = nil,
        requestID: String? = nil,
        retryAfter: Duration? = nil,
        isUnreachable: Bool = false
    ) {
        self.code = code
        self.message = message
        self.status = status
        self.providerCode = providerCode
        self.requestID = requestID
        self.retryAfter = retryAfter
        self.isUnreachable = isUnreachable
    }

    /// Whether the provider says that it has too much to do: 429, 503, and Anthropic's 529.
    public var isOverload: Bool { code == .rateLimited || status == 503 || status == 529 }
}
