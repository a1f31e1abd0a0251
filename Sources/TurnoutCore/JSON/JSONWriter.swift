extension JSONValue {
    /// The value as one line of JSON text.
    public func text() -> String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The value as JSON text for people, two spaces a level.
    public func prettyText() -> String {
        var bytes: [UInt8] = []
        append(to: &bytes, indent: 0)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the value as one line of JSON text.
    public func append(to bytes: inout [UInt8]) {
        append(to: &bytes, indent: nil)
    }

    private func append(to bytes: inout [UInt8], indent: Int?) {
        switch self {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
        case .number(let number): bytes.append(contentsOf: number.text.utf8)
        case .string(let text): Self.append(quoted: text, to: &bytes)
        case .array(let elements):
            Self.appendList(elements, open: "[", close: "]", to: &bytes, indent: indent) { element, bytes, indent in
                element.append(to: &bytes, indent: indent)
            }
        case .object(let members):
            Self.appendList(members, open: "{", close: "}", to: &bytes, indent: indent) { member, bytes, indent in
                Self.append(quoted: member.key, to: &bytes)
                bytes.append(contentsOf: (indent == nil ? ":" : ": ").utf8)
                member.value.append(to: &bytes, indent: indent)
            }
        }
    }

    private static func appendList<Element>(
        _ elements: [Element],
        open: Unicode.Scalar,
        close: Unicode.Scalar,
        to bytes: inout [UInt8],
        indent: Int?,
        appendElement: (Element, inout [UInt8], Int?) -> Void
    ) {
        bytes.append(UInt8(ascii: open))
        for (index, element) in elements.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            if let indent { appendBreak(level: indent + 1, to: &bytes) }
            appendElement(element, &bytes, indent.map { $0 + 1 })
        }
        if let indent, !elements.isEmpty { appendBreak(level: indent, to: &bytes) }
        bytes.append(UInt8(ascii: close))
    }

    private static func appendBreak(level: Int, to bytes: inout [UInt8]) {
        bytes.append(0x0A)
        bytes.append(contentsOf: repeatElement(0x20, count: level * 2))
    }

    /// Appends a text in quotes with the escapes that JSON demands.
    static func append(quoted text: String, to bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { text in
            bytes.append(0x22)
            var start = 0
            for index in text.indices where needsEscape(text[index]) {
                bytes.append(contentsOf: text[start..<index])
                append(escaped: text[index], to: &bytes)
                start = index + 1
            }
            bytes.append(contentsOf: text[start...])
            bytes.append(0x22)
        }
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F
    }

    private static func append(escaped byte: UInt8, to bytes: inout [UInt8]) {
        switch byte {
        case 0x0A: bytes.append(contentsOf: "\\n".utf8)
        case 0x0D: bytes.append(contentsOf: "\\r".utf8)
        case 0x09: bytes.append(contentsOf: "\\t".utf8)
        case 0x22, 0x5C:
            bytes.append(0x5C)
            bytes.append(byte)
        default:
            let hex = String(byte, radix: 16)
            bytes.append(contentsOf: (hex.utf8.count == 1 ? "\\u000" : "\\u00").utf8)
            bytes.append(contentsOf: hex.utf8)
        }
    }
}
