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
        var all = [WireHeader("content-type", "application/json"), WireHeader("accept", accept)] + headers
        let reserved = all.map(\.name) + ["authorization", "content-length", "transfer-encoding", "host", "connection"]
        for header in target.headers {
            guard !reserved.contains(header.name.lowercased()) else {
                throw ProviderFailure(
                    .invalidRequest,
                    "the policy gives `\(target.name)` the header `\(header.name)`, which the call sets by itself"
                )
            }
            all.append(WireHeader(header.name, header.value))
        }
        self.init(
            method: .post,
            url: try target.address(of: path),
            headers: all,
            authorization: credential.map { ("authorization", Secret("Bearer \($0.reveal())")) },
            body: body.bytes()
        )
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
}
