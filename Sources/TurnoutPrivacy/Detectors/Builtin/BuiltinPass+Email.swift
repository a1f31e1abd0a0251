extension BuiltinPass {
    /// A mail address around the `@` at an offset (RFC 5321, with the UTF-8 letters of RFC 6531 in Latin, Greek and
    /// Cyrillic).
    mutating func email(at offset: Int) -> Int? {
        guard let start = mailboxStart(before: offset) else { return nil }
        guard let (end, lastDot) = domainEnd(from: offset + 1) else { return nil }
        guard isMailDomain(from: offset + 1, lastDot: lastDot, to: end) else { return nil }
        // `a@b.T(` is code, `git@host:path` a place to clone from.
        if text[end] == UInt8(ascii: "(") { return nil }
        if offset - start == 3, text.hasPrefixIgnoringCase(Array("git".utf8), at: start) { return end }
        report(.email, nil, "builtin.email", start..<end, 0.95)
        return end
    }

    private mutating func mailboxStart(before at: Int) -> Int? {
        let limit = max(floor, at - 65)
        var start = at
        while start > limit,
            !kind(start - 1).isDisjoint(with: [.alphanumeric, .underscore, .dash, .dot, .mailbox])
                || text[start - 1] == UInt8(ascii: "&") && isWord(start - 2) && isWord(start)
        {
            start -= 1
        }
        budget.spend(at - start)
        guard at - start <= 64 else { return nil }
        // A walk that stopped inside a letter of another script gives back that letter's rest.
        if start > 0, text[start - 1] >= 0xC0 {
            while start < at, text[start] & 0xC0 == 0x80 { start += 1 }
        }
        while start < at, kind(start).isDisjoint(with: [.word, .high]) { start += 1 }
        guard start < at, text[at - 1] != UInt8(ascii: ".") else { return nil }
        return start
    }

    /// The end of a domain name and the place of its last dot.
    private mutating func domainEnd(from start: Int) -> (end: Int, lastDot: Int)? {
        var end = start
        var lastDot = -1
        while end - start < 254 {
            let kind = kind(end)
            if kind.contains(.dot) {
                // Only a dot between two labels belongs to the name; one at the end of a sentence does not.
                guard end > start, end - 1 != lastDot else { break }
                guard !self.kind(end + 1).isDisjoint(with: [.alphanumeric, .mailbox]),
                    text[end + 1] != UInt8(ascii: "'"), text[end + 1] != UInt8(ascii: "%"),
                    text[end + 1] != UInt8(ascii: "+")
                else { break }
                lastDot = end
            } else if kind.isDisjoint(with: [.alphanumeric, .dash]), !(kind.contains([.high, .mailbox])) {
                break
            }
            end += 1
        }
        budget.spend(end - start)
        while end > start, kind(end - 1).contains(.dash) { end -= 1 }
        return lastDot > start && lastDot + 1 < end ? (end, lastDot) : nil
    }

    private mutating func isMailDomain(from start: Int, lastDot: Int, to end: Int) -> Bool {
        let top = lastDot + 1
        let length = end - top
        guard (2...24).contains(length), kind(start).isDisjoint(with: .dash) else { return false }
        if !text.hasPrefixIgnoringCase(Array("xn--".utf8), at: top) {
            for offset in top..<end where kind(offset).isDisjoint(with: [.letter, .high]) { return false }
        }
        // `name@1.2.rc` and the like: a version number, not a host.
        if isDigit(start), text[start + 1] == UInt8(ascii: "."), isDigit(start + 2) { return false }
        return !MailDomain.refusedEndings.contains { $0.count == length && text.hasPrefixIgnoringCase($0, at: top) }
    }
}

/// Last parts of names that look like mail addresses and are none.
enum MailDomain {
    /// Unit names of systemd, local names, and files that carry an `@`.
    static let refusedEndings: [[UInt8]] = [
        "service", "socket", "target", "timer", "mount", "slice", "scope", "path", "local", "localhost", "localdomain",
        "lan", "invalid", "png", "jpg", "jpeg", "gif", "svg", "webp", "js", "ts", "css", "json", "py", "tgz", "tar",
    ].map { Array($0.utf8) }
}
