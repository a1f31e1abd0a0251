extension BuiltinPass {
    /// A word of digits alone: a card, an IP address, the number of a bot's token, or a phone number.
    mutating func number(_ start: Int, _ end: Int) -> Int? {
        let length = end - start
        if length <= 3, text[end] == UInt8(ascii: ".") {
            let before = findings.count
            if let next = ipv4(at: start) {
                // Four groups that are no address may be an identifier with dots.
                if findings.count == before, let next = identifierWord(at: start) ?? phone(at: start) { return next }
                return next
            }
        }
        if length <= 4, text[end] == UInt8(ascii: ":"), hasSecondColon(behind: end), let next = ipv6(at: start) {
            return next
        }
        if length == 1, text[end] == UInt8(ascii: "/"), isDigit(end + 8), let next = slashToken(start, end) {
            return next
        }
        if length <= 8, let next = birthDate(start, end) { return next }
        if length == 4, let next = timestampEnd(start) { return next }
        let identifier = identifier(at: start)
        if let identifier, identifier.isNamed { return reportIdentifier(identifier) }
        if length == 4 || length >= 12 && length <= 19, let next = card(start, end) { return next }
        if let identifier { return reportIdentifier(identifier) }
        if length >= 8, length <= 10, text[end] == UInt8(ascii: ":"), let next = botToken(start, end) { return next }
        return length >= 7 || mayGoOn(end) ? phone(at: start) : nil
    }

    /// The end of `2026-11-21T10:40:00.123Z`, whose parts are nothing else: no number may end at any of them.
    private mutating func timestampEnd(_ start: Int) -> Int? {
        guard text[start + 10] == UInt8(ascii: "T"), text[start + 4] == UInt8(ascii: "-"),
            text[start + 7] == UInt8(ascii: "-"), text[start + 13] == UInt8(ascii: ":"),
            isPair(start + 5), isPair(start + 8), isPair(start + 11), isPair(start + 14)
        else { return nil }
        var end = start + 16
        if text[end] == UInt8(ascii: ":"), isPair(end + 1) { end += 3 }
        if text[end] == UInt8(ascii: "."), isDigit(end + 1) { end = run(from: end + 1, of: .digit, limit: 10) }
        if text[end] == UInt8(ascii: "Z") { end += 1 }
        // Such as a hardware address that happens to look so.
        guard !isWord(end), text[end] != UInt8(ascii: ":") else { return nil }
        budget.spend(end - start)
        return end
    }

    /// Whether two digits stand at an offset.
    @inline(__always)
    private func isPair(_ start: Int) -> Bool { isDigit(start) && isDigit(start + 1) }

    /// Whether a phone number may go on behind its first group.
    private mutating func mayGoOn(_ end: Int) -> Bool {
        isGap(text[end]) && (isDigit(end + 1) || isGap(text[end + 1]))
    }

    /// Whether groups of a phone number may have a byte between them: a space, brackets, a dash, a dot or a slash.
    @inline(__always)
    func isGap(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte &- UInt8(ascii: "(") < 2 || byte &- UInt8(ascii: "-") < 3
    }

    /// Whether a second colon follows a first one at an offset, as it does in any address of IPv6.
    private mutating func hasSecondColon(behind colon: Int) -> Bool {
        var next = colon + 1
        while next - colon <= 4, isWord(next) { next += 1 }
        return text[next] == UInt8(ascii: ":")
    }

    /// A card number, in one piece or in groups with one kind of separator.
    private mutating func card(_ start: Int, _ end: Int) -> Int? {
        let before = text[start - 1]
        let joins: ByteClass = [.dash, .dot, .word]
        if !kind(start - 1).isDisjoint(with: joins), !kind(start - 2).isDisjoint(with: .word) { return nil }
        if before == UInt8(ascii: "+") || before == UInt8(ascii: ".") { return nil }
        digits.removeAll(keepingCapacity: true)
        for offset in start..<end { digits.append(text[offset] &- 48) }
        var stop = end
        var grouped = false
        let separator = text[end]
        if end - start == 4 {
            guard separator == UInt8(ascii: " ") || separator == UInt8(ascii: "-") || separator == UInt8(ascii: ".")
            else { return nil }
            // The next group has four digits at least.
            guard isDigit(end + 3), isDigit(end + 4) else { return nil }
            guard let last = cardGroups(from: end, separator: separator) else { return nil }
            stop = last
            grouped = true
        }
        budget.spend(stop - start)
        guard !isWord(stop) else { return nil }
        // One more group means that this is a longer number of another kind; behind a space it may be the expiry.
        if kind(stop).contains(.dash), isWord(stop + 1) { return nil }
        if kind(stop).contains(.dot), isDigit(stop + 1) { return nil }
        guard let (issuer, needsContext) = CardIssuer.match(digits[...]), Luhn.isValid(digits) else { return nil }
        guard digits.contains(where: { $0 != digits[1] }) else { return nil }
        let known = has(.card, before: start)
        if !known, needsContext || grouped && separator == UInt8(ascii: " ") && isInTable(start, stop) { return nil }
        report(.card, issuer.rawValue, "builtin.card", start..<stop, known ? 0.99 : grouped ? 0.95 : 0.9)
        return stop
    }

    /// Whether four groups stand among others on their line, as in a table of numbers. A few cards in a row, four
    /// groups each, do not.
    private mutating func isInTable(_ start: Int, _ stop: Int) -> Bool {
        if floor < start - 1, kind(start - 1) == .space {
            var begin = start - 1
            while start - begin < 7, !kind(begin - 1).isDisjoint(with: .word) { begin -= 1 }
            if isCell(begin, start - 1) { return true }
        }
        var groups = 0
        var offset = stop
        while groups < 20, kind(offset) == .space {
            let end = run(from: offset + 1, of: .alphanumeric, limit: 6)
            guard isCell(offset + 1, end) else { break }
            if !(offset + 1..<end).allSatisfy({ isDigit($0) }) { return true }
            groups += 1
            offset = end
        }
        return groups % 4 != 0 || groups >= 20
    }

    /// Whether a word is a cell of such a table: four digits, or four or five hexadecimal ones with a letter.
    private mutating func isCell(_ start: Int, _ end: Int) -> Bool {
        guard end - start == 4 || end - start == 5 else { return false }
        var digits = 0
        for offset in start..<end {
            if kind(offset).contains(.nonHex) || kind(offset).isDisjoint(with: .alphanumeric) { return false }
            if isDigit(offset) { digits += 1 }
        }
        return digits == 4 && end - start == 4 || digits > 0 && digits < end - start
    }

    /// Reads the groups behind a first one of four digits: 4-4-4(-3), 6-5 or 6-4.
    private mutating func cardGroups(from end: Int, separator: UInt8) -> Int? {
        var stop = end
        var lengths = 0  // the lengths of the groups as decimal digits
        while lengths < 1000, text[stop] == separator, isDigit(stop + 1) {
            var next = stop + 1
            while next - stop <= 7, isDigit(next) { next += 1 }
            let length = next - stop - 1
            guard length >= 2, length <= 6, !isWord(next) else { break }
            // Three groups of four are whole; what follows belongs to the number only if it makes 19 digits.
            if lengths == 444, length != 3 { break }
            lengths = lengths * 10 + length
            for offset in (stop + 1)..<next { digits.append(text[offset] &- 48) }
            stop = next
            if lengths == 65 || lengths == 64 { return stop }
        }
        if lengths == 4443, CardIssuer.match(digits[...]) == nil || !Luhn.isValid(digits) {
            digits.removeLast(3)
            stop -= 4
            lengths = 444
        }
        return lengths == 444 || lengths == 4443 ? stop : nil
    }

    /// `2/1234…/5678…:hex`: a token of Asana, the numbers of a user and of an app before 32 hexadecimal digits.
    private mutating func slashToken(_ start: Int, _ end: Int) -> Int? {
        var offset = end
        var parts = 0
        while parts < 2, text[offset] == UInt8(ascii: "/") {
            let next = run(from: offset + 1, of: .digit, limit: 20)
            guard next - offset >= 11 else { return nil }
            offset = next
            parts += 1
        }
        guard text[offset] == UInt8(ascii: ":") else { return nil }
        let stop = run(from: offset + 1, of: .alphanumeric, limit: 33)
        guard stop - offset - 1 == 32, !isWord(stop) else { return nil }
        for hex in offset + 1..<stop where kind(hex).contains(.nonHex) { return nil }
        report(.apiKey, "asana", "builtin.token", start..<stop, 0.95)
        return stop
    }

    /// `1234567890:AA…`: the token of a Telegram bot, 35 characters behind the colon.
    private mutating func botToken(_ start: Int, _ end: Int) -> Int? {
        var stop = end + 1
        while stop - end <= 36, !kind(stop).isDisjoint(with: .urlSafe) { stop += 1 }
        guard (35...36).contains(stop - end - 1), !isWord(stop), spread((end + 1)..<stop).looksRandom else {
            return nil
        }
        report(.apiKey, "telegram", "builtin.token", start..<stop, 0.9)
        return stop
    }
}
