import TurnoutCore
public import TurnoutProviders

#if Server
import TurnoutHTTP
#endif

/// What carries a command's requests, and how to be done with it.
public struct Carrier: Sendable {
    /// Carries requests to services.
    public var transport: any Transport
    /// Closes all connections.
    public var close: @Sendable () async -> Void

    /// Creates a carrier.
    public init(transport: any Transport, close: @escaping @Sendable () async -> Void) {
        self.transport = transport
        self.close = close
    }

    /// Carries over the network.
    public static var http: Carrier {
        #if Server
        let transport = HTTPTransport()
        return Carrier(transport: transport) { await transport.shutdown() }
        #else
        return Carrier(transport: NoTransport()) {}
        #endif
    }
}

#if !Server
/// What a build without the package trait `Server` has: it decides, and sends nothing.
private struct NoTransport: Transport {
    func send(
        _ request: WireRequest, receive: (WireResponsePart) async throws(ProviderFailure) -> Void
    ) async throws(ProviderFailure) {
        throw ProviderFailure(.network, "this program was built without the trait `Server`, and cannot send")
    }
}
#endif
