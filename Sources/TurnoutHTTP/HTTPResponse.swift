#if Server
import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Synchronization
import TurnoutCore
import TurnoutProviders

/// One response as its reader fetches it.
final class HTTPResponse: ResponsePull {
    private let mailbox: ResponseMailbox
    private let mapping: FailureMapping
    /// How the response ended, once that has come with its last bytes.
    private let end = Mutex<Result<Void, ProviderFailure>?>(nil)
    private let hasHead = Atomic(false)

    init(_ mailbox: ResponseMailbox, mapping: FailureMapping) {
        self.mailbox = mailbox
        self.mapping = mapping
    }

    func next() async throws(ProviderFailure) -> [WireResponsePart]? {
        if let end = end.withLock({ $0 }) {
            try end.get()
            return nil
        }
        let delivery = await mailbox.next()
        guard !delivery.isCancelled, !Task.isCancelled else { throw mapping.cancelled }
        var parts: [WireResponsePart] = []
        if let head = delivery.head {
            hasHead.store(true, ordering: .relaxed)
            parts.append(.head(Self.translate(head)))
        }
        if !delivery.pieces.isEmpty { parts.append(.bytes(Self.joined(delivery.pieces))) }
        switch delivery.end {
        case nil: return parts
        case .success?:
            if parts.isEmpty { return nil }
            end.withLock { $0 = .success(()) }
        case .failure(let error)?:
            let failure = mapping.failure(for: error, phase: phase)
            if parts.isEmpty { throw failure }
            end.withLock { $0 = .failure(failure) }
        }
        return parts
    }

    func cancel() { mailbox.cancel() }

    /// How far the call has come.
    private var phase: FailureMapping.Phase {
        hasHead.load(ordering: .relaxed) ? .answering : mailbox.isConnected ? .waiting : .connecting
    }

    private static func joined(_ pieces: [ByteBuffer]) -> [UInt8] {
        if pieces.count == 1, let piece = pieces.first { return Array(buffer: piece) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(pieces.reduce(0) { $0 + $1.readableBytes })
        for piece in pieces { bytes.append(contentsOf: piece.readableBytesView) }
        return bytes
    }

    private static func translate(_ head: HTTPResponseHead) -> WireResponseHead {
        WireResponseHead(status: Int(head.status.code), headers: head.headers.map { WireHeader($0.name, $0.value) })
    }
}
#endif
