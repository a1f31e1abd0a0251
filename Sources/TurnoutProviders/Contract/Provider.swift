public import TurnoutCore
public import TurnoutEngine

/// Something that answers requests: a service behind HTTP, or code of the embedder's own.
///
/// A provider translates and sends. It holds no retry, no breaker and no policy: those are the dispatcher's.
public protocol Provider: Sendable {
    /// Sends the permit's request to the permit's target and emits the answer's events, in order, as they come.
    ///
    /// Emitting suspends while the caller is not ready for more, so a slow reader slows the provider down and no
    /// buffer grows. A complete answer ends in exactly one ``AnswerEvent/finished(_:)``; returning without one counts
    /// as an answer that broke off. When the task is cancelled the call upstream must be closed at once.
    ///
    /// - Parameters:
    ///   - permit: the leave to send, which holds the content and the target.
    ///   - context: how the call is to be made.
    ///   - emit: receives each event.
    /// - Throws: the translation of what went wrong; ``ErrorCode/cancelled`` when the task was cancelled.
    func send(
        _ permit: consuming DispatchPermit,
        context: CallContext,
        emit: (AnswerEvent) async -> Void
    ) async throws(ProviderFailure)
}

/// How one call is to be made.
public struct CallContext: Hashable, Sendable {
    /// Whether the answer is wanted piece by piece.
    public var isStreamed: Bool
    /// How long connecting may take.
    public var connectTimeout: Duration

    /// Creates a context.
    public init(isStreamed: Bool, connectTimeout: Duration = .seconds(5)) {
        self.isStreamed = isStreamed
        self.connectTimeout = connectTimeout
    }
}
