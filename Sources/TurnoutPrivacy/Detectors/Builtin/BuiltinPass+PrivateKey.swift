extension BuiltinPass {
    private static let armour = Array("-----".utf8)
    private static let begin = Array("BEGIN ".utf8)
    private static let ending = Array("-----END ".utf8)
    private static let ssh2Begin = Array(" BEGIN SSH2 ENCRYPTED PRIVATE KEY ----".utf8)
    private static let ssh2Ending = Array("---- END ".utf8)
    private static let putty = Array("PuTTY-User-Key-File-".utf8)
    private static let puttyEnding = Array("Private-MAC:".utf8)

    /// A run of dashes: the armour of a private key, an option of a command line, or nothing.
    mutating func dashes(at start: Int) -> Int {
        var end = start
        while kind(end).contains(.dash) { end += 1 }
        switch end - start {
        case 1: return beginsWord(start) ? option(at: end) ?? end : end
        case 2: return beginsWord(start) ? longOption(at: end) ?? end : end
        case 4 where text.hasPrefix(BuiltinPass.ssh2Begin, at: end):
            return closePrivateKey("ssh2", start, from: end, ending: BuiltinPass.ssh2Ending)
        case 5... where text.hasPrefix(BuiltinPass.begin, at: end):
            return privateKey(from: end - 5, label: end + 6) ?? end
        default: return end
        }
    }

    /// Whether nothing but a blank, a quote or the beginning of the text stands before an offset.
    private mutating func beginsWord(_ offset: Int) -> Bool {
        offset == 0 || !kind(offset - 1).isDisjoint(with: .space) || isQuote(text[offset - 1])
    }

    /// PuTTY's own format: to the line of its message authentication code.
    mutating func puttyKey(at start: Int) -> Int? {
        guard text.hasPrefix(BuiltinPass.putty, at: start) else { return nil }
        return closePrivateKey("putty", start, from: start, ending: BuiltinPass.puttyEnding)
    }

    /// From `-----BEGIN … PRIVATE KEY` to the line that ends it (RFC 7468, RFC 9580); without such a line, to the end
    /// of the text, since half a key is as bad to send as a whole one.
    private mutating func privateKey(from start: Int, label: Int) -> Int? {
        var labelEnd = label
        while labelEnd - label < 40, !kind(labelEnd).isDisjoint(with: [.upper, .digit]) || text[labelEnd] == 0x20 {
            labelEnd += 1
        }
        budget.spend(labelEnd - label)
        guard text.hasPrefix(BuiltinPass.armour, at: labelEnd), labelEnd - label >= 11 else { return nil }
        let name = String(decoding: (label..<labelEnd).map { text[$0] }, as: UTF8.self)
        guard name.hasSuffix("PRIVATE KEY") || name.hasSuffix("PRIVATE KEY BLOCK") else { return nil }
        // `"-----BEGIN PRIVATE KEY-----"` in code is the name of a thing, unless a key follows it.
        if kind(labelEnd + 5).contains(.valueEnd), text[labelEnd + 5] != UInt8(ascii: "\\"), !keyFollows(labelEnd + 5) {
            return labelEnd + 5
        }
        return closePrivateKey(name.lowercased(), start, from: labelEnd + 5, ending: BuiltinPass.ending)
    }

    /// Reports what stands from `start` to the end of the line with the ending, or to the end of the text.
    private mutating func closePrivateKey(_ name: String, _ start: Int, from: Int, ending: [UInt8]) -> Int {
        var end = from
        while end < text.count {
            if text[end] == ending[0], text.hasPrefix(ending, at: end) {
                end += ending.count
                let lineEnd = min(text.count, end + 80)
                let armoured = kind(end - ending.count).contains(.dash)
                while end < lineEnd, !armoured || !kind(end).contains(.dash), !kind(end).contains(.newline) { end += 1 }
                while end < lineEnd, armoured, kind(end).contains(.dash) { end += 1 }
                break
            }
            end += 1
        }
        budget.spend(end - from)
        report(.privateKey, name, "builtin.private_key", start..<end, 0.99)
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
}
