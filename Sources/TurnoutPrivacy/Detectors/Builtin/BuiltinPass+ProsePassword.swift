extension BuiltinPass {
    /// Words between a password's name and the password.
    static let linkWords = LookBack(
        words: "is was are be now currently still set to as changed reset updated ist lautet es est e sera fue era "
            + "on jest ir je er var ar este adalah la becomes became remains reads being temporarily "
            + "just simply by är это этот є là είναι هي هو היא הוא คือ है — –"
    )

    /// Words near a password that say who may use it.
    static let userWords = LookBack(
        words: "user username login machine account usr as uid with credentials identified connect connecte "
            + "connectez sshpass utilisateur benutzer usuario utente gebruiker usuário admin root temp "
            + "temporary default wifi wi initial")

    /// The end of the words that link a name with its value, or nil when there is none: `is`, `is now`, `is set to`.
    mutating func linkEnd(from start: Int) -> Int? {
        var offset = start
        var linked: Int?
        for _ in 0..<4 {
            var end = offset
            while end - offset < 12, !kind(end).isDisjoint(with: .letter) || text[end] >= 0x80 { end += 1 }
            guard end > offset else { break }
            let accent = text[offset] == 0xC3 && end - offset == 2  // `è`, `é`
            guard accent || end - offset <= 11 && isLink(offset, end) else { break }
            budget.spend(end - offset)
            guard isBlank(text[end]) || text[end] == UInt8(ascii: ":") || text[end] == UInt8(ascii: "=") else { break }
            linked = end
            offset = end
            if !isBlank(text[offset]) { return offset + 1 }
            while isBlank(text[offset]), offset - end < 4 { offset += 1 }
            if text[offset] == UInt8(ascii: ":") || text[offset] == UInt8(ascii: "=") { return offset + 1 }
        }
        return linked
    }

    private mutating func isLink(_ start: Int, _ end: Int) -> Bool {
        BuiltinPass.linkWords.contains(text, start..<end)
    }

    /// A password some words behind its name: `password for the wiki is …`, `passwords: admin …`.
    ///
    /// The sentence is read for at most 72 bytes; a word behind a link or a colon is the candidate.
    ///
    /// - Parameter foreign: Whether the name is one of ``SecretName/foreign``, which an object may follow without a verb:
    ///   `hasło do konta …`.
    mutating func prosePassword(behind end: Int, foreign: Bool = false) -> Int? {
        var offset = end
        let limit = end + 72
        var linked = false
        var isObject = false
        while offset < limit {
            let begin = offset
            while isBlank(text[offset]), offset - begin < 4 { offset += 1 }
            guard offset > begin || offset == end else { break }
            var word = offset
            while word - offset < 64, kind(word).isDisjoint(with: .space), text[word] != 0 { word += 1 }
            guard word > offset else { break }
            budget.spend(word - offset)
            if linked, let next = proseValue(offset, word) { return next }
            let last = text[word - 1]
            if last == UInt8(ascii: ".") || last == UInt8(ascii: ";") || last == UInt8(ascii: "?") { break }
            linked =
                last == UInt8(ascii: ":") || last == UInt8(ascii: "=") || isLink(offset, word)
                || text[offset] == 0xC3 && word - offset == 2 || isObject
            isObject = foreign && BuiltinPass.prepositions.contains(text, offset..<word)
            offset = word
        }
        return nil
    }

    /// Words between a password's name and what it opens, in languages that leave out the verb.
    private static let prepositions = LookBack(words: "do od dla k ke pro от для к до від за για על за")

    /// A word of a sentence as a password: quotes and punctuation off, letters and something else in it.
    private mutating func proseValue(_ start: Int, _ end: Int) -> Int? {
        var begin = start
        var stop = end
        while begin < stop, isQuote(text[begin]) || text[begin] == UInt8(ascii: "(") || text[begin] == UInt8(ascii: "*")
        {
            begin += 1
        }
        let quoted = begin > start
        while stop > begin, !kind(stop - 1).isDisjoint(with: [.dot, .tokenEnd]) || isQuote(text[stop - 1]) { stop -= 1 }
        stop = withoutEnding(begin, stop)
        guard isProsePassword(begin..<stop, quoted: quoted) else { return nil }
        if let next = namedIdentifier(at: begin) { return next }
        report(.password, "prose", "builtin.password", begin..<stop, 0.7)
        return stop
    }

    /// The end of a value without the letters of another script right behind it: `…입니다`.
    private mutating func withoutEnding(_ start: Int, _ end: Int) -> Int {
        var stop = end
        while stop > start, end - stop < 18, text[stop - 1] >= 0x80 { stop -= 1 }
        return stop
    }

    /// Whether a word of a sentence is a password rather than a word, a number, an address or a name of some standard.
    mutating func isProsePassword(_ range: Range<Int>, quoted: Bool) -> Bool {
        guard range.count >= 6, range.count <= 64, isPassword(range, plain: false) else { return false }
        let spread = spread(range)
        guard spread.letters >= 2, spread.digits > 0 || spread.symbols > 0 else { return false }
        var signs = 0
        for offset in range {
            switch text[offset] {
            case UInt8(ascii: "/"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "("), UInt8(ascii: "["):
                return false
            case UInt8(ascii: "@"):
                // A mail address, unless more signs follow.
                var dots = 0
                for next in offset + 1..<range.upperBound where kind(next).contains(.dot) { dots += 1 }
                if dots > 0 { return false }
                signs += 1
            case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "^"),
                UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "+"), UInt8(ascii: "~"):
                signs += 1
            case 0x80...: return false
            default: break
            }
        }
        // `Thanks!`
        if !quoted, signs == 1, spread.digits == 0, spread.symbols == 1, spread.switches <= 1,
            kind(range.upperBound - 1).isDisjoint(with: .alphanumeric)
        {
            return false
        }
        if quoted || signs > 0 { return spread.digits > 0 || spread.switches > 0 || signs > 1 || quoted }
        if isStandardName(range.lowerBound) || isDigit(range.lowerBound) && spread.symbols > 0 { return false }
        // Ordinals, units and names with a number: `12-character`, `SHA-256`, `Windows10`.
        return spread.digits >= 2 && spread.letters >= 3 && spread.symbols <= 1
            || spread.symbols >= 3 && spread.letters >= 12
    }

    private static let standardStems = [
        "sha", "md", "aes", "rsa", "base", "utf", "oauth", "argon", "pbkdf", "ntlmv", "http", "https", "ipv", "rfc",
        "iso",
        "win", "windows", "version", "scram", "v", "step", "level", "page", "fido", "tls", "ecdsa", "ed", "blake",
        "bcrypt", "x",
    ]

    private static let standards = LookBack(words: standardStems.joined(separator: " "))

    /// Whether the letters before the first digit are those of an algorithm or product.
    mutating func isStandardName(_ start: Int) -> Bool {
        var end = start
        while end - start < 12, !kind(end).isDisjoint(with: .letter) { end += 1 }
        return end > start && BuiltinPass.standards.contains(text, start..<end)
    }

    /// A password right behind its name: in quotes, behind an option's name, or with a user before it.
    mutating func spacedPassword(at place: ValuePlace, nameStart: Int, verb: Bool, foreign: Bool = false) -> Int? {
        let start = place.start
        let option = kind(nameStart - 1).contains(.dash) && kind(nameStart - 2).isDisjoint(with: .word)
        let end = valueEnd(from: start, stop: [.space, .valueEnd], limit: 72)
        guard end - start < 72 else { return nil }
        var stop = end
        while !place.quoted, stop > start, !kind(stop - 1).isDisjoint(with: [.dot, .tokenEnd]) { stop -= 1 }
        if !place.quoted { stop = withoutEnding(start, stop) }
        let range = start..<stop
        guard range.count >= 6 else { return nil }
        if place.quoted || option {
            guard isPassword(range, plain: place.quoted) else { return nil }
        } else {
            guard isProsePassword(range, quoted: false) else { return nil }
            let spread = spread(range)
            budget.spend(48)
            guard
                foreign || !verb && spread.digits > 0 && spread.lowers > 0 && spread.uppers > 0
                    || !verb && spread.symbols > 0 && spread.digits > 0
                    || BuiltinPass.userWords.holds(in: text, before: nameStart, within: 48)
            else { return nil }
        }
        report(.password, option ? "option" : "spaced", "builtin.password", range, 0.7)
        return stop
    }

    /// `login: kim / …`, `credentials are kim:…`, `log in with kim and …`.
    mutating func loginPair(_ start: Int, _ end: Int) -> Int? {
        if text[start] | 0x20 == UInt8(ascii: "w") {
            // `with` alone is too common: it must follow `in`, `on` or `login`.
            guard text[start - 1] == 0x20, text[start - 2] | 0x20 == UInt8(ascii: "n") else { return nil }
        }
        var offset = end
        if text[offset] == UInt8(ascii: "s") { offset += 1 }
        let direct = offset
        while offset - direct < 8,
            isBlank(text[offset]) || text[offset] == UInt8(ascii: ":") || text[offset] == UInt8(ascii: "=")
        {
            offset += 1
        }
        guard offset > direct else { return nil }
        if let next = linkEnd(from: offset) { offset = next }
        while offset - direct < 24, isBlank(text[offset]) || isQuote(text[offset]) { offset += 1 }
        let user = offset
        while offset - user < 64, isWord(offset) || kind(offset).contains(.dash) || isMailSign(offset) { offset += 1 }
        budget.spend(offset - direct)
        guard offset - user >= 2 else { return nil }
        if offset - user >= 32, text[direct] == UInt8(ascii: "="), spread(user..<offset).looksRandom {
            report(.apiKey, "keyed", "builtin.keyed", user..<offset, 0.7)
            return offset
        }
        while isQuote(text[offset]), offset - user < 70 { offset += 1 }
        let gap = offset
        while isBlank(text[offset]), offset - gap < 3 { offset += 1 }
        if text[offset] == UInt8(ascii: "/") || text[offset] == UInt8(ascii: ":") || text[offset] == UInt8(ascii: "|") {
            offset += 1
        } else if text.hasPrefixIgnoringCase(BuiltinPass.and, at: offset) {
            offset += 4
        } else {
            return nil
        }
        while offset - gap < 12, isBlank(text[offset]) || isQuote(text[offset]) { offset += 1 }
        let value = offset
        var stop = valueEnd(from: value, stop: [.space, .valueEnd], limit: 72)
        while stop > value, !kind(stop - 1).isDisjoint(with: [.dot, .tokenEnd]) { stop -= 1 }
        guard isProsePassword(value..<stop, quoted: false) else { return nil }
        report(.password, "login", "builtin.password", value..<stop, 0.7)
        return stop
    }

    /// `auth=("kim", "…")`, `NetworkCredential("kim", "…")`: the second of two texts in quotes.
    mutating func quotedPair(behind end: Int) -> Int? {
        var offset = end
        if text[offset] == UInt8(ascii: "=") { offset += 1 }
        guard text[offset] == UInt8(ascii: "("), isQuote(text[offset + 1]) else { return nil }
        let quote = text[offset + 1]
        offset += 2
        let user = offset
        while offset - user < 64, text[offset] != quote, !kind(offset).contains(.newline), text[offset] != 0 {
            offset += 1
        }
        budget.spend(offset - user)
        guard text[offset] == quote, text[offset + 1] == UInt8(ascii: ",") else { return nil }
        offset += 2
        while isBlank(text[offset]), offset - user < 70 { offset += 1 }
        guard text[offset] == quote else { return nil }
        let value = offset + 1
        let stop = valueEnd(from: value, stop: [.space, .valueEnd], limit: 72)
        guard text[stop] == quote, isProsePassword(value..<stop, quoted: true) else { return nil }
        report(.password, "pair", "builtin.password", value..<stop, 0.8)
        return stop
    }

    private static let and = Array("and ".utf8)

    private mutating func isMailSign(_ offset: Int) -> Bool {
        (kind(offset).contains(.dot) || text[offset] == UInt8(ascii: "@") || text[offset] == UInt8(ascii: "+"))
            && isWord(offset + 1)
    }
}
