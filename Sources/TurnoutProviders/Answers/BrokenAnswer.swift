import TurnoutCore

extension ProviderFailure {
    /// A body that ended before the answer did.
    static let brokeOff = ProviderFailure(.network, "the answer broke off: the body ended without the service's mark")

    /// A body that is not what the service sends.
    static func notUnderstood(_ what: String) -> ProviderFailure {
        ProviderFailure(.provider, "the service answered with something else than \(what)")
    }
}
