extension BuiltinPass {
    /// `+`, a country's calling code and a number of a length that country has.
    mutating func internationalPhone(at plus: Int) -> Int? {
        guard !isWord(plus - 1), text[plus - 1] != UInt8(ascii: "+") else { return nil }
        guard isDigit(plus + 1) else { return nil }
        let groups = digitGroups(from: plus + 1)
        return reportInternational(from: plus, groups, prefix: 0, base: plus + 1, score: 0.9)
    }

    /// A number without `+`: with `00`, in a North American shape, or in any national shape behind a word for phone.
    mutating func phone(at start: Int) -> Int? {
        guard mayFollow(start) else { return nil }
        // Most numbers are too short; of the others, only shapes that speak for themselves need no word for phone.
        guard mayHaveSeven(start), mayBeFormal(start) || hasPhoneWord(before: start) else { return nil }
        let groups = digitGroups(from: start)
        guard groups.total >= 7, groups.count > 0 else { return nil }
        if !groups.bracketed, digits.count > 9, digits[0] == 0, digits[1] == 0,
            groups.count > 1 || hasPhoneWord(before: start)
                || digits[2] > 1 && isCell(start, start + Int(groups.ends[groups.count - 1]))
        {
            if let next = reportInternational(from: start, groups, prefix: 2, base: start, score: 0.85) { return next }
        }
        if isNorthAmericanShape(groups), ends(groups, at: start, group: groups.count - 1) {
            let spaced = groups.separators[groups.count - 1] == UInt8(ascii: " ")
            if !spaced || groups.bracketed || hasPhoneWord(before: start) {
                return reportPhone(start, start + Int(groups.ends[groups.count - 1]), "NANP", 0.8)
            }
        }
        guard hasPhoneWord(before: start) else { return nil }
        for last in stride(from: groups.count - 1, through: 0, by: -1) {
            let total = Int(groups.totals[last])
            guard total <= 12 else { continue }
            guard total >= 7 else { break }
            guard ends(groups, at: start, group: last), !isDate(groups, count: last + 1) else { continue }
            if last == 0, total < 8 { continue }
            return reportPhone(start, start + Int(groups.ends[last]), "national", 0.75)
        }
        return nil
    }

    /// Whether a word for phone leads to a number, or one for any number with no other word before it.
    private mutating func hasPhoneWord(before start: Int) -> Bool {
        if has(.phone, before: start), !beginsNewLine(behind: context.end(of: .phone), before: start) { return true }
        guard has(.anyNumber, before: start, within: 12) else { return false }
        let end = context.end(of: .anyNumber)
        let floor = max(0, end - ContextTracker.reach)
        // Japan's identifier is called "My Number"; one that is valid has been found before.
        let isMine =
            text.hasPrefixIgnoringCase(BuiltinPass.myNumber, at: max(0, end - 9))
            || text.hasPrefixIgnoringCase(BuiltinPass.myNumber, at: max(0, end - 12))
        return (isMine || context.lastIdentifierWord < floor)
            && BuiltinPass.ownerKinds.allSatisfy { context.end(of: $0) < floor }
    }

    private static let myNumber = Array("my number".utf8)

    /// What "number is" may belong to other than a phone.
    private static let ownerKinds: [ContextWords.Kind] = [
        .card, .version, .other, .identity, .tax, .social, .health, .company, .passport, .license, .account,
        .medicalRecord,
    ]

    /// Whether a number stands on a later line than a word, with other words before it: the word is not meant for it.
    mutating func beginsNewLine(behind word: Int, before start: Int) -> Bool {
        var letters = 0
        var offset = start - 1
        while offset >= word {
            if kind(offset).contains(.newline) { return letters >= 3 }
            if !kind(offset).isDisjoint(with: [.letter, .high]) { letters += 1 }
            offset -= 1
        }
        return false
    }

    /// Whether a number fills a cell of a table, between commas, semicolons, tabs or bars.
    private mutating func isCell(_ start: Int, _ end: Int) -> Bool {
        let before = text[start - 1] == 0x20 ? text[start - 2] : text[start - 1]
        let after = text[end] == 0x20 ? text[end + 1] : text[end]
        return isCellEdge(before) && (isCellEdge(after) || after == 0x0A || after == 0x0D || after == 0)
            || isCellEdge(after) && before == 0x0A
    }

    private mutating func isCellEdge(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == 0x09 || byte == UInt8(ascii: "|")
    }

