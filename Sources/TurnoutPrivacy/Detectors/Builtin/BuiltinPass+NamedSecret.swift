extension BuiltinPass {
    /// How a value is tied to the name before it.
    enum Tie {
        /// `name: value`, `name = value`, `name is value`.
        case assigned
        /// `name("value")`.
        case called
        /// `name-value`.
        case dashed
        /// `name value`: nothing but a space.
        case spaced
    }

    /// Where a value begins, and how it is tied to its name.
    struct ValuePlace {
        var start: Int
        var tie: Tie
        var quoted: Bool
    }

    /// A secret behind a name that a word ends with: `password=…`, `"api_key": "…"`, `TOKEN …`, `Bearer …`.
    ///
    /// The value is read to its end but stepped over only when it is one.
    mutating func namedSecret(_ start: Int, _ end: Int) -> Int? {
        // `password2=` and `token_1:` are names as well.
        var nameEnd = end
        while nameEnd > start, isDigit(nameEnd - 1) || text[nameEnd - 1] == UInt8(ascii: "_") { nameEnd -= 1 }
        guard let name = secretName(start, nameEnd) else { return nil }
        if name == .login { return quotedPair(behind: end) ?? loginPair(start, end) }
        if text[end] == UInt8(ascii: "(") || text[end] == UInt8(ascii: "="), let next = quotedPair(behind: end) {
            return next
        }
        guard let place = valuePlace(behind: end, name, nameStart: start) else {
            return name.isPassword ? prosePassword(behind: end) : nil
        }
        if place.start < text.count, let next = token(at: place.start) ?? namedIdentifier(at: place.start) {
            return next
        }
        switch name {
        case .password, .passwordPart:
            if place.tie == .spaced {
                return spacedPassword(at: place, nameStart: start, verb: name == .passwordPart)
                    ?? prosePassword(behind: end)
            }
            guard place.tie != .dashed else { return nil }
            if place.tie == .called, isStandardName(place.start) { return nil }
            if let next = password(at: place.start, quoted: place.quoted, short: name == .passwordPart) { return next }
            return prosePassword(behind: end)
        case .basic:
            return basicCredentials(at: place.start)
        case .pin:
            return place.tie == .assigned ? pin(at: place.start) : nil
        case .signature:
            return place.tie == .assigned ? urlSignature(at: place.start, nameStart: start) : nil
        case .bearer, .secret, .secretPart, .key, .keyPart:
            return randomSecret(at: place, name: name, nameStart: start, end)
                ?? (text.hasPrefixIgnoringCase(BuiltinPass.credentialStem, at: start) ? loginPair(start, end) : nil)
        case .login:
            return nil
        }
    }

    /// The kind of name that the bytes up to `end` make, if any.
    private mutating func secretName(_ start: Int, _ end: Int) -> SecretName? {
        guard end - start >= 2, tables.nameEnds.contains(text.four(at: end - 4)) else { return nil }
        var tail = NameTail()
        for distance in 0..<min(16, end - start) {
            tail.put(ByteClass.lowercased(text[end - 1 - distance]), at: distance)
        }
        let last = Int(ByteClass.lowercased(text[end - 1]))
        for index in tables.nameStarts[last]..<tables.nameStarts[last + 1] where tables.names[index].matches(tail) {
            let begin = end - tables.names[index].count
            guard begin >= start else { continue }
            budget.spend(4)
            let name = tables.names[index].name
            switch name {
            case .bearer, .basic, .login:
                if begin == start { return name }
            case .passwordPart, .secretPart, .keyPart, .pin, .signature:
                if begin == start || isPartBoundary(begin) { return name }
            case .key, .secret:
                return isHarmless(begin) ? nil : name
            case .password:
                return name
            }
        }
        return nil
    }

    /// Whether a part of a name begins at an offset: behind `_` or a digit, or at a change from small letter to capital.
    private mutating func isPartBoundary(_ offset: Int) -> Bool {
        kind(offset - 1).isDisjoint(with: .letter) || kind(offset - 1).contains(.lower) && kind(offset).contains(.upper)
    }

    /// Whether the part of the name before `key` or `token` says that it is none to hide.
    private mutating func isHarmless(_ begin: Int) -> Bool {
        let before = kind(begin - 1)
        guard !before.isDisjoint(with: [.alphanumeric, .underscore, .dash, .dot, .space]) else { return false }
        var end = begin
        if before.isDisjoint(with: .alphanumeric) { end -= 1 }
        var start = end
        while end - start < 12, !kind(start - 1).isDisjoint(with: .alphanumeric) { start -= 1 }
        budget.spend(end - start)
        return SecretName.harmlessOwners.holds(in: text, before: end, within: end - start)
    }

    /// Where the value behind a name begins: past closing quotes, a separator or "is", and an opening quote.
    mutating func valuePlace(behind end: Int, _ name: SecretName, nameStart: Int) -> ValuePlace? {
        var offset = end
        var closed = false
        while offset - end < 4, isCloser(text[offset]) {
            closed = true
            offset += 1
        }
        let afterName = offset
        while offset - afterName < 8, isBlank(text[offset]) { offset += 1 }
        let spaced = offset > afterName
        var tie = Tie.assigned
        switch text[offset] {
        case UInt8(ascii: ":"):
            if text[offset + 1] == UInt8(ascii: ":") { return nil }  // `Pass::run` names a part of a type
            offset += 1
            while offset - afterName < 12, isSeparatorTail(text[offset]) { offset += 1 }
            if !closed, let value = typedValue(from: offset) { offset = value }
        case UInt8(ascii: "="):
            offset += 1
            while offset - afterName < 12, isSeparatorTail(text[offset]) { offset += 1 }
        case UInt8(ascii: ">") where !spaced && (closed || isTagOpen(before: nameStart)):
            offset += 1
        case UInt8(ascii: "(") where !spaced && !closed:
            offset += 1
            guard isQuote(text[offset]) else { return nil }
            tie = .called
        case UInt8(ascii: ",") where closed:
            // `('SECRET_KEY', '…')` passes a default.
            if let value = valueAttribute(from: offset) { return value }
            offset += 1
            while isBlank(text[offset]), offset - afterName < 12 { offset += 1 }
            guard isQuote(text[offset]) || !name.isPassword else { return nil }
            if name.isPassword { tie = .called }
        case UInt8(ascii: "|") where spaced:
            offset += 1
        case UInt8(ascii: "-") where text[offset + 1] == UInt8(ascii: ">"):
            offset += 2
        case UInt8(ascii: "-") where spaced && text[offset + 1] == 0x20:
            offset += 1
        case UInt8(ascii: "-") where !spaced && !closed:
            offset += 1
            tie = .dashed
        case 0xEF where text[offset + 1] == 0xBC && text[offset + 2] == 0x9A:  // full-width colon
            offset += 3
        case 0xE2 where spaced && isArrowOrDash(offset):
            offset += 3
        default:
            if closed || text[offset] == 0x0A || text[offset] == 0x0D,
                let value = valueAttribute(from: offset)
            {
                return value
            }
            if spaced, let next = linkEnd(from: offset) {
                offset = next
            } else {
                tie = .spaced
            }
        }
        if tie == .spaced, !spaced || closed && name != .bearer { return nil }
        return opened(at: offset, tie)
    }

    /// Where the `=` of a declaration with a type ends, from behind its colon: ` String = "…"`.
    private mutating func typedValue(from start: Int) -> Int? {
        guard isBlank(text[start]), !kind(start + 1).isDisjoint(with: .letter) else { return nil }
        var offset = start + 1
        while offset - start < 16, !kind(offset).isDisjoint(with: .alphanumeric) { offset += 1 }
        if text[offset] == UInt8(ascii: "?") || text[offset] == UInt8(ascii: "!") { offset += 1 }
        guard isBlank(text[offset]), text[offset + 1] == UInt8(ascii: "="), isBlank(text[offset + 2]),
            isQuote(text[offset + 3])
        else { return nil }
        return offset + 2
    }

    /// Past the blanks and opening quotes before a value.
    private mutating func opened(at from: Int, _ tie: Tie) -> ValuePlace {
        var offset = from
        if text[offset] == UInt8(ascii: "*"), text[offset + 1] == UInt8(ascii: "*") { offset += 2 }
        while offset - from < 10, isBlank(text[offset]) { offset += 1 }
        // `b"…"`, `@"…"`, `r'…'`
        switch text[offset] {
        case UInt8(ascii: "b"), UInt8(ascii: "r"), UInt8(ascii: "u"), UInt8(ascii: "@"), UInt8(ascii: "L"):
            if isQuote(text[offset + 1]) { offset += 1 }
        default: break
        }
        let escaped = text[offset] == UInt8(ascii: "\\")
        let quoted = isQuote(text[offset]) || escaped && isQuote(text[offset + 1])
        let opening = offset
        while isQuote(text[offset]) || text[offset] == UInt8(ascii: "\\"), offset - opening < 4 { offset += 1 }
        return ValuePlace(start: offset, tie: tie, quoted: quoted)
    }

    /// `"name": "DB_PASSWORD", "value": "…"` and its kin in XML and YAML, from behind the name.
    private mutating func valueAttribute(from start: Int) -> ValuePlace? {
        var offset = start
        while offset - start < 24, isBlank(text[offset]) || isValueLead(text[offset]) { offset += 1 }
        budget.spend(offset - start)
        guard text.hasPrefixIgnoringCase(BuiltinPass.valueName, at: offset) else { return nil }
        offset += 5
        if isQuote(text[offset]) { offset += 1 }
        while isBlank(text[offset]), offset - start < 40 { offset += 1 }
        guard text[offset] == UInt8(ascii: ":") || text[offset] == UInt8(ascii: "=") else { return nil }
        return opened(at: offset + 1, .assigned)
    }

    private static let credentialStem = Array("cred".utf8)
    private static let valueName = Array("value".utf8)

    private mutating func isValueLead(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == 0x0A
            || byte == 0x0D
    }

    /// Whether the name stands in a tag that has just been opened: `<password>`, `<db:password>`.
    private mutating func isTagOpen(before start: Int) -> Bool {
        var offset = start - 1
        while start - offset < 24, isWord(offset) || text[offset] == UInt8(ascii: ":") || kind(offset).contains(.dash) {
            offset -= 1
        }
        // Directly behind a colon it is a placeholder: `user:<password>@host`.
        return text[offset] == UInt8(ascii: "<") && text[offset - 1] != UInt8(ascii: ":")
    }

    @inline(__always)
    mutating func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    /// `–`, `—` or `→`.
    private mutating func isArrowOrDash(_ offset: Int) -> Bool {
        text[offset + 1] == 0x80 && (text[offset + 2] == 0x93 || text[offset + 2] == 0x94)
            || text[offset + 1] == 0x86 && text[offset + 2] == 0x92
    }

    @inline(__always)
    mutating func isQuote(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
    }

    private mutating func isCloser(_ byte: UInt8) -> Bool {
        isQuote(byte) || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "*")
    }

    private mutating func isSeparatorTail(_ byte: UInt8) -> Bool {
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
}
