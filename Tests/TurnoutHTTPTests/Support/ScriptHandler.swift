#if Server
import NIOCore
import NIOHTTP1
import NIOHTTP2

/// Answers the requests of one stream of HTTP/2, or of one connection of HTTP/1.1, with the server's scripts.
final class ScriptHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let server: SecureServer
    private let connection: Int
    private let protocolName: String
    private var path = "/"
    private var isAnswering = false
    private var reason: HTTP2ErrorCode?

    init(server: SecureServer, connection: Int, protocolName: String) {
        self.server = server
        self.connection = connection
        self.protocolName = protocolName
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            path = head.uri
            server.note {
                $0.requests.append(.init(connection: connection, path: path, protocolName: protocolName))
            }
        case .body: break
        case .end:
            isAnswering = true
            let head = HTTPResponseHead(
                version: .http1_1, status: server.scripts[path] == nil ? .notFound : .ok,
                headers: ["content-type": "text/event-stream"])
            context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
            play((server.scripts[path] ?? [])[...], context)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? StreamClosedEvent { reason = event.reason }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        leave()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if let error = error as? NIOHTTP2Errors.StreamClosed { reason = error.errorCode }
        leave()
        context.close(promise: nil)
    }

    private func leave() {
        guard isAnswering else { return }
        isAnswering = false
        server.note { $0.departures.append(.init(path: path, reason: reason, moment: .now)) }
    }

    private func play(_ steps: ArraySlice<SecureServer.Step>, _ context: ChannelHandlerContext) {
        guard isAnswering else { return }
        guard let step = steps.first else {
            isAnswering = false
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            return
        }
        let rest = steps.dropFirst()
        switch step {
        case .text(let text):
            context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
            play(rest, context)
        case .pause(let duration):
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            context.eventLoop.scheduleTask(in: TimeAmount.nanoseconds(Int64(duration / .nanoseconds(1)))) {
                let (handler, context) = bound.value
                handler.play(rest, context)
            }
        case .hold: break
        case .goAway:
            let frame = HTTP2Frame(
                streamID: .rootStream,
                payload: .goAway(lastStreamID: .maxID, errorCode: .noError, opaqueData: nil))
            context.channel.parent?.writeAndFlush(frame, promise: nil)
            play(rest, context)
        case .breakOff:
            isAnswering = false
            context.close(promise: nil)
        }
    }
}
#endif
