import TurnoutCore
import TurnoutYAML

/// `routes[].hedge`.
package struct HedgeSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var after: Duration?
    package var share: Int?

    package init() {}

    package static let table = RecordTable<Self>(
        "routes[].hedge",
        "When the next target is asked as well although the first has not failed, only slow. The first to begin an answer "
            + "serves it; the other call is cancelled.",
        [
            RecordField(
                "after",
                \.after,
                .duration,
                default: "the target's 95th percentile",
                "How long the first target may be silent; by default as long as 95 in 100 of its first tokens take at most."
            ),
            RecordField(
                "share",
                \.share,
                .percent,
                default: "5%",
                "The most hedges, as a share of the route's requests: a bound on what they cost."
            ),
        ]
    )
}

/// What a route does when a provider refuses a request for its content.
package enum ContentPolicyAction: String, Sendable, CaseIterable {
    /// The refusal is the answer.
    case stop
    /// The chain goes on.
    case fallback
}
