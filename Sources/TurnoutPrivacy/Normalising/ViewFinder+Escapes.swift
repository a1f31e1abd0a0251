extension ViewFinder {
    /// `%40`, and runs of it that make UTF-8.
    mutating func percent(at start: Int) {
        guard start >= decoded.taken, let first = escapedByte(start) else { return }
        guard first >= 0x80 else {
            write(UInt32(first), start, start + 3, .percent)
            return
        }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        var bytes: [UInt8] = []
        for index in 0..<length {
            guard let byte = escapedByte(start + 3 * index) else { return }
            bytes.append(byte)
        }
        let (value, read) = bytes.withUnsafeBufferPointer { ByteRuns.scalar($0, at: 0) }
        if read == length { write(value, start, start + 3 * length, .percent) }
    }

    private mutating func escapedByte(_ offset: Int) -> UInt8? {
        guard at(offset) == UInt8(ascii: "%"), let value = hex(from: offset + 1, digits: 2) else { return nil }
        return UInt8(truncatingIfNeeded: value)
    }

    /// `&#64;`, `&#x40;` and `&commat;`.
    mutating func entity(at start: Int) {
        guard start >= decoded.taken else { return }
        var offset = start + 1
        var value: UInt32 = 0
        if at(offset) == UInt8(ascii: "#") {
            let isHex = at(offset + 1) | 0x20 == UInt8(ascii: "x")
            offset += isHex ? 2 : 1
            let begin = offset
            while offset - begin < 10, let digit = Hex.value(at(offset)), isHex || digit < 10 {
                value = min(value, 0x0FFF_FFFF) &* (isHex ? 16 : 10) &+ UInt32(digit)
                offset += 1
            }
            guard offset > begin else { return }
            if at(offset) == UInt8(ascii: ";") { offset += 1 }
        } else {
            guard isAlphanumeric(offset) else { return }
            let end = runEnd(from: offset, of: .letter, limit: 16)
            guard at(end) == UInt8(ascii: ";") else { return }
            let name = String(decoding: text[offset..<end], as: UTF8.self)
            guard let named = Entities.named[name] else { return }
            value = named
            offset = end + 1
        }
        write(value, start, offset, .entity)
    }

    /// `\u0040`, `\u{40}`, `\x40`, `\U00000040`, and a backslash before punctuation.
    mutating func escape(at start: Int) {
        guard start >= decoded.taken else { return }
        switch at(start + 1) {
        case UInt8(ascii: "u") where at(start + 2) == UInt8(ascii: "{"):
            let end = runEnd(from: start + 3, of: .alphanumeric, limit: 7)
            guard at(end) == UInt8(ascii: "}"), end > start + 3,
                let value = hex(from: start + 3, digits: end - start - 3)
            else { return }
            write(value, start, end + 1, .escape)
        case UInt8(ascii: "u"):
            guard var value = hex(from: start + 2, digits: 4) else { return }
            var end = start + 6
            if (0xD800..<0xDC00).contains(value), at(end) == UInt8(ascii: "\\"), at(end + 1) == UInt8(ascii: "u"),
                let low = hex(from: end + 2, digits: 4), (0xDC00..<0xE000).contains(low)
            {
                value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
                end += 6
            }
            write(value, start, end, .escape)
        case UInt8(ascii: "U"):
            if let value = hex(from: start + 2, digits: 8) { write(value, start, start + 10, .escape) }
        case UInt8(ascii: "x"):
            if let value = hex(from: start + 2, digits: 2) { write(value, start, start + 4, .escape) }
        case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "@"), UInt8(ascii: "+"):
            guard isAlphanumeric(start - 1) else { return }
            write(UInt32(at(start + 1)), start, start + 2, .marks)
        default:
            return
        }
    }

    private mutating func hex(from start: Int, digits: Int) -> UInt32? {
        var value: UInt32 = 0
        for offset in start..<(start + digits) {
            guard let digit = Hex.value(at(offset)) else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }

    /// Writes a scalar, folded, for its escape.
    private mutating func write(_ value: UInt32, _ start: Int, _ end: Int, _ disguise: Disguise) {
        guard let scalar = Unicode.Scalar(value), decoded.begin(at: start, of: text) else { return }
        work += end - start
        switch ScalarFolding.of(value) {
        case .ascii(let byte), .raised(let byte): decoded.replace(to: end, with: byte, disguise)
        case .delete: decoded.delete(to: end, disguise)
        case .keep, .mark, .letters:
            if value < 0x80 {
                decoded.replace(to: end, with: value < 0x20 ? 0x20 : UInt8(truncatingIfNeeded: value), disguise)
            } else if UTF8.width(scalar) <= end - start {
                decoded.replace(to: end, with: Array(String(scalar).utf8), disguise)
            }
        }
    }
}

/// The named characters of HTML that stand in addresses, numbers and keys, or around them.
enum Entities {
    static let named: [String: UInt32] = [
        "commat": 0x40, "period": 0x2E, "lowbar": 0x5F, "UnderBar": 0x5F, "plus": 0x2B, "hyphen": 0x2010,
        "dash": 0x2010, "minus": 0x2212, "ndash": 0x2D, "colon": 0x3A, "semi": 0x3B, "comma": 0x2C, "sol": 0x2F,
        "bsol": 0x5C, "equals": 0x3D, "num": 0x23, "percnt": 0x25, "excl": 0x21, "quest": 0x3F, "dollar": 0x24,
        "ast": 0x2A, "lpar": 0x28, "rpar": 0x29, "quot": 0x22, "apos": 0x27, "amp": 0x26, "lt": 0x3C, "gt": 0x3E,
        "nbsp": 0x20, "ensp": 0x20, "emsp": 0x20, "thinsp": 0x20, "NewLine": 0x0A, "Tab": 0x20, "shy": 0xAD,
        "zwj": 0x200D, "zwnj": 0x200C, "ZeroWidthSpace": 0x200B, "NoBreak": 0x2060, "lrm": 0x200E, "rlm": 0x200F,
    ]
}

/// Hexadecimal digits.
enum Hex {
    /// The value of a digit, or nil.
    @inline(__always)
    static func value(_ byte: UInt8) -> UInt8? {
        if byte &- 48 < 10 { return byte &- 48 }
        let letter = (byte | 0x20) &- 97
        return letter < 6 ? letter &+ 10 : nil
    }
}
