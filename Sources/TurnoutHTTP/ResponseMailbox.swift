#if Server
import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Synchronization

/// Stands between the connection's event loop and the task that reads the response: holds what came for the reader.
///
/// The reader is woken at the end of the event loop's turn and takes what came in it at once, since an event loop and a
/// task that wait for each other over every piece switch threads twice for each. Only small pieces are taken together: a
/// piece of ``capacity`` goes alone, as it would without a mailbox, and so a reader that takes its time for each part
/// draws no more from the service than one piece after the other. With the piece that fills the mailbox the event loop
/// gets a promise and reads no further until it is kept, which happens when nothing waits any more. So a slow reader
/// holds up the service and not the memory.
final class ResponseMailbox: Sendable {
    /// What the reader finds, in order; never all empty.
    struct Delivery: Sendable {
        var head: HTTPResponseHead?
        var pieces: [ByteBuffer] = []
        var end: Result<Void, any Error>?
        var isCancelled = false
    }

    /// How many bytes may wait for the reader, the last piece not counted, and how many it takes at once, the first
    /// piece not counted.
    private static let capacity = 16 << 10
    /// What a piece counts for at least: however small, it may hold on to the buffer that it was read into.
    private static let leastPiece = 256

    private struct State {
        /// What ends the call; `nil` before it began and after it ended.
        var call: (any RunningCall)?
        var isCancelled = false
        var head: HTTPResponseHead?
        var pieces: [ByteBuffer] = []
        /// What the waiting pieces count for, in bytes.
        var bytes = 0
        var end: Result<Void, any Error>?
        var isOver = false
        var reader: CheckedContinuation<Delivery, Never>?
        /// Whether the reader will be woken at the end of the event loop's turn.
        var isWakeSet = false
        /// Kept when the pieces have been taken.
        var taken: EventLoopPromise<Void>?
        var isConnected = false
        var timer: Scheduled<Void>?

        /// Takes what waits, with the promise that this keeps; `nil` when nothing waits.
        mutating func take() -> (Delivery, EventLoopPromise<Void>?)? {
            guard head != nil || !pieces.isEmpty || end != nil else { return nil }
            var delivery = Delivery(head: head, isCancelled: isCancelled)
            head = nil
            guard bytes > ResponseMailbox.capacity, pieces.count > 1 else {
                delivery.pieces = pieces
                delivery.end = end
                defer { (pieces, bytes, taken, end) = ([], 0, nil, nil) }
                return (delivery, taken)
            }
            var count = 0
            var size = 0
            for piece in pieces {
                size += max(piece.readableBytes, ResponseMailbox.leastPiece)
                if count > 0, size > ResponseMailbox.capacity { break }
                count += 1
                bytes -= max(piece.readableBytes, ResponseMailbox.leastPiece)
            }
            delivery.pieces = Array(pieces.prefix(count))
            pieces.removeFirst(count)
            guard pieces.isEmpty else { return (delivery, nil) }
            delivery.end = end
            defer { (taken, end) = (nil, nil) }
            return (delivery, taken)
        }
    }

    private let state = Mutex(State())
    private let connectTimeout: TimeAmount

    /// Is told once, when the call is over.
    private let isOver: (@Sendable () -> Void)?

    init(connectTimeout: TimeAmount, whenOver isOver: (@Sendable () -> Void)? = nil) {
        self.connectTimeout = connectTimeout
        self.isOver = isOver
    }

    /// Whether the request has gone out.
    var isConnected: Bool { state.withLock { $0.isConnected } }

    /// Whether the call is of no more use.
    var isCancelled: Bool { state.withLock { $0.isCancelled } }

    /// Takes what ends the call; ends it at once when it is of no more use.
    func follow(_ call: some RunningCall) {
        let isCancelled = state.withLock { state in
            if !state.isOver { state.call = call }
            return state.isCancelled
        }
        if isCancelled { call.fail(reason: CancellationError()) }
    }

