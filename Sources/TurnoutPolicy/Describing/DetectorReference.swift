import TurnoutPrivacy

/// The page on what the built-in detectors find, made from the list that they report by.
package enum DetectorReference {
    /// The page in Markdown.
    package static var page: String {
        """
        # What the detectors find

        Made from the code (`EntityType.builtin`); do not edit. Rules and guards test labels; a label covers all below it, so
        `pii` covers `pii.id.us_ssn`. Types bear the names that Microsoft Presidio gives them where it has one. How they are
        found is in [privacy.md](../privacy.md), what is not found in [privacy-limits.md](../privacy-limits.md).

        | type | label | what |
        |---|---|---|
        \(rows)

        """
    }

    private static var rows: String {
        let meanings = Dictionary(
            EntityType.identifierNames.map { ($0.name, $0.meaning) }, uniquingKeysWith: { first, _ in first }
        ).merging(general) { first, _ in first }
        return (EntityType.builtin + EntityType.recognised).map { type in
            "| `\(type.rawValue)` | `\(type.label)` | \(meanings[type.rawValue] ?? "") |"
        }.joined(separator: "\n")
    }

    private static let general = [
        "EMAIL_ADDRESS": "mail address", "PHONE_NUMBER": "telephone number", "DATE_OF_BIRTH": "day of birth",
        "CREDIT_CARD": "payment card", "IBAN_CODE": "international bank account number",
        "CRYPTO": "address of a cryptocurrency", "IP_ADDRESS": "IPv4 or IPv6 address of a single host",
        "MAC_ADDRESS": "hardware address", "MEDICAL_RECORD_NUMBER": "number of a patient's file",
        "API_KEY": "key or token of an API", "JWT": "signed JSON web token",
        "PRIVATE_KEY": "private key in PEM, PGP or other armour", "PASSWORD": "password with what gives it away",
        "PERSON": "name of a person; only with `classify.recogniser`",
        "LOCATION": "postal address or place; only with `classify.recogniser`",
        "URL_CREDENTIALS": "user and password in a URL",
    ]
}
