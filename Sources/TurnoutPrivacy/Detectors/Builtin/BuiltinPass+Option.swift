extension BuiltinPass {
    /// Programs whose `-p` or `-a` takes a password.
    private static let passwordTools = LookBack(
        words:
            "mysql mysqldump mysqladmin mysqlimport mariadb sshpass mongo mongosh mongodump docker podman login ldapsearch "
            + "redis cli plink pscp impacket xfreerdp rdesktop smbclient svn twine helm az sqlcmd bcp isql psql")

    private static let userName = Array("user".utf8)

    /// `-u user:password` of curl and its kin, `-p password` of databases, from behind the dash.
    mutating func option(at letter: Int) -> Int? {
        switch text[letter] {
        case UInt8(ascii: "u"):
            let blank = isBlank(text[letter + 1])
            return optionCredentials(from: blank ? letter + 2 : letter + 1)
        case UInt8(ascii: "p"), UInt8(ascii: "a"), UInt8(ascii: "P"), UInt8(ascii: "w"):
            return optionPassword(from: letter + 1)
        default: return nil
        }
    }

    /// `--user user:password`, `--proxy-user …`; the names of passwords are read where any other name is.
    mutating func longOption(at name: Int) -> Int? {
        guard text.hasPrefix(BuiltinPass.userName, at: name) else { return nil }
        let after = text[name + 4]
        guard after == 0x20 || after == UInt8(ascii: "=") else { return nil }
        return optionCredentials(from: name + 5)
    }

    private mutating func optionCredentials(from start: Int) -> Int? {
        var begin = start
        if isQuote(text[begin]) { begin += 1 }
        var colon = begin
        while colon - begin < 64, isWord(colon) || !kind(colon).isDisjoint(with: [.dash, .dot]) || text[colon] == 0x40 {
            colon += 1
        }
        budget.spend(colon - begin)
        guard colon > begin, text[colon] == UInt8(ascii: ":") else { return nil }
        let end = valueEnd(from: colon + 1, stop: [.space, .valueEnd], limit: 128)
        guard isPassword(colon + 1..<end, plain: true) else { return nil }
        report(.password, "option", "builtin.password", colon + 1..<end, 0.85)
        return end
    }

    private mutating func optionPassword(from start: Int) -> Int? {
        var begin = start
        if isBlank(text[begin]) { begin += 1 }
        let quoted = isQuote(text[begin])
        if quoted { begin += 1 }
        guard isWord(begin) || kind(begin).isDisjoint(with: [.space, .dash, .valueEnd]) else { return nil }
        budget.spend(72)
        guard BuiltinPass.passwordTools.holds(in: text, before: start - 2, within: 64) else { return nil }
        let end = valueEnd(from: begin, stop: [.space, .valueEnd], limit: 72)
        guard isPassword(begin..<end, plain: quoted) else { return nil }
        report(.password, "option", "builtin.password", begin..<end, 0.8)
        return end
    }

    /// `$2b$12$…`, `$6$…`, `$argon2id$…`: the hash of a password, which can be tried offline.
    mutating func passwordHash(at start: Int) -> Int? {
        var scheme = start + 1
        while scheme - start < 16, !kind(scheme).isDisjoint(with: .alphanumeric) || kind(scheme).contains(.dash) {
            scheme += 1
        }
        guard text[scheme] == UInt8(ascii: "$"), BuiltinPass.hashSchemes.contains(text, start + 1..<scheme) else {
            return nil
        }
        // Five parts at most: the scheme, its version and costs, the salt and the hash.
        var end = scheme + 1
        var parts = 0
        while end - start < 256, parts < 5, isHashPart(end) {
            if kind(end).contains(.dollar) { parts += 1 }
            end += 1
        }
        while end > scheme, text[end - 1] == UInt8(ascii: ",") || kind(end - 1).contains(.dash) { end -= 1 }
        budget.spend(end - start)
        guard end - scheme >= 24, spread(scheme + 1..<end).effectiveSymbols >= 10 else { return nil }
        report(.password, "hash", "builtin.password", start..<end, 0.8)
        return end
    }

    private mutating func isHashPart(_ offset: Int) -> Bool {
        !kind(offset).isDisjoint(with: [.alphanumeric, .base64, .dot, .dollar, .dash])
            || text[offset] == UInt8(ascii: ",")
    }

    private static let hashSchemes = LookBack(
        words:
            "1 2 2a 2b 2x 2y 5 6 7 y gy p h apr1 argon2i argon2d argon2id scrypt pbkdf2 pbkdf2-sha256 pbkdf2-sha512 md5 sha1"
    )
}
