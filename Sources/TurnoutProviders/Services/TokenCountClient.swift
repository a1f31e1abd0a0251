public import TurnoutCore
public import TurnoutEngine
import TurnoutPolicy

/// Has a service count a request's tokens.
///
/// The client has no timer: whoever calls cancels the task when it takes too long.
public struct TokenCountClient: Sendable {
    private let adapter: any WireAdapter & TokenCountAdapter
    private let transport: any Transport
    private let credentials: any CredentialSource

    /// Creates a client from its parts.
    public init(
        adapter: any WireAdapter & TokenCountAdapter, transport: any Transport,
        credentials: any CredentialSource = EnvironmentCredentials()
    ) {
        self.adapter = adapter
        self.transport = transport
        self.credentials = credentials
    }

    /// The tokens of the permit's request at the permit's target.
    ///
    /// - Throws: ``ErrorCode/invalidRequest`` when the service does not count, and what the service or the transport
    ///   say.
    public func count(_ permit: consuming DispatchPermit) async throws(ProviderFailure) -> Int {
        let (request, target) = (permit.request, permit.target)
        guard request.operation == .chat else {
            throw ProviderFailure(.invalidRequest, "services count the tokens of conversations and nothing else")
        }
        var secret: Secret?
        if let reference = target.credentials { secret = try credentials.secret(for: reference) }
        let filter = EchoFilter(request: request, secret: secret)
        var failure = ProviderFailure(.invalidRequest, "\(target.kind.rawValue) has no call that counts tokens")
        for call in try adapter.tokenCountRequests(for: request, to: target, credential: secret) {
            let response = try await ServiceCall.send(call, over: transport)
            if response.isSuccess {
                guard let json = try? JSONValue(parsing: response.body), let count = adapter.tokenCount(in: json),
                    count >= 0
                else { throw .notUnderstood("a number of tokens") }
                return count
            }
            failure = filter.clean(adapter.failure(head: response.head, body: response.body))
            // A service that does not know one call may know the next.
            guard [404, 405, 501].contains(response.head.status) else { throw failure }
        }
        throw failure
    }
}
