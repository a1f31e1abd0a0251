extension BuiltinPass {
    /// A run of dashes: the armour of a private key, an option of a command line, or nothing.
    mutating func dashes(at start: Int) -> Int {
        var end = start
        while kind(end).contains(.dash) { end += 1 }
        if end - start >= 5, text.hasPrefix(Array("BEGIN ".utf8), at: end) {
            return privateKey(from: end - 5, label: end + 6) ?? end
        }
        if end - start == 1, text[end] == UInt8(ascii: "u"), text[end + 1] == UInt8(ascii: " "), !isWord(start - 1) {
            return optionCredentials(from: end + 2) ?? end
        }
        if end - start == 2, text.hasPrefix(Array("user ".utf8), at: end), !isWord(start - 1) {
            return optionCredentials(from: end + 5) ?? end
        }
        return end
    }

    /// From `-----BEGIN … PRIVATE KEY` to the line that ends it (RFC 7468, RFC 9580); without such a line, to the end
    /// of the text, since half a key is as bad to send as a whole one.
    private mutating func privateKey(from start: Int, label: Int) -> Int? {
        var labelEnd = label
        while labelEnd - label < 40, !kind(labelEnd).isDisjoint(with: [.upper, .digit]) || text[labelEnd] == 0x20 {
            labelEnd += 1
        }
        budget.spend(labelEnd - label)
        guard text.hasPrefix(Array("-----".utf8), at: labelEnd), labelEnd - label >= 11 else { return nil }
        let name = String(decoding: (label..<labelEnd).map { text[$0] }, as: UTF8.self)
        guard name.hasSuffix("PRIVATE KEY") || name.hasSuffix("PRIVATE KEY BLOCK") else { return nil }
        // `"-----BEGIN PRIVATE KEY-----"` in code is the name of a thing, unless a key follows it.
        if kind(labelEnd + 5).contains(.valueEnd), text[labelEnd + 5] != UInt8(ascii: "\\"), !keyFollows(labelEnd + 5) {
            return labelEnd + 5
        }
        let ending = Array("-----END ".utf8)
        var end = labelEnd + 5
        while end < text.count {
            if kind(end).contains(.dash), text.hasPrefix(ending, at: end) {
                end += ending.count
                let lineEnd = min(text.count, end + 48)
                while end < lineEnd, !kind(end).contains(.dash), !kind(end).contains(.newline) { end += 1 }
                while end < lineEnd, kind(end).contains(.dash) { end += 1 }
                break
            }
            end += 1
        }
        budget.spend(end - labelEnd)
        report(.privateKey, name.lowercased(), "builtin.private_key", start..<end, 0.99)
        return end
    }

    /// Whether a run of base64 stands within the next 256 bytes.
    private mutating func keyFollows(_ start: Int) -> Bool {
        var length = 0
        budget.spend(256)
        for offset in start..<(start + 256) {
            length = kind(offset).isDisjoint(with: [.alphanumeric, .base64]) ? 0 : length + 1
            if length == 24 { return true }
        }
        return false
    }

    /// `-u user:password` of curl and its kin.
    private mutating func optionCredentials(from start: Int) -> Int? {
        var begin = start
        if text[begin] == UInt8(ascii: "\"") || text[begin] == UInt8(ascii: "'") { begin += 1 }
        let colon = run(from: begin, of: [.word, .dash, .dot], limit: 64)
        guard colon > begin, text[colon] == UInt8(ascii: ":") else { return nil }
        let end = valueEnd(from: colon + 1, stop: [.space, .valueEnd], limit: 128)
        guard isPassword(colon + 1..<end, plain: true) else { return nil }
        report(.password, "option", "builtin.password", colon + 1..<end, 0.85)
        return end
    }
}
