/// A literal prefix of keys and what must follow it.
struct TokenRule: Sendable {
    /// What a character behind the prefix may be.
    enum Body: Sendable {
        /// Letters and digits.
        case alphanumeric
        /// Small letters a–f, capitals A–F and digits.
        case hex
        /// Capitals and digits.
        case base32
        /// Letters, digits, `_` and `-`.
        case urlSafe
        /// ``urlSafe`` and `.`.
        case dotted
        /// Letters, digits, `+`, `/`, `=`, `_`, `-` and `.`.
        case base64
        /// Hexadecimal digits and `-`.
        case hexDashed
        /// Letters, digits, `_` and `$`.
        case dollar

        var allowed: ByteClass {
            switch self {
            case .alphanumeric, .hex: .alphanumeric
            case .base32: [.upper, .digit]
            case .urlSafe: .urlSafe
            case .dotted: [.urlSafe, .dot]
            case .base64: [.urlSafe, .dot, .base64]
            case .hexDashed: [.alphanumeric, .dash]
            case .dollar: [.word, .dollar]
            }
        }

        var refused: ByteClass {
            switch self {
            case .hex, .hexDashed: .nonHex
            default: []
            }
        }
    }

    let provider: String
    let prefix: [UInt8]
    let body: Body
    /// The possible numbers of characters behind the prefix.
    let length: ClosedRange<Int>

    init(_ provider: String, _ prefix: String, _ body: Body, _ length: ClosedRange<Int>) {
        self.provider = provider
        self.prefix = Array(prefix.utf8)
        self.body = body
        self.length = length
    }

    init(_ provider: String, _ prefix: String, _ body: Body, _ length: Int) {
        self.init(provider, prefix, body, length...length)
    }
}
