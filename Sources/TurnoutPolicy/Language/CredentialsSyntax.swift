import TurnoutYAML

/// `credentials`: `{env: NAME}` or `{file: PATH}`.
package struct CredentialsSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var environment: Located<String>?
    package var file: Located<String>?

    package init() {}

    package static let table = RecordTable<Self>(
        "credentials",
        "Where a credential is; one of the two.",
        [
            RecordField(
                "env",
                \.environment,
                .located(.variableName),
                "An environment variable."
            ),
            RecordField("file", \.file, .located(.credentialPath), "A file whose first line is the credential."),
        ],
        exactlyOne: ["env", "file"]
    )
}

extension ValueType where Value == String {
    /// The name of an environment variable. What is written in its place may be the credential, so it is never repeated.
    static var variableName: ValueType {
        let name = "the name of an environment variable"
        let pattern = "^[A-Za-z_][A-Za-z0-9_]*$"
        return ValueType(shape: .scalar(name: name, example: "OPENAI_API_KEY", pattern: pattern)) { node, reading in
            guard let text = reading.text(node, expected: name) else { return nil }
            if text.looksLikeCredential {
                reading.literalSecret(
                    "a credential must not stand in a policy", at: node.span,
                    help: "put it into an environment variable, and write that variable's name here")
                return nil
            }
            let isName = text.utf8.enumerated().allSatisfy { index, byte in
                switch byte {
                case 0x41...0x5A, 0x61...0x7A, 0x5F: true
                case 0x30...0x39: index > 0
                default: false
                }
            }
            if isName, !text.isEmpty { return text }
            reading.secrets.append(node.span)
            reading.report(.invalidValue, "this is not \(name)", at: node.span, help: "write it like `OPENAI_API_KEY`")
            return nil
        }
    }

    /// The path of a file with a credential; the credential itself is an error.
    static var credentialPath: ValueType {
        ValueType(shape: .scalar(name: "a path", example: "/run/secrets/openai", pattern: nil)) { node, reading in
            guard let text = reading.text(node, expected: "a path") else { return nil }
            guard !text.looksLikeCredential else {
                reading.literalSecret(
                    "a credential must not stand in a policy", at: node.span,
                    help: "put it into a file, and write that file's path here")
                return nil
            }
            return text
        }
    }
}

extension ValueType where Value == [NamedValue<Located<String>>] {
    /// Headers; one that carries a credential is an error.
    static var headers: ValueType {
        let plain: ValueType = .map(.located(.text), key: "header")
        return ValueType(shape: plain.shape) { node, reading in
            for entry in node.mapping ?? [] {
                guard let value = entry.value.scalar, !value.isPlainNull,
                    entry.name.isSecretHeader || value.text.looksLikeCredential
                else { continue }
                reading.literalSecret(
                    "the header `\(entry.name.shortened)` carries a credential, which must not stand in a policy",
                    at: entry.value.span, help: "use `credentials: {env: NAME}`")
            }
            return plain.read(node, &reading)
        }
    }
}

extension ValueType where Value == CredentialsSyntax {
    /// A reference to a credential; a literal one is an error whose message does not repeat it.
    static var credentials: ValueType {
        ValueType(shape: .record { CredentialsSyntax.table.description }) { node, reading in
            guard node.scalar == nil else {
                reading.literalSecret(
                    "a credential must not stand in a policy", at: node.span,
                    help:
                        "put it into an environment variable and write `{env: NAME}`, or into a file and write `{file: PATH}`"
                )
                return nil
            }
            return reading.record(node, CredentialsSyntax.table)
        }
    }
}
