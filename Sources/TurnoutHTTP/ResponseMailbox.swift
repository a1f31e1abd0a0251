#if Server
import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Synchronization

/// Stands between the connection's event loop and the task that reads the response: holds the head and one piece.
///
/// The event loop gets a promise with each piece and reads no further until it is kept, which happens when the reader
/// comes back for more. So a reader that takes its time holds up the service and not the memory. It is built on the
/// client's delegates, since the client's asynchronous interface tells neither when a connection stands (the time to
/// connect is each request's own) nor lets a call end while its reader is busy.
final class ResponseMailbox: HTTPClientResponseDelegate {
    typealias Response = Void

    /// What the reader finds.
    enum Step: Sendable {
        case head(HTTPResponseHead)
        case bytes(ByteBuffer)
        case ended
        case failed(any Error)
    }

    private struct State {
        var waiting: [Step] = []
        var end: Step?
        var reader: CheckedContinuation<Step, Never>?
        var taken: EventLoopPromise<Void>?
        var isConnected = false
        var timer: Scheduled<Void>?
    }

    private let state = Mutex(State())
    private let connectTimeout: TimeAmount

    init(connectTimeout: TimeAmount) { self.connectTimeout = connectTimeout }

    /// Whether the request has gone out.
    var isConnected: Bool { state.withLock { $0.isConnected } }

    /// Starts the clock for the connection and follows the call to its end.
    func start(_ call: HTTPClient.Task<Void>) {
        let timer = call.eventLoop.scheduleTask(in: connectTimeout) { [weak self] in
            guard let self, !self.isConnected else { return }
            call.fail(reason: HTTPClientError.connectTimeout)
        }
        let isLate = state.withLock { state in
            state.timer = timer
            return state.isConnected || state.end != nil
        }
        if isLate { timer.cancel() }
        // A client that is shut down fails the call without telling its delegate.
        call.futureResult.whenComplete { result in
            switch result {
            case .success: self.finish(.ended)
            case .failure(let error): self.finish(.failed(error))
            }
        }
    }

    /// What comes next; the one before counts as done with.
    func next() async -> Step {
        // The promise belongs to the last piece; while something is waiting, the piece is among it.
        let taken = state.withLock { state -> EventLoopPromise<Void>? in
            guard state.waiting.isEmpty else { return nil }
            defer { state.taken = nil }
            return state.taken
        }
        taken?.succeed(())
        return await withCheckedContinuation { continuation in
            let step: Step? = state.withLock { state in
                if !state.waiting.isEmpty { return state.waiting.removeFirst() }
                if let end = state.end { return end }
                state.reader = continuation
                return nil
            }
            if let step { continuation.resume(returning: step) }
        }
    }

    private func deliver(_ step: Step, taken: EventLoopPromise<Void>?) {
        let reader = state.withLock { state -> CheckedContinuation<Step, Never>? in
            state.taken = taken
            defer { state.reader = nil }
            if state.reader == nil { state.waiting.append(step) }
            return state.reader
        }
        reader?.resume(returning: step)
    }

    private func finish(_ end: Step) {
        let (reader, taken, timer) = state.withLock {
            state -> (CheckedContinuation<Step, Never>?, EventLoopPromise<Void>?, Scheduled<Void>?) in
            guard state.end == nil else { return (nil, nil, nil) }
            state.end = end
            defer { (state.reader, state.taken, state.timer) = (nil, nil, nil) }
            return (state.reader, state.taken, state.timer)
        }
        timer?.cancel()
        taken?.succeed(())
        reader?.resume(returning: end)
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
        deliver(.head(head), taken: nil)
        return task.eventLoop.makeSucceededVoidFuture()
    }

    func didReceiveBodyPart(task: HTTPClient.Task<Void>, _ buffer: ByteBuffer) -> EventLoopFuture<Void> {
        let taken = task.eventLoop.makePromise(of: Void.self)
        deliver(.bytes(buffer), taken: taken)
        return taken.futureResult
    }

    func didReceiveError(task: HTTPClient.Task<Void>, _ error: any Error) { finish(.failed(error)) }

    func didFinishRequest(task: HTTPClient.Task<Void>) throws {}
}
#endif
