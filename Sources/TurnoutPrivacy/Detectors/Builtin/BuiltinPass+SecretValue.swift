extension BuiltinPass {
    /// A value behind a name for secrets that looks made by a generator.
    mutating func randomSecret(at place: ValuePlace, name: SecretName, nameStart: Int, _ nameEnd: Int) -> Int? {
        let start = place.start
        if place.tie == .dashed {
            guard start >= dashedFloor else { return nil }
            dashedFloor = run(from: start, of: [.urlSafe, .base64, .dot], limit: 2048)
        }
        var end = valueEnd(from: start, stop: [.space, .valueEnd], limit: 2048)
        if !place.quoted, let cut = (start..<end).first(where: { endsToken($0) }) { end = cut }
        while end > start, !kind(end - 1).isDisjoint(with: [.dot, .tokenEnd]) || text[end - 1] == UInt8(ascii: ":") {
            end -= 1
        }
        budget.spend(end - start)
        guard end - start >= 8, end - start < 2048 else { return nil }
        // Calls and look-ups are code, not values.
        if text[end] == UInt8(ascii: "("), !place.quoted { return nil }
        let range = start..<end
        guard !Placeholder.isReference(text, range), !Placeholder.isFiller(text, range),
            !Placeholder.isExample(text, range),
            isTokenText(range, quoted: place.quoted, assigned: place.tie == .assigned || place.tie == .called)
        else { return nil }
        guard isSecretValue(range, place, name, nameStart, nameEnd) else { return nil }
        let assigned = place.tie != .spaced
        report(.apiKey, name == .bearer ? "bearer" : "keyed", "builtin.keyed", range, assigned ? 0.85 : 0.7)
        return end
    }

    private mutating func isSecretValue(
        _ range: Range<Int>, _ place: ValuePlace, _ name: SecretName, _ nameStart: Int, _ nameEnd: Int
    ) -> Bool {
        let spread = spread(range)
        let count = range.count
        if isPath(range, spread) { return false }
        let weakName = name == .key || name == .keyPart
        let assigned = place.tie == .assigned || place.tie == .called
        let shouted = kind(nameEnd - 1).contains(.upper) && kind(nameEnd - 2).contains(.upper)
        if isUUID(range) {
            if name == .bearer { return false }
            if !weakName || namesOwner(nameStart, nameEnd) { return true }
            return namesService(before: nameEnd, within: 32)
        }
        if spread.longestRun * 2 > count { return false }
        if text.hasPrefix(BuiltinPass.publicKeyBlob, at: range.lowerBound) { return false }
        if weakName, isPublicKeyName(range, place, nameEnd) { return false }
        if name == .key, spread.digits < 3, !namesOwner(nameStart, nameEnd) { return false }
        if spread.looksRandom, spread.letters > 0 {
            if count >= (assigned ? 16 : place.tie == .dashed || weakName ? 24 : 20) { return true }
        }
        if spread.digits == count {
            return !weakName && count >= 20 && spread.effectiveSymbols >= 5 && (assigned || shouted)
        }
        if assigned, !weakName, count >= 20, spread.symbols == 0, spread.mixesCases { return true }
        // Beyond here the value alone does not tell; a service's name before it does.
        if name != .bearer, isPlainToken(spread), namesService(before: nameEnd, within: 32) {
            if spread.digits >= (assigned || count >= 20 ? 1 : 3) {
                return count >= (assigned ? 8 : 12) && spread.effectiveSymbols >= 5
            }
            return count >= 16 && spread.effectiveSymbols >= 10
        }
        if shouted, spread.symbols == 0, spread.digits == 0 || spread.digits >= 2 {
            return count >= 20 && spread.effectiveSymbols >= 10
        }
        // Short values: letters and digits by turns behind a strong name.
        return assigned && count >= 10 && spread.symbols == 0 && spread.digits >= 3 && spread.letters >= 3
            && spread.digitSwitches >= 2 && (!weakName || namesOwner(nameStart, nameEnd))
            && spread.effectiveSymbols >= 6
    }

    /// How the public keys of SSH begin in base64: the length of their type's name.
    private static let publicKeyBlob = Array("AAAAB3NzaC1yc2E".utf8)

    /// Owners of a key that is not its own fingerprint.
    private static let keyOwners = LookBack(
        words:
            "api access secret private auth authentication encryption signing master account admin service app client")

    /// Whether a value is the number or fingerprint by which people name a public key: hexadecimal behind a bare "key".
    private mutating func isPublicKeyName(_ range: Range<Int>, _ place: ValuePlace, _ nameEnd: Int) -> Bool {
        var digits = range
        if range.count <= 42, text[range.lowerBound] == UInt8(ascii: "0"), text[range.lowerBound + 1] | 0x20 == 120 {
            digits = range.lowerBound + 2..<range.upperBound
        } else if place.tie != .spaced || range.count != 40 && range.count != 16 {
            return false
        }
        for offset in digits where kind(offset).contains(.nonHex) { return false }
        budget.spend(24)
        return !BuiltinPass.keyOwners.holds(in: text, before: nameEnd, within: 24)
            && !namesService(before: nameEnd, within: 32)
    }

    /// Whether a token has hardly any signs, so that it is no address, path or template.
    private mutating func isPlainToken(_ spread: SymbolSpread) -> Bool { spread.symbols * 8 <= spread.count }

    /// Whether a token that is not in quotes ends before an offset: at a bracket or a comma, or where another name with
    /// its value begins.
    private mutating func endsToken(_ offset: Int) -> Bool {
        switch text[offset] {
        case UInt8(ascii: ":"): true
        case UInt8(ascii: "="): !kind(offset + 1).isDisjoint(with: .alphanumeric)
        default: kind(offset).contains(.tokenEnd)
        }
    }

    /// Whether all bytes may stand in a token, and they make neither a path nor an address.
    private mutating func isTokenText(_ range: Range<Int>, quoted: Bool, assigned: Bool) -> Bool {
        let first = text[range.lowerBound]
        if first == UInt8(ascii: "/") || first == UInt8(ascii: "~") { return false }
        if first == UInt8(ascii: "("), !quoted { return false }
        for offset in range {
            let kind = kind(offset)
            if kind.contains(.high) || text[offset] < 0x20 { return false }
            if kind.isDisjoint(with: [.urlSafe, .base64, .dot]), !assigned { return false }
            if text[offset] == UInt8(ascii: ":"), text[offset + 1] == UInt8(ascii: "/") { return false }
            if text[offset] == UInt8(ascii: "("), !quoted { return false }
        }
        return true
    }

    /// Whether a range is written as RFC 9562 writes identifiers.
    mutating func isUUID(_ range: Range<Int>) -> Bool {
        guard range.count == 36 else { return false }
        for (index, offset) in range.enumerated() {
            let dash = index == 8 || index == 13 || index == 18 || index == 23
            if dash != kind(offset).contains(.dash) || kind(offset).contains(.nonHex) { return false }
        }
        return true
    }

    /// Whether a name has a part before its `key`, as in `api_key` or `PrivacyKey`.
    private mutating func namesOwner(_ start: Int, _ end: Int) -> Bool {
        end - start > 4 || !kind(start - 1).isDisjoint(with: [.dash, .dot]) && isWord(start - 2)
    }

    /// Whether the name of a service stands shortly before an offset.
    mutating func namesService(before offset: Int, within distance: Int) -> Bool {
        budget.spend(distance)
        return ServiceNames.all.holds(in: text, before: offset, within: distance)
    }

    /// `sig=` of a shared access signature, `X-Amz-Signature=` and the like: they open what the URL names.
    mutating func urlSignature(at start: Int, nameStart: Int) -> Int? {
        let before = text[nameStart - 1]
        guard before == UInt8(ascii: "?") || before == UInt8(ascii: "&") || before == UInt8(ascii: "-") else {
            return nil
        }
        var end = start
        while end - start < 256, !kind(end).isDisjoint(with: [.urlSafe, .base64]) || text[end] == UInt8(ascii: "%") {
            end += 1
        }
        budget.spend(end - start)
        guard end - start >= 40, spread(start..<end).looksRandom else { return nil }
        report(.apiKey, "signature", "builtin.keyed", start..<end, 0.85)
        return end
    }

    /// `PIN: 4821`: four to six digits and nothing more.
    mutating func pin(at start: Int) -> Int? {
        let end = run(from: start, of: .digit, limit: 9)
        guard (4...8).contains(end - start), !isWord(end), !(kind(end).contains(.dot) && isDigit(end + 1)),
            kind(end).isDisjoint(with: [.dash, .base64])
        else { return nil }
        report(.password, "pin", "builtin.password", start..<end, 0.7)
        return end
    }

    /// `Basic` and base64 of `user:password` (RFC 7617).
    mutating func basicCredentials(at start: Int) -> Int? {
        let end = run(from: start, of: [.alphanumeric, .base64], limit: 512)
        guard end - start >= 8, !isWord(end) else { return nil }
        budget.spend(end - start)
        guard let decoded = Base64.decode((start..<end).map { text[$0] }), decoded.contains(UInt8(ascii: ":")),
            decoded.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
        else { return nil }
        report(.password, "basic", "builtin.password", start..<end, 0.9)
        return end
    }
}
