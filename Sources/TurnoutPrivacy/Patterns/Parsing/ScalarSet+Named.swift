extension ScalarSet {
    static let digit = ScalarSet(ascii: isDigit)
    static let word = ScalarSet(ascii: { isAlphanumeric($0) || $0 == UInt8(ascii: "_") })
    static let space = ScalarSet(ascii: { $0 == 0x20 || (0x09...0x0D).contains($0) })
    static let newline = ScalarSet(ascii: { $0 == 0x0A })

    /// The set of a POSIX class, ASCII only.
    static func named(_ name: String) -> ScalarSet? {
        switch name {
        case "alnum": ScalarSet(ascii: isAlphanumeric)
        case "alpha": ScalarSet(ascii: { isAlphanumeric($0) && !isDigit($0) })
        case "ascii": ScalarSet(ascii: { _ in true })
        case "blank": ScalarSet(ascii: { $0 == 0x20 || $0 == 0x09 })
        case "cntrl": ScalarSet(ascii: { $0 < 0x20 || $0 == 0x7F })
        case "digit": digit
        case "graph": ScalarSet(ascii: { (0x21...0x7E).contains($0) })
        case "lower": ScalarSet(ascii: { $0 &- 0x61 < 26 })
        case "print": ScalarSet(ascii: { (0x20...0x7E).contains($0) })
        case "punct": ScalarSet(ascii: { (0x21...0x7E).contains($0) && !isAlphanumeric($0) })
        case "space": space
        case "upper": ScalarSet(ascii: { $0 &- 0x41 < 26 })
        case "word": word
        case "xdigit": ScalarSet(ascii: { isDigit($0) || ($0 | 0x20) &- 0x61 < 6 })
        default: nil
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- 0x61 < 26 }
}
