import TurnoutCore

/// One call that carries no content: its answer is gathered whole, up to ``WireLimits/eventBytes``.
enum ServiceCall {
    /// A whole response of any status; of an error no more than ``WireLimits/errorBytes``.
    struct Response: Sendable {
        var head: WireResponseHead
        var body: [UInt8]

        var isSuccess: Bool { (200...299).contains(head.status) }
    }

    /// Thrown out of the transport to be done with a body whose start is enough.
    private static let enough = ProviderFailure(.cancelled, "the start of the error is enough")

    /// Makes a call.
    ///
    /// - Throws: ``ErrorCode/network``, ``ErrorCode/timeout`` and ``ErrorCode/cancelled`` as the transport does,
    ///   ``ErrorCode/provider`` when the answer is larger than what is held or is a web page.
    static func send(_ request: WireRequest, over transport: any Transport) async throws(ProviderFailure) -> Response {
        var head: WireResponseHead?
        var body: [UInt8] = []
        var isEnough = false
        do {
            try await transport.send(request) { part throws(ProviderFailure) in
                switch part {
                case .head(let received):
                    head = received
                    try refusePages(received)
                case .bytes(let bytes):
                    guard let status = head?.status else { throw .notUnderstood("HTTP") }
                    let isSuccess = (200...299).contains(status)
                    let room = (isSuccess ? WireLimits.eventBytes : WireLimits.errorBytes) - body.count
                    body.append(contentsOf: bytes.prefix(room))
                    guard bytes.count > room else { return }
                    guard !isSuccess else {
                        throw ProviderFailure(.provider, "the service sent more than \(WireLimits.eventBytes) bytes")
                    }
                    isEnough = true
                    throw enough
                }
            }
        } catch {
            // A service that said what is wrong and then hung up has said it.
            if let head, !(200...299).contains(head.status), isEnough || error.code == .network {
                return Response(head: head, body: body)
            }
            throw error
        }
        guard let head else { throw .notUnderstood("HTTP") }
        return Response(head: head, body: body)
    }

    private static func refusePages(_ head: WireResponseHead) throws(ProviderFailure) {
        let type = head.header("content-type")?.lowercased() ?? ""
        guard (200...299).contains(head.status), type.hasPrefix("text/html") else { return }
        throw ProviderFailure(
            .provider, "the service answered with a web page; is the endpoint the address of its interface?",
            status: head.status)
    }
}
