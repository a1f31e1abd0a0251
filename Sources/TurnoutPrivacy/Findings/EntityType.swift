/// What kind of thing a detector found, under the name Presidio gives it where it has one.
///
/// The name says what was found; the label places it in the hierarchy that policies test (`pii`, `pii.email`,
/// `secret.api_key`). Detectors of other people add types with ``init(_:label:)``.
public struct EntityType: RawRepresentable, Sendable {
    /// The name, in capitals: `EMAIL_ADDRESS`.
    public let rawValue: String
    /// The hierarchical label that policies test, dots between its levels.
    public let label: String

    /// Creates a type with a label of its own.
    public init(_ name: String, label: String) {
        rawValue = name
        self.label = label
    }

    /// Finds a built-in type by name; an unknown name becomes a type below `custom.`.
    public init(rawValue: String) {
        if let known = EntityType.builtin.first(where: { $0.rawValue == rawValue }) {
            self = known
        } else {
            self.init(rawValue, label: "custom." + rawValue.lowercased())
        }
    }
}

extension EntityType: Hashable {
    public static func == (lhs: EntityType, rhs: EntityType) -> Bool {
        lhs.rawValue == rhs.rawValue && lhs.label == rhs.label
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(rawValue)
        hasher.combine(label)
    }
}

extension EntityType {
    /// A mail address.
    public static let email = EntityType("EMAIL_ADDRESS", label: "pii.email")
    /// The number of a payment card.
    public static let card = EntityType("CREDIT_CARD", label: "pii.card")
    /// An international bank account number.
    public static let iban = EntityType("IBAN_CODE", label: "pii.iban")
    /// A telephone number.
    public static let phone = EntityType("PHONE_NUMBER", label: "pii.phone")
    /// An IPv4 or IPv6 address of a single host.
    public static let ip = EntityType("IP_ADDRESS", label: "pii.ip")
    /// A key or token of an API.
    public static let apiKey = EntityType("API_KEY", label: "secret.api_key")
    /// A signed JSON web token.
    public static let jwt = EntityType("JWT", label: "secret.jwt")
    /// A private key in PEM or PGP armour.
    public static let privateKey = EntityType("PRIVATE_KEY", label: "secret.private_key")
    /// A password with the name that gives it away.
    public static let password = EntityType("PASSWORD", label: "secret.password")
    /// The user and the password inside a URL.
    public static let urlCredentials = EntityType("URL_CREDENTIALS", label: "secret.url_credentials")

    /// Every type the built-in detectors may report.
    public static let builtin: [EntityType] = [
        .email, .card, .iban, .phone, .ip, .apiKey, .jwt, .privateKey, .password, .urlCredentials,
    ]
}

extension EntityType: CustomStringConvertible {
    /// The name.
    public var description: String { rawValue }
}
