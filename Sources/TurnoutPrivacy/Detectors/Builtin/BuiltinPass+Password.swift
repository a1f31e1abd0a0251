extension BuiltinPass {
    /// A password behind its name.
    mutating func password(at start: Int, quoted: Bool, short: Bool) -> Int? {
        var end = valueEnd(from: start, stop: [.space, .valueEnd], limit: 160)
        guard end - start < 160 else { return nil }
        // Connection strings and query strings go on behind `;` and `&`.
        if !quoted, text[start - 1] == UInt8(ascii: "="),
            let cut = (start..<end).first(where: { text[$0] == UInt8(ascii: ";") || text[$0] == UInt8(ascii: "&") })
        {
            end = cut
        }
        while !quoted, end > start,
            !kind(end - 1).isDisjoint(with: [.dot, .tokenEnd]) || text[end - 1] == UInt8(ascii: ":")
        {
            end -= 1
        }
        if !quoted, text[end] == UInt8(ascii: "(") || text[start] == UInt8(ascii: "(") { return nil }
        guard isPassword(start..<end, plain: !short) else { return nil }
        // `PASS: suite/test1` is a result.
        if short, !quoted, (start..<end).contains(where: { text[$0] == UInt8(ascii: "/") }) { return nil }
        report(.password, nil, "builtin.password", start..<end, 0.8)
        return end
    }

    /// Whether a value is chosen like a password rather than written like a word, a name or code.
    ///
    /// - Parameter plain: Whether digits alone, or letters alone, will do.
    mutating func isPassword(_ range: Range<Int>, plain: Bool) -> Bool {
        guard range.count >= 6, range.count <= 128 else { return false }
        guard !Placeholder.isReference(text, range), !Placeholder.isFiller(text, range) else { return false }
        let spread = spread(range)
        guard spread.longestRun < spread.count, spread.longestRun <= 4 || spread.longestRun * 2 < spread.count else {
            return false
        }
        if isCode(range) { return false }
        if isPath(range, spread) { return false }
        if spread.digits == spread.count { return plain }
        if spread.digits > 0 { return true }
        if spread.symbols == 0 { return plain && spread.lowers > 0 && spread.uppers > 0 && spread.switches >= 4 }
        var dashes = 0
        var others = 0
        for offset in range where kind(offset).isDisjoint(with: .alphanumeric) {
            if kind(offset).isDisjoint(with: [.dash, .underscore, .dot, .high]) {
                // Slashes and colons join names; other signs are what people add to a password.
                if text[offset] != UInt8(ascii: "/"), text[offset] != UInt8(ascii: ":") { others += 1 }
            } else if kind(offset).contains(.dash) {
                dashes += 1
            }
        }
        return others > 0 || dashes >= 3
    }

    /// Whether a value calls or indexes something: a name from its start to the first bracket.
    private mutating func isCode(_ range: Range<Int>) -> Bool {
        var offset = range.lowerBound
        while range.contains(offset), isNamePart(offset) { offset += 1 }
        return offset > range.lowerBound && !isDigit(range.lowerBound)
            && (text[offset] == UInt8(ascii: "(") || text[offset] == UInt8(ascii: "["))
    }

    private mutating func isNamePart(_ offset: Int) -> Bool {
        isWord(offset) || text[offset] == UInt8(ascii: ".") || text[offset] == UInt8(ascii: ":")
    }

    /// Whether a value is a chain of names, such as `settings.db.password1`, or the path of a file.
    mutating func isPath(_ range: Range<Int>, _ spread: SymbolSpread) -> Bool {
        let first = text[range.lowerBound]
        if first == UInt8(ascii: "/") || first == UInt8(ascii: ".") || first == UInt8(ascii: "~") { return true }
        var dots = 0
        for offset in range {
            let kind = kind(offset)
            if kind.contains(.dot) {
                dots += 1
                if self.kind(offset + 1).isDisjoint(with: [.letter, .underscore]) { return false }
            } else if text[offset] == UInt8(ascii: ":"), text[offset + 1] == UInt8(ascii: "/") {
                return true
            } else if !kind.isName, text[offset] != UInt8(ascii: "["), text[offset] != UInt8(ascii: "]") {
                return false
            }
        }
        return dots > 0 && spread.digits <= 2
    }

    /// A password behind its name in another script, or with a letter that is not ASCII: `пароль: …`, `密码是…`; `offset`
    /// is that of the name's last byte.
    mutating func foreignPassword(at offset: Int) -> Int? {
        let end = offset + 1
        let names = tables.foreignNames[Int(ByteClass.lowercased(text[offset]))]
        budget.spend(8)
        guard names.contains(where: { text.hasPrefixIgnoringCase($0, at: end - $0.count) }) else { return nil }
        // Scripts without blanks put the password right behind the name.
        if !kind(end).isDisjoint(with: .alphanumeric) {
            var stop = end
            let limit = min(text.count, end + 72)
            while stop < limit, kind(stop).isDisjoint(with: [.space, .valueEnd, .high, .tokenEnd]) { stop += 1 }
            guard isProsePassword(end..<stop, quoted: false) else { return nil }
            report(.password, nil, "builtin.password", end..<stop, 0.7)
            return stop
        }
        guard let place = valuePlace(behind: end, .password, nameStart: end - 1) else {
            return prosePassword(behind: end, foreign: true)
        }
        if place.tie == .spaced {
            return token(at: place.start)
                ?? spacedPassword(at: place, nameStart: end - 1, verb: false, foreign: true)
                ?? prosePassword(behind: end, foreign: true)
        }
        if let next = token(at: place.start) { return next }
        return password(at: place.start, quoted: place.quoted, short: false)
            ?? prosePassword(behind: end, foreign: true)
    }
}
