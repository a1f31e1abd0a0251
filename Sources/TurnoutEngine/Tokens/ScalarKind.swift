/// What a character is to a tokeniser: what it is merged with, and how likely.
enum ScalarKind: UInt8 {
    case lower, upper, digit, space, newline, control, punctuation
    /// Latin letters beyond ASCII, and marks to be put on letters.
    case accented
    case greek, cyrillic
    /// Hebrew, Arabic and their neighbours.
    case semitic
    /// The scripts of India and its neighbours; tokenisers know the two most written ones better than the others.
    case indic, devanagari, thai
    case kana, han, hangul
    /// Punctuation and letters as wide as Chinese characters.
    case wide
    case symbol, emoji, other

    /// The kind of an ASCII character.
    init(ascii byte: UInt8) {
        switch byte {
        case 0x61...0x7A: self = .lower
        case 0x41...0x5A: self = .upper
        case 0x30...0x39: self = .digit
        case 0x20: self = .space
        case 0x0A, 0x0D: self = .newline
        case 0x00...0x1F, 0x7F: self = .control
        default: self = .punctuation
        }
    }

    /// The kind of a character beyond ASCII, by Unicode's blocks.
    init(beyondASCII code: UInt32) {
        self =
            switch code {
            case 0x4E00..<0xA000: .han
            case 0x400..<0x530: .cyrillic
            case ..<0xC0: .symbol
            case ..<0x370: .accented
            case ..<0x400: .greek
            case ..<0x590: .other
            case ..<0x900: .semitic
            case ..<0x980: .devanagari
            case 0xE00..<0xE80: .thai
            case ..<0x1100: .indic
            case ..<0x1200: .hangul
            case 0x1E00..<0x1F00: .accented
            case 0x1F00..<0x2000: .greek
            case 0x2000..<0x2C00: .symbol
            case 0x3000..<0x3040: .wide
            case 0x3040..<0x3100: .kana
            case 0x3400..<0xA000: .han
            case 0xAC00..<0xD800: .hangul
            case 0xF900..<0xFB00: .han
            case 0xFB00..<0xFE00: .semitic
            case 0xFE00..<0xFE10: .symbol
            case 0xFF00..<0xFFF0: .wide
            case 0x1F000..<0x1FB00: .emoji
            case 0x20000..<0x32000: .han
            default: .other
            }
    }

    /// Whether the character belongs to a word in Latin letters.
    var isLatin: Bool { self == .lower || self == .upper || self == .accented }
}
