import TurnoutCore
import TurnoutPolicy

extension WireRequest {
    /// A call that asks for JSON below the target's endpoint and sends the headers that the policy gives it.
    ///
    /// - Throws: ``ErrorCode/invalidRequest`` when the target has no endpoint, or one of its headers would take the
    ///   place of one that the call needs.
    init(
        getting path: String,
        of target: Target,
        credential: (name: String, value: Secret)?,
        headers: [WireHeader] = []
    ) throws(ProviderFailure) {
        self.init(
            method: .get,
            url: try target.address(of: path),
            headers: try target.headers(
                behind: [WireHeader("accept", "application/json")] + headers, credential: credential?.name),
            authorization: credential
        )
    }
}
