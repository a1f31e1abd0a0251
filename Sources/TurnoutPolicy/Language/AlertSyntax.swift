import TurnoutYAML

/// `alerts[]`.
package struct AlertSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var id: Located<String>?
    package var to: AlertChannelSyntax?
    package var budgets: [Located<String>]?

    package init() {}

    package static let table = RecordTable<Self>(
        "alerts[]",
        "Where alerts go that budgets send by their `alert_at`.",
        [
            .required("id", \.id, .located(.identifier), "The route's name in messages."),
            .required("to", \.to, .alertChannel, "`log`, a `command` or a `webhook`."),
            RecordField(
                "budgets",
                \.budgets,
                .list(.located(.identifier), orSingle: true),
                default: "all of them",
                "The budgets whose alerts go there."
            ),
        ]
    )
}

/// `alerts[].to`.
package enum AlertChannelSyntax: Sendable {
    case log
    case service(AlertServiceSyntax)
}

/// `alerts[].to`, where it is a mapping.
package struct AlertServiceSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var command: [String]?
    package var webhook: Located<String>?
    package var secret: CredentialsSyntax?

    package init() {}

    package static let table = RecordTable<Self>(
        "alerts[].to",
        "A program or a service that takes alerts.",
        [
            RecordField(
                "command",
                \.command,
                .list(.commandWord),
                "A program with its arguments; the alert is on its standard input, and no shell reads the words."
            ),
            RecordField(
                "webhook",
                \.webhook,
                .located(.interpolated("an address", example: "https://hooks.example.com/turnout")),
                "An `https` address that the alert is posted to. `${NAME}` is replaced from the environment."
            ),
            RecordField(
                "secret",
                \.secret,
                .credentials,
                "Where the key is that signs what is posted to the webhook; without one it is not signed."
            ),
        ],
        exactlyOne: ["command", "webhook"]
    )
}

extension ValueType where Value == AlertChannelSyntax {
    static var alertChannel: ValueType {
        ValueType(shape: .union([.choice(["log"]), .record { AlertServiceSyntax.table.description }])) {
            node, reading in
            if node.mapping != nil {
                return reading.record(node, AlertServiceSyntax.table).map { .service($0) }
            }
            guard let text = reading.text(node, expected: "`log`, or a mapping with `command` or `webhook`") else {
                return nil
            }
            if text == "log" { return .log }
            reading.unknownName(.unknownChoice, "channel", text, among: ["log"], at: node.span)
            return nil
        }
    }
}

extension ValueType where Value == String {
    /// A word of a command. Whoever lists the processes of the machine sees it, so it must be no credential.
    static var commandWord: ValueType {
        ValueType(
            shape: .scalar(name: "a word of a command", example: "/usr/bin/notify", pattern: nil, plain: .anything)
        ) { node, reading in
            guard let text = reading.text(node, expected: "a word of a command, such as `/usr/bin/notify`") else {
                return nil
            }
            guard !text.looksLikeCredential else {
                reading.literalSecret(
                    "a credential must not stand in a policy", at: node.span,
                    help: "let the program read it from its environment or from a file")
                return nil
            }
            guard !text.unicodeScalars.contains("\0") else {
                reading.report(
                    .invalidValue, "no program can be given a NUL character", at: node.span, help: "remove it")
                return nil
            }
            return text
        }
    }
}
