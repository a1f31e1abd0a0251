public import TurnoutCore
public import TurnoutPolicy

/// How a service counts a request's tokens without a model being asked.
///
/// Such a call costs nothing and yet carries the whole content, so it needs a permit like any other: see
/// ``TokenCountClient``. Like ``WireAdapter`` it is pure.
public protocol TokenCountAdapter: Sendable {
    /// The calls that count a request's tokens, the likeliest first; a later one is for services that do not know the
    /// earlier. None when the service has no such call.
    ///
    /// - Throws: ``ErrorCode/invalidRequest`` when the service has no way to say what the request asks.
    func tokenCountRequests(
        for request: ModelRequest, to target: Target, credential: Secret?
    ) throws(ProviderFailure) -> [WireRequest]

    /// The number in the body of a successful response; `nil` when there is none.
    func tokenCount(in body: JSONValue) -> Int?
}
