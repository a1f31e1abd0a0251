extension BuiltinPass {
    /// How a value is tied to the name before it.
    private enum Tie {
        /// `name: value`, `name = value`.
        case assigned
        /// `name value`: nothing but a space.
        case spaced
    }

    /// A secret behind a name that a word ends with: `password=…`, `"api_key": "…"`, `TOKEN …`, `Bearer …`.
    ///
    /// The value is read to its end but stepped over only when it is one.
    mutating func namedSecret(_ start: Int, _ end: Int) -> Int? {
        // `password2=` and `token_1:` are names as well.
        var nameEnd = end
        while nameEnd > start, isDigit(nameEnd - 1) || text[nameEnd - 1] == UInt8(ascii: "_") { nameEnd -= 1 }
        guard let name = secretName(start, nameEnd) else { return nil }
        guard let (value, tie, quoted) = value(behind: end, name) else { return nil }
        if let next = token(at: value) { return next }
        switch name {
        case .password, .passwordPart:
            guard tie == .assigned else { return nil }
            return password(at: value, quoted: quoted, short: name == .passwordPart)
        case .basic:
            return basicCredentials(at: value)
        case .bearer, .secret, .key:
            return randomSecret(
                at: value, name: name, assigned: tie == .assigned, quoted: quoted, nameStart: start, end)
        }
    }

    /// The kind of name that the bytes up to `end` make, if any.
    private mutating func secretName(_ start: Int, _ end: Int) -> SecretName? {
        for (name, ending) in tables.names[Int(text[end - 1])] {
            let begin = end - ending.count
            guard begin >= start, text.hasPrefixIgnoringCase(ending, at: begin) else { continue }
            budget.spend(ending.count)
            switch name {
            case .bearer, .basic:
                return begin == start ? name : nil
            case .passwordPart:
                let joined = begin > start && !isPartBoundary(begin)
                return joined ? nil : name
            case .key:
                if ending.count != 3, begin > start, !isPartBoundary(begin) { return nil }
                return isHarmlessKey(begin) ? nil : name
            case .password, .secret:
                return name
            }
        }
        return nil
    }

    /// Whether a part of a name begins at an offset: behind `_` or a digit, or at a change from small letter to capital.
    private func isPartBoundary(_ offset: Int) -> Bool {
        kind(offset - 1).isDisjoint(with: .letter) || kind(offset - 1).contains(.lower) && kind(offset).contains(.upper)
    }

    private func isHarmlessKey(_ begin: Int) -> Bool {
        var end = begin
        if !kind(end - 1).isDisjoint(with: [.underscore, .dash, .dot, .space]) { end -= 1 }
        for word in SecretName.harmlessKeys where text.hasPrefixIgnoringCase(word, at: end - word.count) { return true }
        return false
    }

    /// Where the value behind a name begins: past closing quotes, a separator or "is", and an opening quote.
    private func value(behind end: Int, _ name: SecretName) -> (start: Int, tie: Tie, quoted: Bool)? {
        var offset = end
        var closed = false
        while offset - end < 3, isCloser(text[offset]) {
            closed = true
            offset += 1
        }
        let afterName = offset
        while offset - afterName < 8, text[offset] == 0x20 || text[offset] == 0x09 { offset += 1 }
        var tie = Tie.spaced
        switch text[offset] {
        case UInt8(ascii: ":") where text[offset + 1] == UInt8(ascii: ":"):
            return nil  // `Pass::run` names a part of a type
        case UInt8(ascii: ":"), UInt8(ascii: "="):
            tie = .assigned
            offset += 1
            while offset - afterName < 12, isSeparatorTail(text[offset]) { offset += 1 }
        case UInt8(ascii: ","):
            // `('SECRET_KEY', '…')` passes a default; passwords are too much like words for that.
            guard closed, name != .password, name != .passwordPart else { return nil }
            tie = .assigned
            offset += 1
        case 0xEF where text[offset + 1] == 0xBC && text[offset + 2] == 0x9A:  // full-width colon
            tie = .assigned
            offset += 3
        case UInt8(ascii: "i"), UInt8(ascii: "I"):
            if offset > afterName, text[offset + 1] | 0x20 == UInt8(ascii: "s"), text[offset + 2] == 0x20 {
                tie = .assigned
                offset += 3
            }
        default:
            break
        }
        if tie == .spaced, offset == afterName || closed && name != .bearer { return nil }
        let afterTie = offset
        while offset - afterTie < 8, text[offset] == 0x20 || text[offset] == 0x09 { offset += 1 }
        let quoted = isQuote(text[offset]) || text[offset] == UInt8(ascii: "\\")
        while isQuote(text[offset]) || text[offset] == UInt8(ascii: "\\"), offset - afterTie < 12 { offset += 1 }
        return (offset, tie, quoted)
    }

    private func isQuote(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
    }

    private func isCloser(_ byte: UInt8) -> Bool {
        isQuote(byte) || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "*")
    }

    private func isSeparatorTail(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "=") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: ":")
    }

    /// The end of the value that begins at an offset. Asking again within the same run costs nothing.
    mutating func valueEnd(from start: Int, stop: ByteClass, limit: Int) -> Int {
        if valueRun.contains(start), stop == [.space, .valueEnd] { return min(valueRun.upperBound, start + limit) }
        var end = start
        while end < text.count, end - start < limit, kind(end).isDisjoint(with: stop) { end += 1 }
        budget.spend(end - start)
        if stop == [.space, .valueEnd] {
            valueRun = start..<end
        }
        return end
    }

    /// A token of at least 16 characters that looks made by a generator.
    private mutating func randomSecret(
        at start: Int, name: SecretName, assigned: Bool, quoted: Bool, nameStart: Int, _ nameEnd: Int
    ) -> Int? {
        var end = valueEnd(from: start, stop: [.space, .valueEnd], limit: 2048)
        if !quoted, let cut = (start..<end).first(where: { endsToken($0) }) { end = cut }
        while end > start, !kind(end - 1).isDisjoint(with: [.dot, .tokenEnd]) || text[end - 1] == UInt8(ascii: ":") {
            end -= 1
        }
        budget.spend(end - start)
        guard end - start >= (assigned ? 16 : name == .key ? 24 : 20), end - start < 2048 else { return nil }
        // Calls and look-ups are code, not values.
        if text[end] == UInt8(ascii: "("), !quoted { return nil }
        guard !Placeholder.isReference(text, start..<end), !Placeholder.isFiller(text, start..<end),
            !Placeholder.isExample(text, start..<end)
        else { return nil }
        guard isTokenText(start..<end, quoted: quoted, assigned: assigned) else { return nil }
        let spread = spread(start..<end)
        if !spread.looksRandom || isPath(start..<end, spread) { return nil }
        if spread.letters == 0, name == .key || !assigned { return nil }
        if isUUID(start..<end), name == .bearer || name == .key && !namesProvider(nameStart, nameEnd) { return nil }
        report(.apiKey, name == .bearer ? "bearer" : "keyed", "builtin.keyed", start..<end, assigned ? 0.85 : 0.7)
        return end
    }

    /// Whether a token that is not in quotes ends before an offset: at a bracket or a comma, or where another name with
    /// its value begins.
    private func endsToken(_ offset: Int) -> Bool {
        switch text[offset] {
        case UInt8(ascii: ":"): true
        case UInt8(ascii: "="): !kind(offset + 1).isDisjoint(with: .alphanumeric)
        default: kind(offset).contains(.tokenEnd)
        }
    }

    /// Whether all bytes may stand in a token, and they make neither a path nor an address.
    private func isTokenText(_ range: Range<Int>, quoted: Bool, assigned: Bool) -> Bool {
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

    private func isUUID(_ range: Range<Int>) -> Bool {
        guard range.count == 36 else { return false }
        for (index, offset) in range.enumerated() {
            let dash = index == 8 || index == 13 || index == 18 || index == 23
            if dash != kind(offset).contains(.dash) || kind(offset).contains(.nonHex) { return false }
        }
        return true
    }

    /// Whether a name has a part before its `key`, as in `api_key` or `PrivacyKey`.
    private func namesProvider(_ start: Int, _ end: Int) -> Bool {
        end - start > 3 || kind(start - 1).contains(.dash) && isWord(start - 2)
    }

    /// `Basic` and base64 of `user:password` (RFC 7617).
    private mutating func basicCredentials(at start: Int) -> Int? {
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
