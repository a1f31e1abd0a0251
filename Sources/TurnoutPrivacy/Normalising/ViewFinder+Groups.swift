extension ViewFinder {
    /// A number in groups with a separator that the detectors do not read: `4111/1111/…`, `LI52.9711.…`.
    mutating func number(at offset: Int) {
        guard offset >= joinedEnd else { return }
        if !isAlphanumeric(offset + 1), at(offset + 3) == at(offset + 1), spaced(at: offset + 1) { return }
        let first = runEnd(from: offset, of: .alphanumeric, limit: 16)
        joinedEnd = first
        let separator = separatorEnd(first)
        guard separator > first, isAlphanumeric(separator) else { return }
        let start = runStart(before: offset, of: .letter, limit: 6)
        guard first - start <= 12, !isAlphanumeric(start - 1), start >= joined.taken else { return }
        guard let end = groupsEnd(start, first, separator) else { return }
        guard joined.begin(at: start, of: text) else { return }
        var group = start
        while group < end {
            let stop = min(end, runEnd(from: group, of: .alphanumeric, limit: 16))
            joined.copy(to: stop, of: text)
            guard stop < end else { break }
            joined.delete(to: stop + separator - first, .separators)
            group = stop + separator - first
        }
    }

    /// The end of the separator at an offset: one to four bytes of spaces and signs.
    private mutating func separatorEnd(_ start: Int) -> Int {
        var end = start
        while end - start < 4, ViewFinder.isJoiner(at(end)) { end += 1 }
        return end - start <= 3 ? end : start
    }

    private static func isJoiner(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "-"),
            UInt8(ascii: ","), UInt8(ascii: "*"), UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"):
            true
        default: false
        }
    }

    /// The end of the groups that begin with a first one, all with the same separator between; nil when they cannot
    /// make a number.
    private mutating func groupsEnd(_ start: Int, _ first: Int, _ separator: Int) -> Int? {
        let width = separator - first
        let account = accountLength(start)
        var end = first
        var total = first - start
        var digits = (start..<first).count { isDigit($0) }
        var groups = 1
        var threes = 0
        let plain = digits == total
        var allPlain = plain
        while total < 40 {
            var begin = end
            while begin - end < width, at(begin) == at(first + begin - end) { begin += 1 }
            guard begin - end == width else { break }
            var stop = begin
            var inGroup = 0
            while stop - begin < 9 {
                let byte = at(stop)
                if byte &- 48 < 10 { inGroup += 1 } else if byte | 0x20 &- UInt8(ascii: "a") >= 26 { break }
                stop += 1
            }
            guard stop > begin, stop - begin <= 8, account != nil || isGroup(begin, stop, digits: inGroup) else { break }
            if let account, total + stop - begin > account { break }
            if inGroup < stop - begin { allPlain = false }
            if stop - begin == 3 { threes += 1 }
            digits += inGroup
            total += stop - begin
            groups += 1
            end = stop
            if total == account { break }
        }
        work += end - start
        joinedEnd = max(joinedEnd, end)
        if let account { return total == account && groups > 1 && !isAlphanumeric(end) ? end : nil }
        guard groups >= 3, total >= 9, total <= 34, digits >= 6 else { return nil }
        let byte = at(first)
        let native = width == 1 && (byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-"))
        // Lists hold commas and lines; only numbers of a card's length are read in them.
        if text[first..<separator].contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "|") }),
            !allPlain || total < 12 || total > 19
        {
            return nil
        }
        // With the usual separators, only shapes that no detector reads by itself are put together.
        if native, !allPlain || total < 12 || total > 19 { return nil }
        // 1,234,567,890 and 1_000_000_000 are quantities.
        if threes == groups - 1, first - start <= 3, byte == UInt8(ascii: ",") || byte == UInt8(ascii: "_") {
            return nil
        }
        return end
    }

    /// Digits, or one letter, or digits with a letter at an end.
    private mutating func isGroup(_ start: Int, _ end: Int, digits: Int) -> Bool {
        digits >= end - start - 1 && (digits > 0 || !isAlphanumeric(end))
    }

    /// The length of an account number that may begin at an offset.
    private mutating func accountLength(_ start: Int) -> Int? {
        guard !isDigit(start), !isDigit(start + 1), isDigit(start + 2), isDigit(start + 3) else { return nil }
        return IBANCountry.length(at(start), at(start + 1))
    }

    /// `**` or a backquote inside a value.
    mutating func marks(at start: Int) {
        var end = start + 1
        while end - start < 3, at(end) == at(start) { end += 1 }
        if at(start) == UInt8(ascii: "*"), end - start == 1 { return }
        guard start >= joined.taken, at(end) != at(start) else { return }
        let inside =
            !kind(start - 1).isDisjoint(with: [.alphanumeric, .dash, .underscore])
            && (isAlphanumeric(end) || at(end) == UInt8(ascii: "@"))
            || isAlphanumeric(end) && at(start - 1) == UInt8(ascii: "@")
        guard inside || opensGroup(start, end) || closesGroup(start, end) else { return }
        if joined.begin(at: start, of: text) { joined.delete(to: end, .marks) }
    }

    private mutating func opensGroup(_ start: Int, _ end: Int) -> Bool {
        isDigit(end) && !kind(start - 1).isDisjoint(with: [.space, .dash]) && isDigit(start - 2)
    }

    private mutating func closesGroup(_ start: Int, _ end: Int) -> Bool {
        !kind(start - 1).isDisjoint(with: [.digit, .upper]) && !kind(end).isDisjoint(with: [.space, .dash])
            && (!kind(end + 1).isDisjoint(with: [.digit, .upper]) || at(end + 1) == at(start))
            && !kind(start - 2).isDisjoint(with: [.digit, .upper])
    }
}
