public import TurnoutCore
public import TurnoutPolicy

/// Where credentials are read at the moment they are needed, so that a policy never holds one.
public protocol CredentialSource: Sendable {
    /// The credential behind a reference.
    ///
    /// - Throws: ``ErrorCode/authentication`` with a message that names the reference and says what to do.
    func secret(for reference: CredentialReference) throws(ProviderFailure) -> Secret
}
