import TurnoutCore
import TurnoutPolicy

extension WireRequest {
    /// A call that posts JSON and carries its credential in a header of the service's own.
    ///
    /// - Throws: ``ErrorCode/invalidRequest`` when the target has no endpoint, or one of its headers would take the
    ///   place of one that the call needs.
    init(
        posting body: JSONValue,
        to path: String,
        of target: Target,
        accept: String,
        credential: (name: String, value: Secret)?,
        headers: [WireHeader] = []
    ) throws(ProviderFailure) {
        let own = [WireHeader("content-type", "application/json"), WireHeader("accept", accept)] + headers
        self.init(
            method: .post,
            url: try target.address(of: path),
            headers: try target.headers(behind: own, credential: credential?.name),
            authorization: credential,
            body: body.bytes()
        )
    }
}

extension Secret {
    /// The header of a token that was issued for a while, written as `Bearer …`; `nil` for any other credential.
    var bearerHeader: (name: String, value: Secret)? {
        let text = reveal()
        return text.prefix(7).lowercased() == "bearer " ? WireRequest.bearer(Secret(String(text.dropFirst(7)))) : nil
    }
}
