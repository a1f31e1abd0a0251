import TurnoutCore
import TurnoutPolicy

extension WireRequest {
    /// A call that posts JSON below the target's endpoint and sends the headers that the policy gives it.
    ///
    /// - Throws: ``ErrorCode/invalidRequest`` when the target has no endpoint, or one of its headers would take the
    ///   place of one that the call needs.
    init(
        posting body: JSONValue,
        to path: String,
        of target: Target,
        accept: String,
        bearer credential: Secret?,
        headers: [WireHeader] = []
    ) throws(ProviderFailure) {
        let own = [WireHeader("content-type", "application/json"), WireHeader("accept", accept)] + headers
        self.init(
            method: .post,
            url: try target.address(of: path),
            headers: try target.headers(behind: own, credential: nil),
            authorization: credential.map(Self.bearer),
            body: body.bytes()
        )
    }

    /// The header that carries a bearer token (RFC 6750, section 2.1).
    static func bearer(_ credential: Secret) -> (name: String, value: Secret) {
        ("authorization", Secret("Bearer \(credential.reveal())"))
    }
}

extension Target {
    /// The address of a path below the target's endpoint, or below the usual one of its kind.
    func address(of path: String) throws(ProviderFailure) -> String {
        guard let base = endpoint?.description ?? kind.defaultEndpoint else {
            throw ProviderFailure(.invalidRequest, "the policy gives `\(name)` no endpoint")
        }
        return base + path
    }

    /// The headers of a call, and behind them those that the policy gives the target.
    ///
    /// - Throws: ``ErrorCode/invalidRequest`` when one of the policy's would take the place of one that the call needs.
    func headers(behind own: [WireHeader], credential: String?) throws(ProviderFailure) -> [WireHeader] {
        if headers.isEmpty { return own }
        var reserved = own.map { $0.name.lowercased() }
        reserved += ["authorization", "content-length", "transfer-encoding", "host", "connection"]
        if let credential { reserved.append(credential.lowercased()) }
        var all = own
        for header in headers {
            guard !reserved.contains(header.name.lowercased()) else {
                throw ProviderFailure(
                    .invalidRequest,
                    "the policy gives `\(name)` the header `\(header.name)`, which the call sets by itself"
                )
            }
            all.append(WireHeader(header.name, header.value))
        }
        return all
    }
}
