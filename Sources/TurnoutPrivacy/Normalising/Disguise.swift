/// The ways in which a value may be written so that a reader sees it and a pattern does not.
enum Disguise: UInt8, Sendable, CaseIterable {
    /// `kim%40example.org`.
    case percent = 1
    /// `kim&#64;example.org`.
    case entity
    /// `kim\u0040example.org`.
    case escape
    /// `kim [at] example [dot] org`.
    case words
    /// `4 1 1 1 …`.
    case spaced
    /// `4111/1111/…`: groups with a separator of their own.
    case separators
    /// `4111 **1111** …`, `kim\_lee`: marks of Markdown inside a value.
    case marks
    /// A value broken over two lines.
    case wrapped
    /// Base64 of a text.
    case base64
    /// Hexadecimal digits of a text.
    case hex

    /// The name that findings carry behind their detector's.
    var name: String { "\(self)" }

    /// What a finding loses in score because its value had to be put together first.
    static let discount = 0.05

    /// Whether the text behind the disguise is certain, so that every type of value may be found in it.
    private var isCertain: Bool {
        switch self {
        case .percent, .entity, .escape, .base64, .hex: true
        case .words, .spaced, .separators, .marks, .wrapped: false
        }
    }

    /// Whether a finding in a view with this disguise is to be believed.
    ///
    /// A value put together from parts must prove itself by more than its shape: by check digits, or by a word near it.
    func keeps(_ finding: Finding) -> Bool {
        guard !isCertain, finding.detector.hasPrefix("builtin") else { return true }
        switch finding.type {
        case .email: return self != .separators
        case .iban, .crypto: return self != .words
        case .card: return self != .words && finding.score >= 0.97
        case .apiKey:
            return self != .words && finding.detector == "builtin.token" && finding.score >= 0.95
                || self == .spaced
        case .jwt: return self == .wrapped || self == .marks
        case .phone: return self != .words && finding.subtype == "international"
        case .ip, .mac, .password, .urlCredentials, .privateKey, .birthDate: return false
        default: return self != .words && finding.score > 0.75
        }
    }
}
