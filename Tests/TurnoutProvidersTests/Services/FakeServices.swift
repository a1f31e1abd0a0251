import Synchronization
import TurnoutCore
import TurnoutProviders

/// Services in this process: what each address answers, and what it was asked.
final class FakeServices: Transport {
    enum Reply: Sendable {
        case json(Int, String)
        /// Another type of content.
        case other(Int, type: String, String)
        /// Nothing, until the caller goes away.
        case silence
        case failure(ProviderFailure)
    }

    private let replies: [String: Reply]
    private let otherwise: Reply
    private let seen = Mutex<[WireRequest]>([])

    init(
        _ replies: [String: Reply],
        otherwise: Reply = .failure(ProviderFailure(.network, "nobody listens at this address"))
    ) {
        self.replies = replies
        self.otherwise = otherwise
    }

    var requests: [WireRequest] { seen.withLock { $0 } }

    func send(
        _ request: WireRequest, receive: (WireResponsePart) async throws(ProviderFailure) -> Void
    ) async throws(ProviderFailure) {
        seen.withLock { $0.append(request) }
        switch replies[request.url] ?? otherwise {
        case .json(let status, let text): try await answer(status, "application/json", text, receive)
        case .other(let status, let type, let text): try await answer(status, type, text, receive)
        case .failure(let failure): throw failure
        case .silence:
            do {
                try await Task.sleep(for: .seconds(60))
            } catch {
                throw ProviderFailure(.cancelled, "the caller went away")
            }
        }
    }

    private func answer(
        _ status: Int, _ type: String, _ text: String,
        _ receive: (WireResponsePart) async throws(ProviderFailure) -> Void
    ) async throws(ProviderFailure) {
        try await receive(.head(WireResponseHead(status: status, headers: [WireHeader("content-type", type)])))
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            try await receive(.bytes(Array(rest.prefix(50_000))))
            rest = rest.dropFirst(50_000)
        }
    }
}
