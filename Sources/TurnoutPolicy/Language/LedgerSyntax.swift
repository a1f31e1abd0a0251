import TurnoutYAML

/// `ledger`.
package struct LedgerSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var keep: Located<Duration>?
    package var decisions: Located<Duration>?
    package var identities: LedgerSettings.Identities?
    package var onFailure: LedgerSettings.FailureAction?

    package init() {}

    package static let table = RecordTable<Self>(
        "ledger",
        "What is kept of calls and of what they cost.",
        [
            RecordField(
                "keep",
                \.keep,
                .located(.duration),
                default: "400d",
                "How long calls and the pots of past periods are kept. What has not ended stays."
            ),
            RecordField(
                "decisions", \.decisions, .located(.duration), default: "90d", "How long decisions are kept."),
            RecordField(
                "identities",
                \.identities,
                .choice,
                default: "plain",
                "How users, tenants, features and tags are stored: as they are, or as keyed hashes. Values in which a detector finds "
                    + "something are hashed in any case."
            ),
            RecordField(
                "on_failure",
                \.onFailure,
                .choice,
                default: "refuse",
                "What happens to calls that may cost while the ledger cannot be written: they are refused, and free targets go on."
            ),
        ]
    )
}
