#if Server
import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Fills the mailbox from a call of the HTTP client.
///
/// It is built on the client's delegates, since the client's asynchronous interface tells neither when a connection
/// stands (the time to connect is each request's own) nor lets a call end while its reader is busy.
final class ClientDelegate: HTTPClientResponseDelegate {
    typealias Response = Void
    typealias Call = HTTPClient.Task<Void>

    private let mailbox: ResponseMailbox

    init(_ mailbox: ResponseMailbox) { self.mailbox = mailbox }

    /// Makes the call from its event loop, so that whatever follows stays there.
    func start(_ request: HTTPClient.Request, with client: HTTPClient, on eventLoop: any EventLoop) {
        eventLoop.execute { [mailbox] in
            guard !mailbox.isCancelled else { return mailbox.finish(.failure(CancellationError())) }
            let call = client.execute(request: request, delegate: self, eventLoop: .delegate(on: eventLoop))
            // A client that is shut down fails the call without telling its delegate.
            call.futureResult.whenComplete { mailbox.finish($0) }
            mailbox.follow(call)
            mailbox.limitConnecting(of: call, on: eventLoop)
        }
    }

    func didSendRequestHead(task: Call, _ head: HTTPRequestHead) { mailbox.sent() }

    func didReceiveHead(task: Call, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
        mailbox.put(head)
        mailbox.wakeLater(on: task.eventLoop)
        return task.eventLoop.makeSucceededVoidFuture()
    }

    func didReceiveBodyPart(task: Call, _ buffer: ByteBuffer) -> EventLoopFuture<Void> {
        let taken = mailbox.put(buffer, on: task.eventLoop)
        mailbox.wakeLater(on: task.eventLoop)
        return taken ?? task.eventLoop.makeSucceededVoidFuture()
    }

    func didReceiveError(task: Call, _ error: any Error) { mailbox.finish(.failure(error)) }

    func didFinishRequest(task: Call) throws {}
}

extension HTTPClient.Task: RunningCall {}
#endif
