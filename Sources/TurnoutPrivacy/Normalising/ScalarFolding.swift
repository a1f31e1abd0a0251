/// What a scalar outside ASCII is read as, whatever stands around it.
///
/// It follows Unicode's compatibility decompositions (UAX 15) as far as detectors care: letters, digits and the
/// punctuation that joins them, in ASCII. Everything else stays as it is.
enum ScalarFolding: Equatable {
    /// Stays as it is.
    case keep
    /// Is invisible, and goes.
    case delete
    /// Becomes one ASCII character.
    case ascii(UInt8)
    /// As ``ascii(_:)``, but only when no ASCII letter or digit stands before it: the note in `word¹` is none of it.
    case raised(UInt8)
    /// A mark on the character before it, which goes when that is a digit.
    case mark
    /// Becomes two or three small letters, the first in the lowest byte.
    case letters(UInt32)

    /// The folding of a scalar value.
    static func of(_ scalar: UInt32) -> ScalarFolding {
        switch scalar {
        case 0..<0x80: .keep
        case 0x80...0x2FF: latin(scalar)
        case 0x300...0x36F: scalar == 0x34F ? .delete : .mark
        case 0x2000...0x206F: punctuation(scalar)
        case 0x2070...0x2BFF: symbol(scalar)
        case 0xFB00...0xFFFF: presentation(scalar)
        case 0x1D400...0x1D6A3: letter((scalar - 0x1D400) % 52)
        case 0x1F110...0x1F189: squared(scalar)
        case 0xE0000...0xE0FFF: .delete
        default: isIgnorable(scalar) ? .delete : other(scalar)
        }
    }

    private static func letter(_ index: UInt32) -> ScalarFolding {
        .ascii(UInt8(truncatingIfNeeded: index < 26 ? 65 + index : 71 + index))
    }

    private static func capital(_ index: UInt32) -> ScalarFolding {
        .raised(UInt8(truncatingIfNeeded: 65 + index % 26))
    }

    private static func raisedDigit(_ value: UInt32) -> ScalarFolding { .raised(UInt8(truncatingIfNeeded: 48 + value)) }

    private static func latin(_ scalar: UInt32) -> ScalarFolding {
        switch scalar {
        case 0x85: .ascii(10)
        case 0xA0: .ascii(32)
        case 0xAD: .delete
        case 0xB2, 0xB3: raisedDigit(scalar - 0xB0)
        case 0xB9: raisedDigit(1)
        default: .keep
        }
    }

    private static func punctuation(_ scalar: UInt32) -> ScalarFolding {
        switch scalar {
        case 0x2000...0x200A, 0x202F, 0x205F: .ascii(32)
        case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F: .delete
        case 0x2010, 0x2011, 0x2043: .ascii(UInt8(ascii: "-"))
        case 0x2024: .ascii(UInt8(ascii: "."))
        case 0x2028, 0x2029: .ascii(10)
        case 0x2044: .ascii(UInt8(ascii: "/"))
        default: .keep
        }
    }

    private static func symbol(_ scalar: UInt32) -> ScalarFolding {
        switch scalar {
        case 0x2070: raisedDigit(0)
        case 0x2074...0x2079: raisedDigit(scalar - 0x2070)
        case 0x2080...0x2089: raisedDigit(scalar - 0x2080)
        case 0x20E0, 0x20E3: .mark  // what surrounds a key's digit
        case 0x2102...0x2139: letterlike[scalar].map { .ascii($0) } ?? .keep
        case 0x2212, 0x2796: .ascii(UInt8(ascii: "-"))
        case 0x2215: .ascii(UInt8(ascii: "/"))
        case 0x2460...0x2468: raisedDigit(scalar - 0x245F)
        case 0x2474...0x247C: raisedDigit(scalar - 0x2473)
        case 0x249C...0x24B5: .raised(UInt8(truncatingIfNeeded: 97 + scalar - 0x249C))
        case 0x24B6...0x24CF: capital(scalar - 0x24B6)
        case 0x24D0...0x24E9: .raised(UInt8(truncatingIfNeeded: 97 + scalar - 0x24D0))
        case 0x24EA, 0x24FF: raisedDigit(0)
        case 0x24F5...0x24FD: raisedDigit(scalar - 0x24F4)
        case 0x2776...0x277E: raisedDigit(scalar - 0x2775)
        case 0x2780...0x2788: raisedDigit(scalar - 0x277F)
        case 0x278A...0x2792: raisedDigit(scalar - 0x2789)
        case 0x2800: .ascii(32)
        default: .keep
        }
    }

    /// Letters of the mathematical alphabets that stand outside their row.
    private static let letterlike: [UInt32: UInt8] = {
        let letters: [(UInt32, Character)] = [
            (0x2102, "C"), (0x210A, "g"), (0x210B, "H"), (0x210C, "H"), (0x210D, "H"), (0x210E, "h"), (0x2110, "I"),
            (0x2111, "I"), (0x2112, "L"), (0x2113, "l"), (0x2115, "N"), (0x2119, "P"), (0x211A, "Q"), (0x211B, "R"),
            (0x211C, "R"), (0x211D, "R"), (0x2124, "Z"), (0x2128, "Z"), (0x212A, "K"), (0x212C, "B"), (0x212D, "C"),
            (0x212F, "e"), (0x2130, "E"), (0x2131, "F"), (0x2133, "M"), (0x2134, "o"), (0x2139, "i"),
        ]
        return Dictionary(uniqueKeysWithValues: letters.map { ($0.0, $0.1.asciiValue ?? 63) })
    }()

    private static func presentation(_ scalar: UInt32) -> ScalarFolding {
        switch scalar {
        case 0xFB00: .letters(0x6666)
        case 0xFB01: .letters(0x6966)
        case 0xFB02: .letters(0x6C66)
        case 0xFB03: .letters(0x69_6666)
        case 0xFB04: .letters(0x6C_6666)
        case 0xFB05, 0xFB06: .letters(0x7473)
        case 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB: .delete
        case 0xFE52: .ascii(UInt8(ascii: "."))
        case 0xFE58, 0xFE63: .ascii(UInt8(ascii: "-"))
        case 0xFE62: .ascii(UInt8(ascii: "+"))
        case 0xFE6B: .ascii(UInt8(ascii: "@"))
        case 0xFF01...0xFF5E: .ascii(UInt8(truncatingIfNeeded: scalar - 0xFEE0))
        default: .keep
        }
    }

    private static func squared(_ scalar: UInt32) -> ScalarFolding {
        let index = scalar - 0x1F110
        return index % 32 < 26 ? capital(index % 32) : .keep
    }

    /// Default-ignorable scalars outside the rows above (Unicode's Default_Ignorable_Code_Point).
    private static func isIgnorable(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x3164, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A: true
        default: false
        }
    }

    private static func other(_ scalar: UInt32) -> ScalarFolding {
        if scalar == 0x1680 || scalar == 0x3000 { return .ascii(32) }
        if scalar == 0x2E3A || scalar == 0x2E3B { return .ascii(UInt8(ascii: "-")) }
        return DecimalDigits.value(of: scalar).map { .ascii(48 + $0) } ?? .keep
    }
}
