/// What the ledger keeps, and what happens when it cannot be written.
public struct LedgerSettings: Hashable, Sendable {
    /// How users, tenants, features and tags are stored. Values in which a detector finds something are hashed in any case.
    public enum Identities: String, Sendable, CaseIterable {
        /// As the caller gave them.
        case plain
        /// As keyed hashes, the same for the same value.
        case hashed
    }

    /// What happens to calls that may cost while the ledger cannot be written.
    public enum FailureAction: String, Sendable, CaseIterable {
        /// They are not made; free targets go on.
        case refuse
    }

    /// How long calls, ended reservations and pots of past periods are kept; longer than nothing.
    public var calls: Duration
    /// How long decisions are kept; longer than nothing.
    public var decisions: Duration
    public var identities: Identities
    public var onFailure: FailureAction

    /// Creates settings; the defaults are those of the documentation.
    public init(
        calls: Duration = .seconds(400 * 86_400), decisions: Duration = .seconds(90 * 86_400),
        identities: Identities = .plain, onFailure: FailureAction = .refuse
    ) {
        self.calls = calls
        self.decisions = decisions
        self.identities = identities
        self.onFailure = onFailure
    }
}
