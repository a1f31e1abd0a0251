/// What went wrong with a request, in the terms that a caller can act on.
public enum ErrorCode: String, Sendable, CaseIterable {
    /// The request itself is wrong; no target would take it.
    case invalidRequest = "INVALID_REQUEST"
    /// A credential is missing or refused.
    case authentication = "AUTHENTICATION_ERROR"
    /// An account has used up what it may spend.
    case quotaExceeded = "QUOTA_EXCEEDED"
    /// Too many requests or tokens for now.
    case rateLimited = "RATE_LIMITED"
    /// The model answered with something unusable.
    case model = "MODEL_ERROR"
    /// An answer, or its next piece, did not come in time.
    case timeout = "TIMEOUT"
    /// The provider could not be reached, or the connection broke.
    case network = "NETWORK_ERROR"
    /// The provider failed.
    case provider = "PROVIDER_ERROR"
    /// The request is longer than the model's context.
    case contextLength = "CONTEXT_LENGTH"
    /// The provider has no such model.
    case modelNotFound = "MODEL_NOT_FOUND"
    /// The provider refused the content.
    case contentPolicy = "CONTENT_POLICY"
    /// The policy lets no target see the request, or none is available.
    case rejectedByPolicy = "REJECTED_BY_POLICY"
    /// The caller went away.
    case cancelled = "CANCELLED"
    /// Nothing else fits.
    case unknown = "UNKNOWN"

    /// Whether another target may be tried after this.
    public var allowsFallback: Bool {
        switch self {
        case .invalidRequest, .contentPolicy, .rejectedByPolicy, .cancelled: false
        case .authentication, .quotaExceeded, .rateLimited, .model, .timeout, .network, .provider, .contextLength,
            .modelNotFound, .unknown:
            true
        }
    }

    /// Whether this says that the target is unwell, so that its circuit breaker counts it.
    public var countsAsFailure: Bool {
        switch self {
        case .provider, .network, .timeout, .unknown, .model: true
        case .invalidRequest, .authentication, .quotaExceeded, .rateLimited, .contextLength, .modelNotFound,
            .contentPolicy, .rejectedByPolicy, .cancelled:
            false
        }
    }
}
