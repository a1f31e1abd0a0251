public import TurnoutCore
public import TurnoutPolicy

/// The translation between the canonical request and answer and one service's wire format: pure, without clock or state.
public protocol WireAdapter: Sendable {
    /// Translates a request.
    ///
    /// - Throws: ``ErrorCode/invalidRequest`` when the service has no way to say what the request asks.
    func encode(
        _ request: ModelRequest,
        for target: Target,
        isStreamed: Bool,
        credential: Secret?
    ) throws(ProviderFailure) -> WireRequest

    /// A decoder for the body of one successful response.
    func makeDecoder(isStreamed: Bool) -> any AnswerDecoder

    /// Translates an error response.
    func failure(head: WireResponseHead, body: [UInt8]) -> ProviderFailure
}

/// Turns the bytes of one response's body into events.
public protocol AnswerDecoder {
    /// Takes the next bytes, split anywhere, and returns the events that they complete.
    mutating func decode(_ bytes: [UInt8]) throws(ProviderFailure) -> [AnswerEvent]

    /// Tells the decoder that the body has ended; throws when the answer was not complete.
    mutating func finish() throws(ProviderFailure) -> [AnswerEvent]
}
