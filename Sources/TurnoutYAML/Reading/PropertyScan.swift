/// Finds the anchor and the tag in front of a node; libyaml's events only say that there are such.
struct PropertyScan {
    /// An anchor or a tag as it stands in the text.
    struct Property {
        var isAnchor: Bool
        var text: String
        var span: YAMLSpan
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    /// How far the scan has come.
    private(set) var place: YAMLPlace

    init(_ bytes: UnsafeBufferPointer<UInt8>, at place: YAMLPlace) {
        self.bytes = bytes
        self.place = place
    }

    /// The next anchor or tag that begins before `limit`; moves on to what follows it.
    mutating func next(limit: YAMLPlace) -> Property? {
        guard let byte = current, byte == UInt8(ascii: "&") || byte == UInt8(ascii: "!") else { return nil }
        let start = place
        let isVerbatim = byte == UInt8(ascii: "!") && byteAt(1) == UInt8(ascii: "<")
        advance()
        while let byte = current, isVerbatim || !Self.endsProperty(byte) {
            if Self.isSpace(byte) { break }
            advance()
            if isVerbatim, byte == UInt8(ascii: ">") { break }
        }
        let range = Int(start.offset)..<Int(place.offset)
        let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
        let property = Property(isAnchor: byte == UInt8(ascii: "&"), text: text, span: YAMLSpan(start, place))
        let behind = place
        skipSpace(limit: limit)
        // Nothing follows: the node is empty and stands right behind its property.
        if place >= limit { place = min(place, max(behind, limit)) }
        return property
    }

    private var current: UInt8? { byteAt(0) }

    private func byteAt(_ distance: Int) -> UInt8? {
        let offset = Int(place.offset) + distance
        return offset < bytes.count ? bytes[offset] : nil
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    private static func endsProperty(_ byte: UInt8) -> Bool {
        isSpace(byte) || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]")
            || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}")
    }

    private mutating func skipSpace(limit: YAMLPlace) {
        while place < limit, let byte = current {
            if byte == UInt8(ascii: "#") {
                while let byte = current, byte != 0x0A, byte != 0x0D { advance() }
            } else if Self.isSpace(byte) {
                advance()
            } else {
                return
            }
        }
    }

    /// Moves over one scalar or one line break.
    private mutating func advance() {
        guard let byte = current else { return }
        if byte == 0x0A || byte == 0x0D {
            place.offset &+= byte == 0x0D && byteAt(1) == 0x0A ? 2 : 1
            place.line &+= 1
            place.column = 1
            return
        }
        place.offset &+= 1
        while let next = current, next & 0xC0 == 0x80 { place.offset &+= 1 }
        place.column &+= 1
    }
}

/// Finds directives, whose own places libyaml does not give.
enum Directives {
    /// The first `%TAG` line from `start` on.
    static func firstTagDirective(_ bytes: UnsafeBufferPointer<UInt8>, from start: YAMLPlace) -> YAMLSpan {
        var offset = Int(start.offset)
        var line = start.line
        let name = Array("%TAG".utf8)
        while offset < bytes.count {
            var end = offset
            while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
            if bytes[offset..<end].starts(with: name) {
                let place = YAMLPlace(offset: UInt32(clamping: offset), line: line, column: 1)
                let behind = YAMLPlace(offset: place.offset &+ 4, line: line, column: 5)
                return YAMLSpan(place, behind)
            }
            offset = end + (end + 1 < bytes.count && bytes[end] == 0x0D && bytes[end + 1] == 0x0A ? 2 : 1)
            line &+= 1
        }
        return YAMLSpan(at: start)
    }
}
