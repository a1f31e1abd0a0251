public import TurnoutCore
public import TurnoutPolicy

/// The translation between the canonical request and answer and one service's wire format.
///
/// It is pure: it has no clock and no state.
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
    ///
    /// The head tells when a service answers in another form than it was asked for, as with a plain error under a
    /// status of 200 where events were expected.
    func makeDecoder(for head: WireResponseHead, of operation: Operation, isStreamed: Bool) -> any AnswerDecoder

    /// Translates an error response.
    ///
    /// A message that passes on the service's words puts them behind its first colon, where ``HTTPProvider`` takes
    /// out what they repeat of the request and the credential.
    ///
    /// - Parameter body: the start of the body, cut off at ``WireLimits/errorBytes``.
    func failure(head: WireResponseHead, body: [UInt8]) -> ProviderFailure
}

/// Turns the bytes of one response's body into events.
///
/// Events are appended, not returned: what came before the byte that broke is part of the answer and must not be lost
/// with the error, and how a body is split into pieces must not decide about it.
public protocol AnswerDecoder {
    /// Takes the next bytes, split anywhere, and appends the events that they complete.
    mutating func decode(_ bytes: [UInt8], into events: inout [AnswerEvent]) throws(ProviderFailure)

    /// Tells the decoder that the body has ended; throws when the answer was not complete.
    mutating func finish(into events: inout [AnswerEvent]) throws(ProviderFailure)
}

/// How much of a response is held in memory.
public enum WireLimits {
    /// The longest event, line or plain answer, in bytes.
    public static let eventBytes = 8 << 20
    /// The part of an error response's body that is read, in bytes.
    public static let errorBytes = 64 << 10
}
