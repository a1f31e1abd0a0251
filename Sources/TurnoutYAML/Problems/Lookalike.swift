/// A letter of another script that looks like a Latin letter, in a word that has Latin letters too.
public struct Lookalike: Sendable, Hashable {
    /// The letter.
    public var scalar: Unicode.Scalar
    /// How many Unicode scalars stand before it in the text.
    public var scalarOffset: Int
    /// The Latin letter that it looks like.
    public var latin: Character
    /// The letter's own script: `Cyrillic` or `Greek`.
    public var script: String

    /// The letter, its code point, and what it looks like, for a message.
    public var description: String {
        "‘\(scalar)’ (\(script), \(scalar.codePoint)) looks like the Latin ‘\(latin)’"
    }
}

extension String {
    /// The first Cyrillic or Greek letter that looks like a Latin one and stands in a word with Latin letters.
    ///
    /// A word is a run of letters; `_`, `-`, `.`, `/` and digits end it. Letters that look like no Latin one, as in
    /// `Δt` or `μs`, and words wholly of another script are no finding. The pairs are the single letters of the
    /// Cyrillic and Greek blocks whose usual glyph is that of a Latin letter (compare Unicode Technical Standard 39).
    public var firstLookalike: Lookalike? {
        guard utf8.contains(where: { $0 >= 0x80 }) else { return nil }
        var offset = 0
        var hasLatin = false
        var candidate: Lookalike?
        for scalar in unicodeScalars {
            if !scalar.belongsToWord {
                hasLatin = false
                candidate = nil
            } else if scalar.isLatinLetter {
                hasLatin = true
            } else if candidate == nil, let latin = scalar.latinLookalike {
                let script = scalar.value < 0x400 ? "Greek" : "Cyrillic"
                candidate = Lookalike(scalar: scalar, scalarOffset: offset, latin: latin, script: script)
            }
            if hasLatin, let candidate { return candidate }
            offset += 1
        }
        return nil
    }
}

extension Unicode.Scalar {
    /// `U+` and at least four hexadecimal digits.
    var codePoint: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// Whether the scalar is a letter or a mark on one; told from the number alone where that is enough.
    fileprivate var belongsToWord: Bool {
        guard value >= 0x80 else { return isLatinLetter }
        return properties.isAlphabetic || properties.generalCategory == .nonspacingMark
    }

    fileprivate var isLatinLetter: Bool {
        switch value {
        case 0x41...0x5A, 0x61...0x7A: true
        case 0xC0...0x2AF, 0x1E00...0x1EFF, 0x2C60...0x2C7F, 0xA722...0xA7FF: value != 0xD7 && value != 0xF7
        default: false
        }
    }

    fileprivate var latinLookalike: Character? {
        switch self {
        case "\u{430}", "\u{3B1}": "a"
        case "\u{441}", "\u{3F2}": "c"
        case "\u{501}": "d"
        case "\u{435}", "\u{450}", "\u{451}": "e"
        case "\u{4BB}": "h"
        case "\u{456}", "\u{457}", "\u{3B9}": "i"
        case "\u{458}", "\u{3F3}": "j"
        case "\u{43A}", "\u{3BA}": "k"
        case "\u{4CF}": "l"
        case "\u{3B7}": "n"
        case "\u{43E}", "\u{3BF}", "\u{3C3}": "o"
        case "\u{440}", "\u{3C1}": "p"
        case "\u{51B}": "q"
        case "\u{433}": "r"
        case "\u{455}": "s"
        case "\u{3C5}": "u"
        case "\u{475}", "\u{3BD}": "v"
        case "\u{51D}", "\u{461}", "\u{3C9}": "w"
        case "\u{445}", "\u{3C7}": "x"
        case "\u{443}", "\u{4AF}", "\u{3B3}": "y"
        case "\u{410}", "\u{391}": "A"
        case "\u{412}", "\u{392}": "B"
        case "\u{421}", "\u{3F9}": "C"
        case "\u{415}", "\u{395}": "E"
        case "\u{41D}", "\u{397}": "H"
        case "\u{406}", "\u{399}", "\u{4C0}": "I"
        case "\u{408}", "\u{37F}": "J"
        case "\u{41A}", "\u{39A}": "K"
        case "\u{41C}", "\u{39C}": "M"
        case "\u{39D}": "N"
        case "\u{41E}", "\u{39F}": "O"
        case "\u{420}", "\u{3A1}": "P"
        case "\u{405}": "S"
        case "\u{422}", "\u{3A4}": "T"
        case "\u{51C}": "W"
        case "\u{425}", "\u{3A7}": "X"
        case "\u{423}", "\u{4AE}", "\u{3A5}": "Y"
        case "\u{396}": "Z"
        default: nil
        }
    }
}
