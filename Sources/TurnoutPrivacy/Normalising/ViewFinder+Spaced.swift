extension ViewFinder {
    /// The fewest characters that make a spaced-out value.
    private static var fewest: Int { 8 }

    /// `4 1 1 1 …`, `s-k-…`: single characters with the same separator between, around the separator at an offset.
    ///
    /// - Returns: Whether a run of them was taken or refused as a whole.
    @discardableResult
    mutating func spaced(at place: Int) -> Bool {
        let separator = at(place)
        guard place > 0, place >= joinedEnd, at(place + 2) == separator, at(place + 4) == separator,
            ViewFinder.isSpacer(separator)
        else { return false }
        let start =
            isUnit(place - 1, separator) && place > joinedEnd && isEdge(place - 2) ? place - 1 : place + 1
        guard isUnit(start, separator) else { return false }
        var last = start
        while at(last + 1) == separator, isUnit(last + 2, separator),
            at(last + 3) == separator || isEdge(last + 3)
        {
            last += 2
        }
        work += last - start
        guard (last - start) / 2 + 1 >= ViewFinder.fewest else { return false }
        joinedEnd = last + 1
        var (first, final) = (start, last)
        let values = Symbols(self, first, final)
        // An article or a pronoun beside a number is none of it.
        if values.digits + 2 >= values.count {
            if isArticle(first), isDigit(first + 2) { first += 2 }
            if isArticle(final), isDigit(final - 2) { final -= 2 }
        }
        guard values.distinct > 1, final > first, joined.begin(at: first, of: text) else { return true }
        for unit in stride(from: first, to: final, by: 2) {
            joined.replace(to: unit + 2, with: at(unit), .spaced)
        }
        joined.replace(to: final + 1, with: at(final), .spaced)
        if values.looksLikeKey {
            findings.append(
                Finding(
                    type: .apiKey, subtype: "spaced", detector: "builtin.token/spaced", range: first..<(final + 1),
                    score: 0.75))
        }
        return true
    }

    private static func isSpacer(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"),
            UInt8(ascii: ","), UInt8(ascii: "/"), UInt8(ascii: "*"), UInt8(ascii: "|"):
            true
        default: false
        }
    }

    private mutating func isArticle(_ offset: Int) -> Bool {
        at(offset) | 0x20 == UInt8(ascii: "a") || at(offset) == UInt8(ascii: "I")
    }

    private mutating func isUnit(_ offset: Int, _ separator: UInt8) -> Bool {
        at(offset) > 0x20 && at(offset) < 0x7F && at(offset) != separator
    }

    /// Whether no word goes on at an offset.
    private mutating func isEdge(_ offset: Int) -> Bool { !isWord(offset) && at(offset) != UInt8(ascii: "@") }

    /// What single characters a run is made of.
    private struct Symbols {
        var count = 0
        var digits = 0
        private var lowers = 0
        private var uppers = 0
        private var seen = SIMD2<UInt64>()

        init(_ finder: borrowing ViewFinder, _ first: Int, _ last: Int) {
            for offset in stride(from: first, through: last, by: 2) {
                let kind = finder.kind(offset)
                count += 1
                if kind.contains(.digit) { digits += 1 }
                if kind.contains(.lower) { lowers += 1 }
                if kind.contains(.upper) { uppers += 1 }
                let byte = finder.at(offset)
                seen[Int(byte >> 6) & 1] |= 1 << UInt64(byte & 63)
            }
        }

        var distinct: Int { seen[0].nonzeroBitCount + seen[1].nonzeroBitCount }

        /// Whether nobody but a generator mixes characters so: twenty or more, of all kinds.
        var looksLikeKey: Bool {
            count >= 20 && count <= 400 && digits >= 2 && lowers >= 2 && uppers >= 2 && distinct >= 12
        }
    }
}
