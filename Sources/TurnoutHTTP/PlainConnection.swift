#if Server
import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Synchronization

/// A connection without TLS, which carries one HTTP/1.1 request after the other (RFC 9112).
final class PlainConnection: ChannelDuplexHandler, Sendable {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundIn = HTTPClientRequestPart
    typealias OutboundOut = HTTPClientRequestPart

    private struct State {
        var call: PlainCall?
        /// Whether both sides keep the connection behind the response.
        var isKept = false
        /// Not read until the reader has taken what is there.
        var isHeld = false
        /// There was something to read meanwhile.
        var wantsRead = false
    }

    private let channel: any Channel
    private let pool: PlainPool
    private let lane: Int
    private let state = Mutex(State())

    init(_ channel: any Channel, of pool: PlainPool, lane: Int) {
        self.channel = channel
        self.pool = pool
        self.lane = lane
    }

    /// The handlers of a connection.
    static func handlers(_ channel: any Channel, of pool: PlainPool, lane: Int) throws {
        try channel.pipeline.syncOperations.addHandlers(
            HTTPRequestEncoder(), ByteToMessageHandler(HTTPResponseDecoder()),
            PlainConnection(channel, of: pool, lane: lane))
    }

    // MARK: From any thread

    /// Sends a request. The connection has no other.
    func send(_ call: PlainCall) {
        if channel.eventLoop.inEventLoop { return begin(call) }
        channel.eventLoop.execute { self.begin(call) }
    }

    /// Breaks a request off. One that is over, or never was here, is nothing to this connection.
    func abort(_ call: PlainCall, for reason: any Error) {
        channel.eventLoop.execute {
            let isMine = self.state.withLock { state in
                guard state.call === call else { return false }
                state.call = nil
                return true
            }
            guard isMine else {
                // It may have gone on to another connection, since this one was closed before it was sent.
                if call.connection !== self { self.pool.end(call, for: reason) }
                return
            }
            call.mailbox.finish(.failure(reason))
            self.channel.close(promise: nil)
        }
    }

    /// Closes the connection, whatever goes over it.
    func close() {
        channel.eventLoop.execute {
            self.fail(HTTPClientError.cancelled)
            self.channel.close(promise: nil)
        }
    }

    // MARK: On the event loop

    var isActive: Bool { channel.isActive }

    private func begin(_ call: PlainCall) {
        guard channel.isActive else { return moveOn(call) }
        state.withLock { state in
            state.call = call
            state.isKept = false
        }
        call.mailbox.sent()
        let pipeline = channel.pipeline.syncOperations
        pipeline.write(NIOAny(HTTPClientRequestPart.head(call.head)), promise: nil)
        if call.body.readableBytes > 0 {
            pipeline.write(NIOAny(HTTPClientRequestPart.body(.byteBuffer(call.body))), promise: nil)
        }
        pipeline.writeAndFlush(NIOAny(HTTPClientRequestPart.end(nil)), promise: nil)
    }

    /// Gives a request back of which nothing has been sent: another connection may do.
    private func moveOn(_ call: PlainCall) {
        call.connection = nil
        pool.start(call)
        // Whoever ended it in between found it nowhere.
        if call.mailbox.isCancelled { pool.end(call, for: CancellationError()) }
    }

    private func fail(_ error: any Error) {
        let call = state.withLock { state in
            defer { state.call = nil }
            return state.call
        }
        call?.mailbox.finish(.failure(error))
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            let call = state.withLock { state in
                state.isKept = head.isKeepAlive && head.status != .switchingProtocols
                return state.call
            }
            guard let call else { return context.close(promise: nil) }
            call.mailbox.put(head)
        case .body(let piece):
            guard let call = state.withLock({ $0.call }),
                let taken = call.mailbox.put(piece, on: context.eventLoop)
            else { return }
            state.withLock { $0.isHeld = true }
            taken.whenComplete { _ in self.readOn() }
        case .end: end(context)
        }
    }

    private func end(_ context: ChannelHandlerContext) {
        let (call, isKept) = state.withLock { state in
            defer { state.call = nil }
            return (state.call, state.isKept)
        }
        guard let call else { return context.close(promise: nil) }
        // A body without a length ends with its connection. One who answers before he has read the request may not read
        // it at all.
        if isKept, call.head.isKeepAlive, context.channel.isActive, context.channel.isWritable {
            // First, so that the reader's next request finds it.
            pool.release(self)
        } else {
            context.close(promise: nil)
        }
        call.mailbox.finish(.success(()))
    }

    func channelReadComplete(context: ChannelHandlerContext) { state.withLock { $0.call }?.mailbox.wake() }

    /// The one place that a full mailbox stops: what the service sends further stays in the sockets.
    func read(context: ChannelHandlerContext) {
        let isHeld = state.withLock { state in
            if state.isHeld { state.wantsRead = true }
            return state.isHeld
        }
        if !isHeld { context.read() }
    }

    private func readOn() {
        let wantsRead = state.withLock { state in
            state.isHeld = false
            defer { state.wantsRead = false }
            return state.wantsRead
        }
        if wantsRead { channel.read() }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(error)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail(HTTPClientError.remoteConnectionClosed)
        pool.lost(self, lane: lane)
        context.fireChannelInactive()
    }
}
#endif
