#if Server
import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Synchronization

/// Stands between the connection's event loop and the task that reads the response: holds what came for the reader.
///
/// The reader is woken at the end of the event loop's turn and takes all that came in it at once, since an event loop and
/// a task that wait for each other over every piece switch threads twice for each. Up to ``capacity`` bytes wait for a
/// busy reader; with the piece that fills the mailbox the event loop gets a promise and reads no further until it is
/// kept, which happens when the reader has taken what waits. So a reader that takes its time holds up the service and not
/// the memory. It is built on the client's delegates, since the client's asynchronous interface tells neither when a
/// connection stands (the time to connect is each request's own) nor lets a call end while its reader is busy.
final class ResponseMailbox: HTTPClientResponseDelegate {
    typealias Response = Void

    /// What the reader finds, in order; never all empty.
    struct Delivery: Sendable {
        var head: HTTPResponseHead?
        var pieces: [ByteBuffer] = []
        var end: Result<Void, any Error>?

        var isEmpty: Bool { head == nil && pieces.isEmpty && end == nil }
    }

    /// How many bytes may wait for the reader, the last piece not counted.
    private static let capacity = 64 << 10
    /// What a piece counts for at least: however small, it may hold on to the buffer that it was read into.
    private static let leastPiece = 1 << 10

    private struct State {
        var waiting = Delivery()
        /// What the waiting pieces count for, in bytes.
        var bytes = 0
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
            guard !waiting.isEmpty else { return nil }
            defer { (waiting, bytes, taken) = (Delivery(), 0, nil) }
            return (waiting, taken)
        }
    }

    private let state = Mutex(State())
    private let connectTimeout: TimeAmount

    init(connectTimeout: TimeAmount) { self.connectTimeout = connectTimeout }

    /// Whether the request has gone out.
    var isConnected: Bool { state.withLock { $0.isConnected } }

    /// Starts the clock for the connection and follows the call to its end.
    func start(_ call: HTTPClient.Task<Void>) {
        // Behind the request itself: over a connection that stands it has gone out by then, and needs no clock.
        call.eventLoop.execute { [weak self] in self?.startClock(call) }
        // A client that is shut down fails the call without telling its delegate.
        call.futureResult.whenComplete { self.finish($0) }
    }

    private func startClock(_ call: HTTPClient.Task<Void>) {
        guard state.withLock({ !$0.isConnected && !$0.isOver }) else { return }
        let timer = call.eventLoop.scheduleTask(in: connectTimeout) { [weak self] in
            guard let self, !self.isConnected else { return }
            call.fail(reason: HTTPClientError.connectTimeout)
        }
        let isLate = state.withLock { state in
            state.timer = timer
            return state.isConnected || state.isOver
        }
        if isLate { timer.cancel() }
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

    private func wake() {
        typealias Woken = (reader: CheckedContinuation<Delivery, Never>, found: (Delivery, EventLoopPromise<Void>?))
        let woken = state.withLock { state -> Woken? in
            state.isWakeSet = false
            guard let reader = state.reader, let found = state.take() else { return nil }
            state.reader = nil
            return (reader, found)
        }
        guard let woken else { return }
        woken.found.1?.succeed(())
        woken.reader.resume(returning: woken.found.0)
    }

    private func wakeLater(_ isNeeded: Bool, on eventLoop: any EventLoop) {
        if isNeeded { eventLoop.execute { self.wake() } }
    }

    private func finish(_ end: Result<Void, any Error>) {
        let (taken, timer) = state.withLock { state -> (EventLoopPromise<Void>?, Scheduled<Void>?) in
            guard !state.isOver else { return (nil, nil) }
            state.isOver = true
            state.waiting.end = end
            defer { (state.taken, state.timer) = (nil, nil) }
            return (state.taken, state.timer)
        }
        timer?.cancel()
        taken?.succeed(())
        wake()
    }

    func didSendRequestHead(task: HTTPClient.Task<Void>, _ head: HTTPRequestHead) {
        let timer = state.withLock { state in
            state.isConnected = true
            defer { state.timer = nil }
            return state.timer
        }
        timer?.cancel()
    }

    func didReceiveHead(task: HTTPClient.Task<Void>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
        let isNeeded = state.withLock { state in
            state.waiting.head = head
            defer { state.isWakeSet = true }
            return !state.isWakeSet
        }
        wakeLater(isNeeded, on: task.eventLoop)
        return task.eventLoop.makeSucceededVoidFuture()
    }

    func didReceiveBodyPart(task: HTTPClient.Task<Void>, _ buffer: ByteBuffer) -> EventLoopFuture<Void> {
        let (isNeeded, taken) = state.withLock { state -> (Bool, EventLoopPromise<Void>?) in
            state.waiting.pieces.append(buffer)
            state.bytes += max(buffer.readableBytes, Self.leastPiece)
            if state.bytes >= Self.capacity { state.taken = task.eventLoop.makePromise(of: Void.self) }
            defer { state.isWakeSet = true }
            return (!state.isWakeSet, state.taken)
        }
        wakeLater(isNeeded, on: task.eventLoop)
        return taken?.futureResult ?? task.eventLoop.makeSucceededVoidFuture()
    }

    func didReceiveError(task: HTTPClient.Task<Void>, _ error: any Error) { finish(.failure(error)) }

    func didFinishRequest(task: HTTPClient.Task<Void>) throws {}
}
#endif
