/// The surroundings of a syntax error, to tell a person what is wrong in words of the text and not of the parser.
struct SyntaxSite {
    let bytes: UnsafeBufferPointer<UInt8>
    /// Where the first line starts: behind a byte-order mark, if there is one.
    let textStart: Int
    /// Where the parser stopped.
    let place: YAMLPlace
    /// Where the construct began that it was in.
    let opening: YAMLPlace?
    /// The innermost `[` or `{` that is open.
    let openBracket: YAMLPlace?
    /// The last quoted text before.
    let lastQuoted: YAMLSpan?
    /// libyaml's words for what it was doing.
    let context: String

    /// The byte where the parser stopped; `nil` at the end of the text.
    var byte: UInt8? { byteAt(Int(place.offset)) }

    /// The character where the parser stopped, for a message.
    var character: String {
        let offset = Int(place.offset)
        guard offset < bytes.count else { return "the end of the text" }
        let length = UTF8Scan.step(bytes, at: offset).length
        return "‘" + text(offset..<offset + length) + "’"
    }

    /// Whether nothing but white space follows.
    var isAtEnd: Bool {
        bytes[min(Int(place.offset), bytes.count)...].allSatisfy {
            $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09
        }
    }

    /// Whether only white space stands before the place on its line.
    var isFirstOnLine: Bool {
        let start = lineStart(of: place)
        return bytes[start..<max(start, Int(place.offset))].allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }

    /// The bytes before the place on its line.
    var before: ArraySlice<UInt8> {
        let start = lineStart(of: place)
        return ArraySlice(bytes[start..<max(start, Int(place.offset))])
    }

    /// Whether a `: ` stands before the place on the same line.
    var hasColonBefore: Bool {
        let line = Array(before)
        return zip(line, line.dropFirst()).contains { $0 == 0x3A && ($1 == 0x20 || $1 == 0x09) }
    }

    /// The byte offset of the first byte of a place's line.
    func lineStart(of place: YAMLPlace) -> Int {
        var start = min(Int(place.offset), bytes.count)
        while start > textStart, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
        return start
    }

    /// The first tab among the white space that begins a place's line.
    func tabInIndentation(of place: YAMLPlace) -> YAMLPlace? {
        let start = lineStart(of: place)
        var offset = start
        while byteAt(offset) == 0x20 { offset += 1 }
        guard byteAt(offset) == 0x09 else { return nil }
        return YAMLPlace(
            offset: UInt32(clamping: offset),
            line: place.line,
            column: UInt32(clamping: offset - start + 1)
        )
    }

    /// The span of one character.
    func character(at place: YAMLPlace) -> YAMLSpan {
        let offset = Int(place.offset)
        guard offset < bytes.count, bytes[offset] != 0x0A, bytes[offset] != 0x0D else { return YAMLSpan(at: place) }
        let length = UTF8Scan.step(bytes, at: offset).length
        return YAMLSpan(
            place, YAMLPlace(offset: place.offset &+ UInt32(length), line: place.line, column: place.column &+ 1))
    }

    /// The span from a place to the end of what stands there on its line, without white space behind it.
    func restOfLine(from place: YAMLPlace) -> YAMLSpan {
        var end = Int(place.offset)
        while let byte = byteAt(end), byte != 0x0A, byte != 0x0D { end += 1 }
        while end > Int(place.offset), bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
        return YAMLSpan(place, behind(place, end))
    }

    /// The span from a place to the next white space or bracket; at least one character.
    func word(at place: YAMLPlace) -> YAMLSpan {
        let stops: [UInt8] = [0x09, 0x0A, 0x0D, 0x20, 0x2C, 0x3A, 0x5B, 0x5D, 0x7B, 0x7D]
        var end = Int(place.offset)
        while let byte = byteAt(end), !stops.contains(byte) { end += 1 }
        return end == Int(place.offset) ? character(at: place) : YAMLSpan(place, behind(place, end))
    }

    /// The span of a backslash and what it escapes.
    func escape(at place: YAMLPlace) -> YAMLSpan {
        let next = character(at: character(at: place).end)
        return YAMLSpan(place, next.end)
    }

    /// The span of the hexadecimal digits at a place; at least one character.
    func digits(at place: YAMLPlace) -> YAMLSpan {
        var end = Int(place.offset)
        while let byte = byteAt(end), Character(Unicode.Scalar(byte)).isHexDigit { end += 1 }
        return end == Int(place.offset) ? character(at: place) : YAMLSpan(place, behind(place, end))
    }

    /// Where the line begins that stands before a place's line with text on it, if it is indented as far as that one
    /// and has no `:`.
    func lineAboveWithoutColon(_ place: YAMLPlace) -> YAMLPlace? {
        let start = lineStart(of: place)
        let indent = indentation(start)
        var end = start
        var line = place.line
        while end > textStart {
            // Over the break before, then over the line it ends.
            end -= end > textStart + 1 && bytes[end - 1] == 0x0A && bytes[end - 2] == 0x0D ? 2 : 1
            line &-= 1
            var above = end
            while above > textStart, bytes[above - 1] != 0x0A, bytes[above - 1] != 0x0D { above -= 1 }
            let width = indentation(above)
            if above + width < end {
                let hasColon = bytes[above..<end].contains(0x3A)
                guard width == indent, !hasColon else { return nil }
                return YAMLPlace(above + width, line, column: width + 1)
            }
            end = above
        }
        return nil
    }

    /// Whether `- ` stands at the place.
    var isDash: Bool {
        guard byte == 0x2D else { return false }
        return [0x20, 0x09, 0x0A, 0x0D, nil].contains(byteAt(Int(place.offset) + 1))
    }

    private func indentation(_ start: Int) -> Int {
        var end = start
        while byteAt(end) == 0x20 { end += 1 }
        return end - start
    }

    /// The text of a range of bytes.
    func text(_ range: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }

    private func behind(_ place: YAMLPlace, _ end: Int) -> YAMLPlace {
        let scalars = bytes[Int(place.offset)..<end].count { $0 & 0xC0 != 0x80 }
        return YAMLPlace(
            offset: UInt32(clamping: end),
            line: place.line,
            column: place.column &+ UInt32(clamping: scalars)
        )
    }

    private func byteAt(_ offset: Int) -> UInt8? {
        offset < bytes.count ? bytes[offset] : nil
    }
}
