extension EntityType {
    // MARK: Persons and accounts

    /// A mail address.
    public static let email = EntityType("EMAIL_ADDRESS", label: "pii.email")
    /// A telephone number.
    public static let phone = EntityType("PHONE_NUMBER", label: "pii.phone")
    /// The day on which somebody was born.
    public static let birthDate = EntityType("DATE_OF_BIRTH", label: "pii.birth_date")
    /// The number of a payment card.
    public static let card = EntityType("CREDIT_CARD", label: "pii.card")
    /// An international bank account number.
    public static let iban = EntityType("IBAN_CODE", label: "pii.iban")
    /// An address of a cryptocurrency.
    public static let crypto = EntityType("CRYPTO", label: "pii.crypto")
    /// An IPv4 or IPv6 address of a single host.
    public static let ip = EntityType("IP_ADDRESS", label: "pii.ip")
    /// The hardware address of a network device.
    public static let mac = EntityType("MAC_ADDRESS", label: "pii.mac")
    /// The number of a patient's file.
    public static let medicalRecord = EntityType("MEDICAL_RECORD_NUMBER", label: "pii.health.medical_record")

    // MARK: Secrets

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
    public static let builtin: [EntityType] =
        [
            .email, .phone, .birthDate, .card, .iban, .crypto, .ip, .mac, .medicalRecord, .apiKey, .jwt, .privateKey,
            .password, .urlCredentials,
        ] + identifiers
}