    /// Whether a number may begin behind what stands before it: `tel.0123` and `phone=0123` are fine, `12-0123`,
    /// `a/0123` and `#0123` are parts of something else.
    private mutating func mayFollow(_ start: Int) -> Bool {
        switch text[start - 1] {
        case UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "+"): false
        case UInt8(ascii: "."): has(.phone, before: start, within: 1)
        case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "_"): !isWord(start - 2)
        default: true
        }
    }

    /// Whether seven digits or more may stand at an offset, in groups.
    private mutating func mayHaveSeven(_ start: Int) -> Bool {
        var found = 0
        var gap = 0
        var offset = start
        while gap < 4 {
            let byte = text[offset]
            if byte &- 48 < 10 {
                found += 1
                if found == 7 { return true }
                gap = 0
            } else if isGap(byte) {
                gap += 1
            } else {
                return false
            }
            offset += 1
        }
        return false
    }

    /// Whether a number may have `00` and a calling code, or a North American shape.
    private mutating func mayBeFormal(_ start: Int) -> Bool {
        if text[start] == UInt8(ascii: "(") { return isDigit(start + 3) && text[start + 4] == UInt8(ascii: ")") }
        if text[start] == UInt8(ascii: "0") { return text[start + 1] == UInt8(ascii: "0") }
        let area = isDigit(start + 1) ? start : start + 2
        if area != start, text[start] != UInt8(ascii: "1") { return false }
        if text[area] == UInt8(ascii: "(") || text[start + 1] == UInt8(ascii: "(") { return true }
        return isTriple(area) && isTriple(area + 4)
    }

    /// Whether three digits and a separator stand at an offset.
    private mutating func isTriple(_ start: Int) -> Bool {
        isDigit(start) && isDigit(start + 1) && isDigit(start + 2)
            && !kind(start + 3).isDisjoint(with: [.dash, .dot, .space])
    }

    private mutating func reportPhone(_ start: Int, _ end: Int, _ subtype: String, _ score: Double) -> Int {
        report(.phone, subtype, "builtin.phone", start..<end, score)
        return end
    }

    /// Reports the longest run of groups that is a possible number of some country.
    private mutating func reportInternational(
        from start: Int, _ groups: DigitGroups, prefix: Int, base: Int, score: Double
    ) -> Int? {
        for last in stride(from: groups.count - 1, through: 0, by: -1) {
            let total = Int(groups.totals[last])
            guard total - prefix <= 15, total - prefix >= 7 else { continue }
            guard ends(groups, at: base, group: last) else { continue }
            if CallingCode.isPossible(digits[prefix..<total]) {
                return reportPhone(start, base + Int(groups.ends[last]), "international", score)
            }
        }
        return nil
    }

    /// Whether a number may end behind a group: no further digits are tied to it.
    private mutating func ends(_ groups: DigitGroups, at start: Int, group: Int) -> Bool {
        let end = start + Int(groups.ends[group])
        if isWord(end) { return false }
        if group + 1 < groups.count, groups.separators[group + 1] != UInt8(ascii: " ") { return false }
        switch text[end] {
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ":"): return !isWord(end + 1)
        case UInt8(ascii: "%"), UInt8(ascii: "@"): return false
        default: return true
        }
    }

    private mutating func isNorthAmericanShape(_ groups: DigitGroups) -> Bool {
        if groups.hasShape([3, 3, 4]) {
            guard groups.bracketed || groups.separator() != nil else { return false }
            return CallingCode.isNorthAmerican(digits[0..<10])
        }
        guard groups.hasShape([1, 3, 3, 4]), digits[0] == 1, groups.bracketed || groups.separator() != nil else {
            return false
        }
        return CallingCode.isNorthAmerican(digits[1..<11])
    }

    /// Whether groups are a date rather than a number: 2024-01-31, 31.01.2024, 01/31/2024, 2019-2024.
    private mutating func isDate(_ groups: DigitGroups, count: Int) -> Bool {
        if count == 2, groups.length(0) == 4, groups.length(1) == 4 {
            return [0, 4].allSatisfy {
                digits[$0] == 1 && digits[$0 + 1] == 9 || digits[$0] == 2 && digits[$0 + 1] == 0
            }
        }
        guard count == 3, groups.separators[1] != UInt8(ascii: " ") else { return false }
        let lengths = (groups.length(0), groups.length(1), groups.length(2))
        return lengths == (4, 2, 2) || lengths == (2, 2, 4)
    }

    /// Reads groups of digits, filling ``digits``: at most 17 digits and 8 groups, between them one separator, or a
    /// bracket with a space.
    private mutating func digitGroups(from start: Int) -> DigitGroups {
        digits.removeAll(keepingCapacity: true)
        var groups = DigitGroups()
        var offset = start
        var separator: UInt8 = 0
        var open = false
        if text[offset] == UInt8(ascii: "(") {
            open = true
            offset += 1
        }
        while groups.count < DigitGroups.limit, digits.count <= 15 {
            let begin = offset
            while isDigit(offset), digits.count <= 17 {
                digits.append(text[offset] &- 48)
                offset += 1
            }
            guard offset > begin else { break }
            var next = offset
            if open {
                guard text[next] == UInt8(ascii: ")"), offset - begin <= 5 else { break }
                next += 1
                groups.bracketed = true
            }
            // The trunk prefix in `+44 (0)20` is not dialled from abroad.
            if open, groups.count > 0, offset - begin == 1, digits.last == 0 {
                digits.removeLast()
            } else {
                groups.append(length: offset - begin, end: next - start, separator: separator)
            }
            let wasOpen = open
            open = false
            separator = text[next]
            switch separator {
            case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"): next += 1
            case UInt8(ascii: "("): break
            default:
                guard wasOpen else { next = -1; break }
            }
            guard next >= 0 else { break }
            if text[next] == UInt8(ascii: "("), groups.count < 3, !groups.bracketed {
                open = true
                next += 1
            }
            guard isDigit(next) else { break }
            offset = next
        }
        budget.spend(offset - start)
        return groups
    }
}