    /// Ends the call unless the request goes out in the time that it has for that.
    func limitConnecting(of call: some RunningCall, on eventLoop: any EventLoop) {
        // Over a connection that stands the request has gone out by now.
        guard state.withLock({ !$0.isConnected && !$0.isOver }) else { return }
        let timer = eventLoop.scheduleTask(in: connectTimeout) { [weak self] in
            guard let self, !self.isConnected else { return }
            call.fail(reason: HTTPClientError.connectTimeout)
        }
        let isLate = state.withLock { state in
            state.timer = timer
            return state.isConnected || state.isOver
        }
        if isLate { timer.cancel() }
    }

    /// Closes the call, from any thread and whatever its reader does.
    func cancel() {
        let call = state.withLock { state in
            state.isCancelled = true
            return state.call
        }
        call?.fail(reason: CancellationError())
    }

    // MARK: The reader's side

    /// What has come since the last time; waits when nothing has.
    func next() async -> Delivery {
        if let delivery = take() { return delivery }
        return await withCheckedContinuation { continuation in
            if let delivery = take(orWait: continuation) { continuation.resume(returning: delivery) }
        }
    }

    private func take(orWait reader: CheckedContinuation<Delivery, Never>? = nil) -> Delivery? {
        let found = state.withLock { state in
            let found = state.take()
            if found == nil { state.reader = reader }
            return found
        }
        found?.1?.succeed(())
        return found?.0
    }

    // MARK: The event loop's side

    /// Hands over what has come, if the reader waits for it. At the end of the event loop's turn.
    func wake() {
        typealias Woken = (reader: CheckedContinuation<Delivery, Never>, found: (Delivery, EventLoopPromise<Void>?))
        let woken = state.withLock { state -> Woken? in
            state.isWakeSet = false
            guard let reader = state.reader, let found = state.take() else { return nil }
            state.reader = nil
            return (reader, found)
        }
        guard let woken else { return }
        // The reader first: what the loop reads for the promise is the next delivery.
        woken.reader.resume(returning: woken.found.0)
        woken.found.1?.succeed(())
    }

    /// Has the reader woken at the end of the event loop's turn.
    func wakeLater(on eventLoop: any EventLoop) {
        let isNeeded = state.withLock { state in
            defer { state.isWakeSet = true }
            return !state.isWakeSet
        }
        if isNeeded { eventLoop.execute { self.wake() } }
    }

    /// The request has gone out.
    func sent() {
        let timer = state.withLock { state in
            state.isConnected = true
            defer { state.timer = nil }
            return state.timer
        }
        timer?.cancel()
    }

    func put(_ head: HTTPResponseHead) { state.withLock { $0.head = head } }

    /// Takes a piece of the body.
    ///
    /// - Returns: what is kept when the connection may be read on; `nil` when it may be at once, or when an earlier piece
    ///   was told already.
    func put(_ piece: ByteBuffer, on eventLoop: any EventLoop) -> EventLoopFuture<Void>? {
        state.withLock { state in
            state.pieces.append(piece)
            state.bytes += max(piece.readableBytes, Self.leastPiece)
            guard state.bytes >= Self.capacity, state.taken == nil else { return nil }
            let taken = eventLoop.makePromise(of: Void.self)
            state.taken = taken
            return taken.futureResult
        }
    }

    func finish(_ end: Result<Void, any Error>) {
        let left = state.withLock { state -> (EventLoopPromise<Void>?, Scheduled<Void>?)? in
            guard !state.isOver else { return nil }
            state.isOver = true
            state.end = end
            defer { (state.taken, state.timer, state.call) = (nil, nil, nil) }
            return (state.taken, state.timer)
        }
        guard let left else { return }
        isOver?()
        left.1?.cancel()
        left.0?.succeed(())
        wake()
    }
}

/// What ends a call from outside.
protocol RunningCall: Sendable {
    /// Ends the call, from any thread; nothing when it is over.
    func fail(reason: any Error)
}
#endif
