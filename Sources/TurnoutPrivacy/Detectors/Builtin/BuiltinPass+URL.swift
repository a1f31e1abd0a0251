extension BuiltinPass {
    /// `scheme://user:password@host`, from the `:` at an offset: what stands before the last `@` of the authority.
    mutating func urlCredentials(at colon: Int) -> Int? {
        guard isWord(colon - 1) else { return nil }
        let start = colon + 3
        var end = start
        var at = -1
        var separator = -1
        while end - start < 320 {
            let byte = text[end]
            if byte == 0 || !kind(end).isDisjoint(with: .space) || byte == UInt8(ascii: "\"") { break }
            // The authority ends here; only a password that was not encoded holds `?` or `#` before its `@`.
            if byte == UInt8(ascii: "/") { break }
            if byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#"), at >= 0 || separator < 0 { break }
            if byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "`") { break }
            if byte == UInt8(ascii: "@") { at = end }
            if byte == UInt8(ascii: ":"), separator < 0 {
                if text[end + 1] == UInt8(ascii: "/"), text[end + 2] == UInt8(ascii: "/") { return end }
                separator = end
            }
            end += 1
        }
        budget.spend(end - start)
        guard at > start else { return nil }
        // A user without a password is no secret, and the rest is no mail address either.
        guard separator >= start, separator < at else { return nameInURL(start, at) }
        let password = (separator + 1)..<at
        guard password.count > 2 || password.contains(where: { isDigit($0) }), text[password.lowerBound] != 0xE2,
            !Placeholder.isReference(text, password),
            !Placeholder.isFiller(text, password)
        else { return at + 1 }
        report(.urlCredentials, nil, "builtin.url_credentials", start..<at, 0.95)
        return at + 1
    }

    private mutating func nameInURL(_ start: Int, _ at: Int) -> Int? {
        if at - start >= 16 {
            if let end = token(at: start), end <= at, floor == end { return at + 1 }
            let range = start..<at
            let spread = spread(range)
            if at - start >= 24, spread.symbols * 8 <= spread.count, spread.digits >= 3, spread.looksRandom,
                !Placeholder.isExample(text, range), !Placeholder.isFiller(text, range)
            {
                report(.apiKey, "url", "builtin.token", range, 0.8)
                return at + 1
            }
        }
        for offset in start..<at where kind(offset).isDisjoint(with: [.word, .dash, .dot]) { return nil }
        return at + 1
    }
}
