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

    /// The environment variable that names a file of certificates to believe beside those that the machine trusts.
    static let authorities = "TURNOUT_CA_FILE"

    /// Carries over the network.
    ///
    /// - Parameter environment: looks up ``authorities``; an empty value counts as none.
    /// - Throws: ``InputError`` when the file that it names cannot be read or holds no certificate.
    public static func http(environment: (String) -> String?) throws(InputError) -> Carrier {
        #if Server
        var configuration = HTTPTransport.Configuration()
        if let path = environment(authorities), !path.isEmpty {
            do { configuration.trustRoots = try TrustRoots(addingPEMFiles: [path]) } catch {
                throw InputError("\(authorities): \(error)")
            }
        }
        let transport = HTTPTransport(configuration)
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
