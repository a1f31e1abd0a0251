/// A place in a text, in the units that people and programs count in.
struct TextPlace: Hashable {
    /// Unicode code points from the start.
    var scalar = 0
    /// The line, from 1.
    var line = 1
    /// Code points from the start of the line, from 1.
    var column = 1

    /// The places of UTF-8 offsets, in one walk over the text.
    ///
    /// - Parameter offsets: rising, each on the boundary of a code point.
    static func places(of offsets: [Int], in text: String) -> [TextPlace] {
        guard !offsets.isEmpty else { return [] }
        var text = text
        return text.withUTF8 { bytes in
            var place = TextPlace()
            var start = 0
            return offsets.map { offset in
                let end = min(bytes.count, max(start, offset))
                place.pass(UnsafeBufferPointer(rebasing: bytes[start..<end]))
                start = end
                return place
            }
        }
    }

    /// Goes on over bytes.
    private mutating func pass(_ bytes: UnsafeBufferPointer<UInt8>) {
        let (passed, newlines) = Self.count(bytes)
        scalar += passed
        line += newlines
        if newlines > 0, let newline = bytes.lastIndex(of: 0x0A) {
            column = 1 + Self.count(UnsafeBufferPointer(rebasing: bytes[(newline + 1)...])).codePoints
        } else {
            column += passed
        }
    }

    /// How many code points begin in bytes, and how many of them are line ends, eight bytes at a time.
    private static func count(_ bytes: UnsafeBufferPointer<UInt8>) -> (codePoints: Int, newlines: Int) {
        let ones: UInt64 = 0x0101_0101_0101_0101
        var continued = 0
        var newlines = 0
        var offset = 0
        if let base = bytes.baseAddress {
            let raw = UnsafeRawPointer(base)
            while offset + 8 <= bytes.count {
                let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                // A byte's lowest bit is set where it continues a code point, and where it is a line end.
                let continues = (word >> 7) & ~(word >> 6) & ones
                let ends = word ^ (ones * 0x0A)
                let marks = ~(((ends & (ones * 0x7F)) + ones * 0x7F) | ends) >> 7 & ones
                continued += Int((continues &* ones) >> 56)
                newlines += Int((marks &* ones) >> 56)
                offset += 8
            }
        }
        for byte in bytes[offset...] {
            if byte & 0xC0 == 0x80 { continued += 1 }
            if byte == 0x0A { newlines += 1 }
        }
        return (bytes.count - continued, newlines)
    }
}
