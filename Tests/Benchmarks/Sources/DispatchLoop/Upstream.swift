import NIOCore
import NIOHTTP1
import NIOPosix

/// A server on loopback that answers each request at once, from bytes that were made before.
///
/// A plain answer goes out in one write. Each chunk of a streamed one has a write of its own, as from a service that
/// makes one word after the other.
final class Upstream: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = ByteBuffer

    /// Below this path, streamed answers hold twice the words: what a chunk costs is the difference.
    static let longPath = "/long"

    private static let plain = [
        ByteBuffer(
            string: head("application/json", "content-length: \(WireText.answer.utf8.count)") + WireText.answer)
    ]
    private static let stream = chunks(of: WireText.events(repeating: 1))
    private static let longStream = chunks(of: WireText.events(repeating: 2))

    private var pieces = Upstream.plain

    /// Serves until standard input ends; prints the port first. One event loop.
    static func serve() throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let channel = try ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelOption(.backlog, value: 256)
            .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers(
                        ByteToMessageHandler(HTTPRequestDecoder()), Upstream())
                }
            }
            .bind(host: "127.0.0.1", port: 0).wait()
        sayPort(channel.localAddress?.port ?? 0)
        waitForEndOfInput()
        try group.syncShutdownGracefully()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            // Real services read this in the body. Every contender says it in both places.
            let isStreamed = head.headers.first(name: "accept") == "text/event-stream"
            pieces =
                isStreamed ? head.uri.hasPrefix(Self.longPath) ? Self.longStream : Self.stream : Self.plain
        case .body: break
        case .end:
            for piece in pieces { context.writeAndFlush(wrapOutboundOut(piece), promise: nil) }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private static func chunks(of events: [String]) -> [ByteBuffer] {
        let framed = events.map { "\(String($0.utf8.count, radix: 16))\r\n\($0)\r\n" }
        let begin = head("text/event-stream; charset=utf-8", "transfer-encoding: chunked")
        // The end of the body goes out with the last event.
        return [ByteBuffer(string: begin + (framed.first ?? ""))]
            + framed.dropFirst().dropLast().map { ByteBuffer(string: $0) }
            + [ByteBuffer(string: (framed.last ?? "") + "0\r\n\r\n")]
    }

    private static func head(_ type: String, _ framing: String) -> String {
        """
        HTTP/1.1 200 OK\r
        date: Fri, 21 Nov 2025 08:00:00 GMT\r
        content-type: \(type)\r
        \(framing)\r
        connection: keep-alive\r
        openai-processing-ms: 1\r
        openai-version: 2020-10-01\r
        x-ratelimit-limit-requests: 10000\r
        x-ratelimit-limit-tokens: 200000\r
        x-ratelimit-remaining-requests: 9999\r
        x-ratelimit-remaining-tokens: 199000\r
        x-request-id: req_5c1d7e\r
        \r

        """
    }
}
