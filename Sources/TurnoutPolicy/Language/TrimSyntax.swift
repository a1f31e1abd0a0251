import TurnoutYAML

/// `routes[].trim`.
package struct TrimSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var oldestMessages: Located<Int>?

    package init() {}

    package static let table = RecordTable<Self>(
        "routes[].trim",
        "How a long conversation is shortened before it is sent.",
        [
            .required(
                "oldest_messages",
                \.oldestMessages,
                .located(.tokens),
                "The oldest messages are left out until the prompt is estimated at no more than this. The system prompt stays, and "
                    + "so do the calls of tools whose results stay."
            )
        ]
    )
}
