extension BuiltinPass {
    /// Words that make six pairs of mere digits a hardware address.
    static let hardwareWords = LookBack(
        words: "mac hw hwaddr hardware ether ethernet bssid wifi wlan eth0 lladdr ll physical bluetooth nic interface")

    /// A hardware address at a word of two or four hexadecimal digits.
    @inline(__always)
    mutating func hardwareAddress(_ start: Int, _ end: Int) -> Int? {
        let after = text[end]
        if end - start == 2 {
            guard after == UInt8(ascii: ":") || after == UInt8(ascii: "-"), isHex(end + 1), text[end + 3] == after
            else {
                return nil
            }
            return macAddress(at: start)
        }
        guard after == UInt8(ascii: "."), text[end + 5] == UInt8(ascii: "."), isHex(end + 1) else { return nil }
        return dottedMAC(at: start)
    }

    /// Six pairs of hexadecimal digits with one separator: `:` or `-`. A longer run, such as a fingerprint, is stepped
    /// over as a whole.
    mutating func macAddress(at start: Int) -> Int? {
        let separator = text[start + 2]
        if text[start - 1] == separator, isWord(start - 2) { return nil }
        var end = start
        var pairs = 0
        while isHex(end), isHex(end + 1), !isWord(end + 2) {
            pairs += 1
            end += 2
            guard text[end] == separator, isWord(end + 1) else { break }
            end += 1
        }
        budget.spend(end - start)
        // A run that ended behind a separator goes on in some other form: an IPv6 address, a fingerprint, a date.
        guard pairs >= 6, isHex(end - 1) else { return nil }
        guard pairs == 6 else { return end }
        return reportMAC(start, end)
    }

    /// Three groups of four hexadecimal digits with dots between, as Cisco's systems write it.
    mutating func dottedMAC(at start: Int) -> Int? {
        guard !kind(start - 1).contains(.dot), text[start + 9] == UInt8(ascii: "."), !isWord(start + 14),
            !(kind(start + 14).contains(.dot) && isWord(start + 15))
        else { return nil }
        for offset in start..<start + 14 where offset - start != 4 && offset - start != 9 {
            if !isHex(offset) { return nil }
        }
        budget.spend(16)
        return reportMAC(start, start + 14)
    }

    private mutating func reportMAC(_ start: Int, _ end: Int) -> Int? {
        let spread = spread(start..<end)
        // All pairs alike mean nobody, or everybody.
        guard spread.effectiveSymbols >= 3 else { return end }
        if spread.letters == 0 || spread.letters == spread.count - spread.symbols {
            budget.spend(32)
            guard BuiltinPass.hardwareWords.holds(in: text, before: start, within: 32) else { return nil }
        }
        report(.mac, nil, "builtin.mac", start..<end, 0.9)
        return end
    }

    @inline(__always)
    private mutating func isHex(_ offset: Int) -> Bool {
        let kind = kind(offset)
        return !kind.isDisjoint(with: .alphanumeric) && !kind.contains(.nonHex)
    }
}
