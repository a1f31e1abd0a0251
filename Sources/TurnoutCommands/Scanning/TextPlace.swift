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
                place.pass(bytes[start..<end])
                start = end
                return place
            }
        }
    }

    /// Goes on over bytes.
    private mutating func pass(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
        let passed = Self.codePoints(in: bytes)
        scalar += passed
        guard let newline = bytes.lastIndex(of: 0x0A) else {
            column += passed
            return
        }
        line += bytes.reduce(0) { $0 &+ ($1 == 0x0A ? 1 : 0) }
        column = 1 + Self.codePoints(in: bytes[(newline + 1)...])
    }

    /// Continuation bytes belong to the code point that they continue.
    private static func codePoints(in bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
        bytes.reduce(0) { $0 &+ ($1 & 0xC0 == 0x80 ? 0 : 1) }
    }
}
