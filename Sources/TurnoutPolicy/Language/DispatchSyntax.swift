import TurnoutYAML

/// `dispatch`.
package struct DispatchSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var attempts: Int?
    package var unsupported: UnsupportedAction?
    package var panicBelow: Int?

    package init() {}

    package static let table = RecordTable<Self>(
        "dispatch",
        "How a request walks the chain of its route.",
        [
            RecordField(
                "attempts",
                \.attempts,
                .integer(1...20),
                default: "4",
                "The most calls for one request: first tries, retries, fallbacks and hedges together."
            ),
            RecordField(
                "unsupported",
                \.unsupported,
                .choice,
                default: "reject",
                "What happens to a setting of a request, such as a seed, that a service's interface cannot express: `reject` skips "
                    + "the target, `warn` leaves the setting out and warns of it, `drop` leaves it out and notes it. What is asked, "
                    + "such as an image, is never left out."
            ),
            RecordField(
                "panic_below",
                \.panicBelow,
                .percentOrNone,
                default: "50%",
                "The share of a balanced step that has to be well. With fewer, health is ignored inside the step, since the few "
                    + "would be brought down too; a guard or a refused credential never is. `0%` turns it off."
            ),
        ]
    )
}

/// `queue`.
package struct QueueSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var size: Int?
    package var maxWait: Duration?

    package init() {}

    package static let table = RecordTable<Self>(
        "queue",
        "What requests wait in while limits are reached.",
        [
            RecordField(
                "size",
                \.size,
                .integer(0...100_000),
                default: "1000",
                "The most requests that wait at a time; `0` lets none wait."
            ),
            RecordField(
                "max_wait",
                \.maxWait,
                .duration,
                default: "30s",
                "The longest that a request waits, however far off its deadline is."
            ),
        ]
    )
}

/// `limits`, of the router as a whole.
package struct RouterLimitsSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var requests: [Rate]?
    package var tokens: [Rate]?
    package var concurrency: Int?
    package var perUser: UserLimitsSyntax?

    package init() {}

    package static let table = RecordTable<Self>(
        "limits",
        "What the router may be asked for as a whole; every line holds, beside the limits of providers and models.",
        [
            RecordField(
                "requests",
                \.requests,
                .list(.rate, orSingle: true),
                "Requests over a period, or several such limits."
            ),
            RecordField(
                "tokens",
                \.tokens,
                .list(.rate, orSingle: true),
                "Tokens over a period, or several such limits."
            ),
            RecordField("concurrency", \.concurrency, .integer(1...100_000), "Requests at the same time."),
            RecordField("per_user", \.perUser, .record, "What each user may ask for."),
        ]
    )
}

/// `limits.per_user`.
package struct UserLimitsSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var requests: [Rate]?
    package var tokens: [Rate]?
    package var concurrency: Int?

    package init() {}

    package static let table = RecordTable<Self>(
        "limits.per_user",
        "What each user may ask for. Requests that name no user share one allowance.",
        [
            RecordField(
                "requests",
                \.requests,
                .list(.rate, orSingle: true),
                "A user's requests over a period, or several such limits."
            ),
            RecordField(
                "tokens",
                \.tokens,
                .list(.rate, orSingle: true),
                "A user's tokens over a period, or several such limits."
            ),
            RecordField("concurrency", \.concurrency, .integer(1...100_000), "A user's requests at the same time."),
        ]
    )
}
