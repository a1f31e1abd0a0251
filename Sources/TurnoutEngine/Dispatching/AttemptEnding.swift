public import TurnoutCore

/// How one attempt at a target ended.
public enum AttemptEnding: Hashable, Sendable {
    /// The answer is complete.
    case finished(FinishReason)
    /// The provider failed, or its answer broke off.
    case failed(ProviderFailure)
    /// Too long a silence, or the end of all time.
    case timedOut(AttemptTimeout)
    /// The caller went away.
    case cancelled

    /// What went wrong; `nil` for a complete answer.
    public var code: ErrorCode? {
        switch self {
        case .finished: nil
        case .failed(let failure): failure.code
        case .timedOut: .timeout
        case .cancelled: .cancelled
        }
    }

    /// A sentence for people, free of content; `nil` for a complete answer.
    public var message: String? {
        switch self {
        case .finished: nil
        case .failed(let failure): failure.message
        case .timedOut(.firstContent(let limit)): "no content came within \(limit.roundedText)"
        case .timedOut(.idle(let limit)): "the answer stopped: nothing came for \(limit.roundedText)"
        case .timedOut(.total): "the time for the whole request was over"
        case .cancelled: "the request was cancelled"
        }
    }
}

/// Which limit of time was reached.
public enum AttemptTimeout: Hashable, Sendable {
    /// Nothing of the answer came in that time.
    case firstContent(Duration)
    /// The answer had begun, and then nothing came for that long.
    case idle(Duration)
    /// The time for the whole request is over.
    case total
}
