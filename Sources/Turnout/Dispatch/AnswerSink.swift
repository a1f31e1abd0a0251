import TurnoutCore

/// Where the events of an answer go.
protocol AnswerSink: Sendable {
    /// Forgets what came so far: the answer begins, perhaps again with another target.
    func begin()

    /// Takes an event and returns when the next one is welcome.
    ///
    /// - Returns: why no more is wanted, `nil` as long as it is.
    func take(_ event: AnswerEvent) async -> ProviderFailure?
}

/// Takes nothing: for answers that their readers fetch.
struct NoSink: AnswerSink {
    func begin() {}

    func take(_ event: AnswerEvent) async -> ProviderFailure? { nil }
}
