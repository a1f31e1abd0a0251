#if Server
import NIOCore
import NIOHTTP1
import NIOHTTP2
import NIOPosix
import NIOSSL
import NIOTLS
import Synchronization

/// A TLS server on loopback that speaks HTTP/2 where it is offered and HTTP/1.1 where it is not, answers each path with
/// a script, and notes what it saw.
final class SecureServer: Sendable {
    /// What the server does next, the head being sent.
    enum Step: Sendable {
        case text(String)
        case pause(Duration)
        /// Says nothing more until the client leaves.
        case hold
        /// Tells the client that this connection takes no more requests.
        case goAway
        /// Ends this answer, and not the connection, in the middle; over HTTP/1.1 the connection.
        case breakOff
    }

    /// A request as it came.
    struct Request: Hashable {
        var connection: Int
        var path: String
        /// The protocol that the handshake chose; empty when the client offered none.
        var protocolName: String
    }

    /// How a client ended an answer.
    struct Departure {
        var path: String
        /// What HTTP/2 gave as the reason; `nil` when the connection went.
        var reason: HTTP2ErrorCode?
        var moment: ContinuousClock.Instant
    }

    /// What the server saw.
    struct Notes {
        /// Connections whose handshake was completed.
        var connections = 0
        var requests: [Request] = []
        var departures: [Departure] = []
    }

    let scripts: [String: [Step]]
    private let notes = Mutex(Notes())
    private let listener = Mutex<(any Channel)?>(nil)

    private init(_ scripts: [String: [Step]]) { self.scripts = scripts }

    /// Runs a server for as long as the body runs.
    ///
    /// - Parameter protocols: what it chooses among, the best first.
    static func run(
        _ scripts: [String: [Step]],
        as identity: TestAuthority.Identity,
        protocols: [String] = ["h2", "http/1.1"],
        _ body: (SecureServer) async throws -> Void
    ) async throws {
        let server = SecureServer(scripts)
        var settings = TLSConfiguration.makeServerConfiguration(
            certificateChain: identity.chain.map { .certificate($0) }, privateKey: .privateKey(identity.key))
        settings.applicationProtocols = protocols
        let context = try NIOSSLContext(configuration: settings)
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelOption(.backlog, value: 256)
            .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in server.receive(channel, context) }
            .bind(host: "127.0.0.1", port: 0).get()
        server.listener.withLock { $0 = channel }
        do { try await body(server) } catch {
            try await channel.close()
            throw error
        }
        try await channel.close()
    }

    var port: Int { listener.withLock { $0?.localAddress?.port } ?? 0 }

    func url(_ path: String, host: String = "127.0.0.1") -> String { "https://\(host):\(port)\(path)" }

    var seen: Notes { notes.withLock { $0 } }

    func note(_ change: (inout Notes) -> Void) { notes.withLock { change(&$0) } }

    /// The first that left early, waited for at most that long.
    func departure(within limit: Duration = .seconds(2)) async throws -> Departure? {
        let end = ContinuousClock.now + limit
        while ContinuousClock.now < end {
            if let departure = seen.departures.first { return departure }
            try await Task.sleep(for: .milliseconds(1))
        }
        return nil
    }

    private func receive(_ channel: any Channel, _ context: NIOSSLContext) -> EventLoopFuture<Void> {
        channel.eventLoop.makeCompletedFuture {
            let line = channel.pipeline.syncOperations
            try line.addHandler(NIOSSLServerHandler(context: context))
            try line.addHandler(RefusalHandler())
            try line.addHandler(
                ApplicationProtocolNegotiationHandler { result, channel in
                    let number = self.notes.withLock { notes in
                        notes.connections += 1
                        return notes.connections
                    }
                    guard case .negotiated("h2") = result else {
                        let name = if case .negotiated(let name) = result { name } else { "" }
                        return channel.eventLoop.makeCompletedFuture {
                            try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                            try channel.pipeline.syncOperations.addHandler(
                                ScriptHandler(server: self, connection: number, protocolName: name))
                        }
                    }
                    return channel.configureHTTP2Pipeline(
                        mode: .server, connectionConfiguration: .init(), streamConfiguration: .init()
                    ) { stream in
                        stream.eventLoop.makeCompletedFuture {
                            try stream.pipeline.syncOperations.addHandler(HTTP2FramePayloadToHTTP1ServerCodec())
                            try stream.pipeline.syncOperations.addHandler(
                                ScriptHandler(server: self, connection: number, protocolName: "h2"))
                        }
                    }.map { _ in }
                })
        }
    }
}

/// Closes what a client that does not believe the certificate leaves behind.
private final class RefusalHandler: ChannelInboundHandler {
    typealias InboundIn = NIOAny

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
#endif
