/// What is wrong with a JSON text, and where.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A sentence without any of the text's content.
    public let message: String
    /// The offset of the byte that could not be read.
    public let offset: Int

    public var description: String { "\(message) at byte \(offset)" }
}

extension JSONValue {
    /// Reads one JSON value (RFC 8259) with nothing but white space around it.
    ///
    /// - Parameter maxDepth: how deeply arrays and objects may nest; hostile text must not exhaust the stack.
    public init(parsing bytes: some Collection<UInt8>, maxDepth: Int = 128) throws(JSONError) {
        let parsed: Result<JSONValue, JSONError>? = bytes.withContiguousStorageIfAvailable { buffer in
            var parser = JSONParser(bytes: buffer, maxDepth: maxDepth)
            return Result { () throws(JSONError) in try parser.document() }
        }
        if let parsed {
            self = try parsed.get()
        } else {
            self = try JSONValue(parsing: Array(bytes), maxDepth: maxDepth)
        }
    }

    /// Reads one JSON value from text.
    public init(parsing text: String, maxDepth: Int = 128) throws(JSONError) {
        try self.init(parsing: Array(text.utf8), maxDepth: maxDepth)
    }
}

/// A recursive-descent reader over bytes that stay put while it runs.
private struct JSONParser {
    let bytes: UnsafeBufferPointer<UInt8>
    let maxDepth: Int
    var index = 0
    var depth = 0

    init(bytes: UnsafeBufferPointer<UInt8>, maxDepth: Int) {
        self.bytes = bytes
        self.maxDepth = maxDepth
    }

    mutating func document() throws(JSONError) -> JSONValue {
        let value = try value()
        skipSpace()
        guard index == bytes.count else { throw problem("unexpected text behind the value") }
        return value
    }

