#if Server
import NIOCore
import NIOHTTP1
import Synchronization

/// One request on its way over a connection without TLS.
final class PlainCall: RunningCall {
    let head: HTTPRequestHead
    /// Empty for none.
    let body: ByteBuffer
    let mailbox: ResponseMailbox
    private let pool: PlainPool
    /// What the request was given to.
    private let given = Mutex<PlainConnection?>(nil)

    init(_ head: HTTPRequestHead, body: ByteBuffer, mailbox: ResponseMailbox, pool: PlainPool) {
        self.head = head
        self.body = body
        self.mailbox = mailbox
        self.pool = pool
    }

    /// The connection that the request goes over; `nil` while it waits for one. The pool gives it under its own lock.
    var connection: PlainConnection? {
        get { given.withLock { $0 } }
        set { given.withLock { $0 = newValue } }
    }

    func fail(reason: any Error) { pool.end(self, for: reason) }
}
#endif
