/// What a byte may be part of. One table look-up answers it for every parser.
struct ByteClass: OptionSet, Sendable {
    let rawValue: UInt16

    static let digit = ByteClass(rawValue: 1 << 0)
    static let lower = ByteClass(rawValue: 1 << 1)
    static let upper = ByteClass(rawValue: 1 << 2)
    static let underscore = ByteClass(rawValue: 1 << 3)
    /// A word byte that is no hexadecimal digit.
    static let nonHex = ByteClass(rawValue: 1 << 4)
    static let dash = ByteClass(rawValue: 1 << 5)
    static let dot = ByteClass(rawValue: 1 << 6)
    /// `+`, `/` and `=`, which base64 has beside letters and digits.
    static let base64 = ByteClass(rawValue: 1 << 7)
    /// What the part of a mail address before its `@` may hold, beyond letters, digits, `_`, `-` and `.`.
    static let mailbox = ByteClass(rawValue: 1 << 8)
    /// Punctuation at which a candidate may begin.
    static let anchor = ByteClass(rawValue: 1 << 9)
    static let space = ByteClass(rawValue: 1 << 10)
    static let newline = ByteClass(rawValue: 1 << 11)
    /// Ends a value that is not in quotes: `"'` and the backquote, `<>`, backslash.
    static let valueEnd = ByteClass(rawValue: 1 << 12)
    /// Ends a key or token that is not in quotes, though a password may hold it: `,;&)]}|`.
    static let tokenEnd = ByteClass(rawValue: 1 << 13)
    static let dollar = ByteClass(rawValue: 1 << 14)
    static let high = ByteClass(rawValue: 1 << 15)

    static let letter: ByteClass = [.lower, .upper]
    static let alphanumeric: ByteClass = [.digit, .lower, .upper]
    /// What ASCII word boundaries lie between; bytes above 127 stand outside words on purpose, because scripts
    /// without spaces put numbers right beside their letters.
    static let word: ByteClass = [.digit, .lower, .upper, .underscore]
    static let urlSafe: ByteClass = [.digit, .lower, .upper, .underscore, .dash]

    /// The class of each byte.
    static let table: [UInt16] = (UInt8.min...UInt8.max).map { classify($0).rawValue }

    private static func classify(_ byte: UInt8) -> ByteClass {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return .digit
        case UInt8(ascii: "a")...UInt8(ascii: "f"): return .lower
        case UInt8(ascii: "g")...UInt8(ascii: "z"): return [.lower, .nonHex]
        case UInt8(ascii: "A")...UInt8(ascii: "F"): return .upper
        case UInt8(ascii: "G")...UInt8(ascii: "Z"): return [.upper, .nonHex]
        case UInt8(ascii: "_"): return [.underscore, .nonHex]
        case UInt8(ascii: "-"): return [.dash, .anchor]
        case UInt8(ascii: "."): return .dot
        case UInt8(ascii: "+"): return [.base64, .mailbox, .anchor]
        case UInt8(ascii: "/"): return .base64
        case UInt8(ascii: "="): return [.base64, .anchor]
        case UInt8(ascii: "%"): return .mailbox
        case UInt8(ascii: "'"): return [.mailbox, .valueEnd]
        case UInt8(ascii: "@"), UInt8(ascii: "("), UInt8(ascii: ":"), UInt8(ascii: "~"): return .anchor
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ","), UInt8(ascii: ";"),
            UInt8(ascii: "&"), UInt8(ascii: "|"):
            return .tokenEnd
        case UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"):
            return .valueEnd
        case UInt8(ascii: "$"): return [.dollar, .anchor]
        case UInt8(ascii: " "), UInt8(ascii: "\t"): return .space
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return [.space, .newline]
        case 0xEF: return [.high, .anchor]  // may begin a full-width colon
        case 0xC3...0xD5, 0x80...0xBF: return [.high, .mailbox]  // Latin, Greek and Cyrillic letters
        case 0xC0...0xFF: return .high
        default: return []
        }
    }

    /// The small letter of an ASCII capital; any other byte as it is.
    @inline(__always)
    static func lowercased(_ byte: UInt8) -> UInt8 {
        byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
    }
}