    private func problem(_ message: String) -> JSONError { JSONError(message: message, offset: index) }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
    }

    private mutating func value() throws(JSONError) -> JSONValue {
        skipSpace()
        switch current {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        case .some(let byte) where byte == UInt8(ascii: "-") || isDigit(byte): return .number(try number())
        case .none: throw problem("the text ends where a value should stand")
        default: throw problem("no JSON value starts with this character")
        }
    }

    private mutating func literal(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        let length = word.utf8CodeUnitCount
        guard index + length <= bytes.count,
            (0..<length).allSatisfy({ bytes[index + $0] == word.utf8Start[$0] })
        else { throw problem("expected `\(word)`") }
        index += length
        return value
    }

    private mutating func enter() throws(JSONError) {
        depth += 1
        index += 1
        guard depth <= maxDepth else { throw problem("nested deeper than \(maxDepth) levels") }
    }

    private mutating func array() throws(JSONError) -> JSONValue {
        try enter()
        defer { depth -= 1 }
        var elements: [JSONValue] = []
        skipSpace()
        if take("]") { return .array(elements) }
        while true {
            elements.append(try value())
            skipSpace()
            if take("]") { return .array(elements) }
            guard take(",") else { throw problem("expected `,` or `]`") }
        }
    }

    private mutating func object() throws(JSONError) -> JSONValue {
        try enter()
        defer { depth -= 1 }
        var members: [JSONMember] = []
        skipSpace()
        if take("}") { return .object(members) }
        members.reserveCapacity(4)
        while true {
            skipSpace()
            guard current == UInt8(ascii: "\"") else { throw problem("expected a member's name in quotes") }
            let key = try string()
            skipSpace()
            guard take(":") else { throw problem("expected `:`") }
            members.append(JSONMember(key, try value()))
            skipSpace()
            if take("}") { return .object(members) }
            guard take(",") else { throw problem("expected `,` or `}`") }
        }
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard current == UInt8(ascii: scalar) else { return false }
        index += 1
        return true
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private mutating func digits() throws(JSONError) {
        let start = index
        while let byte = current, isDigit(byte) { index += 1 }
        guard index > start else { throw problem("expected a digit") }
    }

    private mutating func number() throws(JSONError) -> JSONNumber {
        let start = index
        _ = take("-")
        if !take("0") { try digits() }
        if take(".") { try digits() }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            try digits()
        }
        return JSONNumber(text: String(decoding: bytes[start..<index], as: UTF8.self))
    }

    /// The first quote, backslash or control character at or behind an offset, or the end of the bytes.
    ///
    /// - Parameter seen: takes in all bits of the bytes before it, and maybe of some behind it.
    @inline(__always)
    private func plainEnd(from start: Int, seen: inout UInt64) -> Int {
        var offset = start
        if let base = bytes.baseAddress {
            let raw = UnsafeRawPointer(base)
            while offset + 8 <= bytes.count {
                let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
                // The highest bit of each byte that is below 32, a quote or a backslash; a borrow can set others, but
                // only behind such a byte.
                let quotes = word ^ 0x2222_2222_2222_2222
                let slashes = word ^ 0x5C5C_5C5C_5C5C_5C5C
                let controls = (word &- 0x2020_2020_2020_2020) & ~word
                let marks = controls | ((quotes &- Self.ones) & ~quotes) | ((slashes &- Self.ones) & ~slashes)
                let found = marks & (Self.ones << 7)
                seen |= word
                if found != 0 { return offset + found.trailingZeroBitCount >> 3 }
                offset += 8
            }
        }
        while offset < bytes.count, bytes[offset] >= 0x20, bytes[offset] != 0x22, bytes[offset] != 0x5C {
            seen |= UInt64(bytes[offset])
            offset += 1
        }
        return offset
    }

    private static let ones: UInt64 = 0x0101_0101_0101_0101

    private mutating func string() throws(JSONError) -> String {
        index += 1
        let start = index
        var seen: UInt64 = 0
        index = plainEnd(from: start, seen: &seen)
        guard index < bytes.count else { throw problem("the text ends inside a string") }
        switch bytes[index] {
        case UInt8(ascii: "\""):
            let text = UnsafeBufferPointer(rebasing: bytes[start..<index])
            index += 1
            // The validating initializer looks its generic types up with each call; plain ASCII needs no validation.
            if seen & (Self.ones << 7) == 0 { return String(decoding: text, as: UTF8.self) }
            guard let text = String(validating: text, as: UTF8.self) else {
                throw problem("the text is not valid UTF-8")
            }
            return text
        case UInt8(ascii: "\\"): return try escapedString(from: start)
        default: throw problem("a control character must be escaped")
        }
    }

    private mutating func escapedString(from start: Int) throws(JSONError) -> String {
        var text: [UInt8] = []
        // Texts of requests are long and have an escape in each line; growing step by step would copy them again.
        text.reserveCapacity(min(bytes.count - start, index - start + 8192))
        var copied = start
        var seen: UInt64 = 0
        while index < bytes.count {
            text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied..<index]))
            switch bytes[index] {
            case UInt8(ascii: "\""):
                index += 1
                guard let result = String(validating: text, as: UTF8.self) else {
                    throw problem("the text is not valid UTF-8")
                }
                return result
            case UInt8(ascii: "\\"):
                index += 1
                try escape(into: &text)
            default: throw problem("a control character must be escaped")
            }
            copied = index
            index = plainEnd(from: index, seen: &seen)
        }
        throw problem("the text ends inside a string")
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
        guard let byte = current else { throw problem("the text ends inside a string") }
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: String(try escapedScalar()).utf8)
        default: throw problem("unknown escape")
        }
    }

    private mutating func escapedScalar() throws(JSONError) -> Unicode.Scalar {
        let first = try hexQuad()
        if let scalar = Unicode.Scalar(first) { return scalar }
        // A high surrogate pairs with the low one behind it; half a pair stands for nothing.
        let behind = index
        guard first < 0xDC00, take("\\"), take("u") else {
            // Another escape may stand there, which has a meaning of its own.
            index = behind
            return "\u{FFFD}"
        }
        let second = try hexQuad()
        guard (0xDC00..<0xE000).contains(second) else {
            index = behind
            return "\u{FFFD}"
        }
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
    }

    private mutating func hexQuad() throws(JSONError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw problem("expected four hexadecimal digits")
            }
            value = value << 4 | UInt32(digit)
            index += 1
        }
        return value
    }
}
