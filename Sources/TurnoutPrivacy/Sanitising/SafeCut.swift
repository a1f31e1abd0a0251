/// Finds where a text can be cut so that both sides are read as the whole would be.
enum SafeCut {
    /// What a cut must keep to beside ranges.
    enum Rule {
        /// Where every value ends: a blank, a quote, a bracket, a comma, East Asian punctuation.
        case boundary
        /// Any place between two characters.
        case character
    }

    /// The last cut behind `start` and not behind `limit` that lies inside none of the ranges, or `start`.
    ///
    /// The ranges are in order and do not overlap.
    static func last(
        in bytes: [UInt8], behind start: Int, upTo limit: Int, outside ranges: [Range<Int>], _ rule: Rule
    ) -> Int {
        var cut = min(limit, bytes.count)
        var current = ranges.count - 1
        while cut > start {
            while current >= 0, ranges[current].lowerBound >= cut { current -= 1 }
            if current >= 0, ranges[current].upperBound > cut {
                cut = ranges[current].lowerBound
            } else if rule == .boundary ? isBoundary(cut, in: bytes) : startsCharacter(cut, in: bytes) {
                return cut
            } else {
                cut -= 1
            }
        }
        return start
    }

    /// The end of the last character that is whole, for bytes cut out of valid UTF-8.
    static func wholeEnd(of bytes: [UInt8]) -> Int {
        var lead = bytes.count - 1
        while lead >= 0, bytes.count - lead < 4, bytes[lead] & 0xC0 == 0x80 { lead -= 1 }
        guard lead >= 0 else { return bytes.count }
        let length =
            switch bytes[lead] {
            case 0xC0..<0xE0: 2
            case 0xE0..<0xF0: 3
            case 0xF0...: 4
            default: 1
            }
        return lead + length > bytes.count ? lead : bytes.count
    }

    static func startsCharacter(_ offset: Int, in bytes: [UInt8]) -> Bool {
        offset >= bytes.count || bytes[offset] & 0xC0 != 0x80
    }

    /// Whether the character before an offset ends every value. It is seen with the one behind.
    static func isBoundary(_ offset: Int, in bytes: [UInt8]) -> Bool {
        guard offset > 0, offset < bytes.count, startsCharacter(offset, in: bytes) else { return false }
        let last = bytes[offset - 1]
        switch last {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ","): return !isBetweenSingles(offset, last, in: bytes)
        case UInt8(ascii: "\n"): return !isInsideBlob(offset, in: bytes)
        case UInt8(ascii: "\r"): return bytes[offset] != UInt8(ascii: "\n")
        case UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["),
            UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "<"), UInt8(ascii: ">"):
            return true
        case 0x80...: return isEastAsian(offset, in: bytes)
        default: return false
        }
    }

    /// Whether a separator stands in a value whose characters are set apart, `4 1 1 1`, or at its edge: it is one of
    /// three with one byte between.
    private static func isBetweenSingles(_ offset: Int, _ separator: UInt8, in bytes: [UInt8]) -> Bool {
        func isSeparator(_ place: Int) -> Bool { bytes.indices.contains(place) && bytes[place] == separator }
        return if isSeparator(offset + 1) {
            isSeparator(offset + 3) || isSeparator(offset - 3)
        } else {
            isSeparator(offset - 3) && isSeparator(offset - 5)
        }
    }

    /// Whether a line end stands inside base64 or hexadecimal digits, which say nothing but as a whole.
    private static func isInsideBlob(_ offset: Int, in bytes: [UInt8]) -> Bool {
        var end = offset - 1
        if end > 0, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        guard end >= shortestLine, isBlob(bytes[offset]) else { return false }
        return bytes[(end - shortestLine)..<end].allSatisfy(isBlob)
    }

    /// The shortest full line of base64 that is written over several.
    private static let shortestLine = 60

    private static func isBlob(_ byte: UInt8) -> Bool {
        !ByteClass(rawValue: ByteClass.table[Int(byte)]).isDisjoint(with: [.urlSafe, .base64])
    }

    /// Whether East Asian punctuation stands before an offset, or letters of scripts without blanks on both sides.
    private static func isEastAsian(_ offset: Int, in bytes: [UInt8]) -> Bool {
        guard offset >= 3 else { return false }
        switch (bytes[offset - 3], bytes[offset - 2]) {
        case (0xE3, 0x80): return true
        case (0xEF, 0xBC): return wideMarks.contains(bytes[offset - 1])
        case (0xE3...0xED, 0x80...0xBF): return (0xE3...0xED).contains(bytes[offset])
        default: return false
        }
    }

    /// The last bytes of `！＂（），：；？`.
    private static let wideMarks: [UInt8] = [0x81, 0x82, 0x88, 0x89, 0x8C, 0x9A, 0x9B, 0x9F]
}
