#if Server
import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
public import TurnoutCore
public import TurnoutProviders

/// Carries requests over HTTP/1.1, or HTTP/2 where the service offers it, on pooled connections.
///
/// Without TLS it keeps connections of its own; with it the HTTP client does, which has HTTP/2 and the certificates.
///
/// It goes where the policy says and nowhere else: redirects are handed back, no proxy is taken from the environment,
/// certificates are checked, and no tracing header is added. Bodies are not decompressed, since none is asked for.
///
/// The owner must call ``shutdown()`` before the last copy goes away.
public struct HTTPTransport: Transport, PullTransport {
    /// How connections are kept.
    public struct Configuration: Hashable, Sendable {
        /// The most connections to one host at a time; requests beyond wait for one. Over HTTP/2 one is enough.
        public var maxConnectionsPerHost: Int
        /// How long a connection without a request is kept.
        public var idleTimeout: Duration
        /// The longest time that an attempt to connect may take, whatever a request allows.
        ///
        /// An attempt outlives a request that is cancelled or gives up waiting: the connection belongs to the pool, and
        /// nothing has been sent on it.
        public var longestConnect: Duration
        /// Whose certificates are believed. They are always checked.
        public var trustRoots: TrustRoots

        /// Creates a configuration.
        public init(
            maxConnectionsPerHost: Int = 1024,
            idleTimeout: Duration = .seconds(50),
            longestConnect: Duration = .seconds(10),
            trustRoots: TrustRoots = .system
        ) {
            self.maxConnectionsPerHost = maxConnectionsPerHost
            self.idleTimeout = idleTimeout
            self.longestConnect = longestConnect
            self.trustRoots = trustRoots
        }
    }

    private let client: HTTPClient
    private let lanes = EventLoopLanes(of: .singleton)
    private let prototypes = RequestPrototypes()
    private let plain: PlainAddresses

    /// Creates a transport with a pool of its own.
    public init(_ configuration: Configuration = Configuration()) {
        var settings = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: TimeAmount(configuration.longestConnect)),
            proxy: nil,
            decompression: .disabled
        )
        settings.connectionPool.idleTimeout = TimeAmount(configuration.idleTimeout)
        settings.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = max(1, configuration.maxConnectionsPerHost)
        // A refused connection has to be told at once: whether to try again is the dispatcher's to say.
        settings.connectionPool.retryConnectionEstablishment = false
        settings.httpVersion = .automatic
        if configuration.trustRoots != .system {
            var security = TLSConfiguration.makeClientConfiguration()
            security.additionalTrustRoots = [.certificates(configuration.trustRoots.additional)]
            settings.tlsConfiguration = security
        }
        // A process that traces itself would otherwise hand its trace identifiers to every provider.
        settings.tracing.tracer = nil
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
        plain = PlainAddresses(
            PlainPool.Settings(
                maxConnections: max(1, configuration.maxConnectionsPerHost),
                idleTimeout: TimeAmount(configuration.idleTimeout),
                longestConnect: TimeAmount(configuration.longestConnect)),
            lanes: lanes)
    }

    /// Closes all connections, those in use too, and waits for attempts to connect to end.
    public func shutdown() async {
        // The one error that this can give says that it was shut down before.
        try? await client.shutdown()
        await plain.shutdown()
    }

    public func send(
        _ request: WireRequest,
        receive: (WireResponsePart) async throws(ProviderFailure) -> Void
    ) async throws(ProviderFailure) {
        guard !Task.isCancelled else { throw FailureMapping(request).cancelled }
        let call = try open(request)
        let outcome: Result<Void, ProviderFailure> = await withTaskCancellationHandler {
            do throws(ProviderFailure) {
                while let parts = try await call.next() { for part in parts { try await receive(part) } }
                return .success(())
            } catch {
                return .failure(error)
            }
        } onCancel: {
            // Not left to whoever is waiting: the receiver may be busy, and the connection must close now.
            call.cancel()
        }
        if case .failure = outcome { call.cancel() }
        try outcome.get()
    }

    /// Makes a call whose response its reader fetches.
    package func open(_ request: WireRequest) throws(ProviderFailure) -> any ResponsePull {
        let mapping = FailureMapping(request)
        let timeout = TimeAmount(request.connectTimeout)
        if let address = plain[request.url] {
            guard request.isWritable else {
                throw mapping.failure(for: HTTPClientError.invalidHeaderFieldValues([]), phase: .preparing)
            }
            let mailbox = ResponseMailbox(connectTimeout: timeout)
            let call = PlainCall(
                HTTPRequestHead(
                    version: .http1_1, method: HTTPMethod(rawValue: request.method.rawValue), uri: address.path,
                    headers: request.framedHeaders(host: address.host)),
                body: request.body.isEmpty ? ByteBuffer() : ByteBuffer(bytes: request.body),
                mailbox: mailbox, pool: address.pool)
            mailbox.follow(call)
            address.pool.start(call)
            return HTTPResponse(mailbox, mapping: mapping)
        }
        let outgoing: HTTPClient.Request
        do { outgoing = try translate(request) } catch { throw mapping.failure(for: error, phase: .preparing) }
        let lane = lanes.enter()
        let mailbox = ResponseMailbox(connectTimeout: timeout) { [lanes] in lanes.leave(lane) }
        ClientDelegate(mailbox).start(outgoing, with: client, on: lanes[lane])
        return HTTPResponse(mailbox, mapping: mapping)
    }

    private func translate(_ request: WireRequest) throws -> HTTPClient.Request {
        // The client checks too, but tells it like a connection that broke.
        guard request.isWritable else { throw HTTPClientError.invalidHeaderFieldValues([]) }
        var outgoing = try prototypes.request(request.method, to: request.url)
        outgoing.headers = HTTPHeaders(request.allHeaders)
        if !request.body.isEmpty { outgoing.body = .byteBuffer(ByteBuffer(bytes: request.body)) }
        return outgoing
    }
}

extension TimeAmount {
    /// A duration in the event loop's unit, held at its ends.
    init(_ duration: Duration) { self = .nanoseconds(duration.nanosecondsSaturating) }
}
#endif
