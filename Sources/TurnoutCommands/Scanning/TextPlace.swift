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
        var places: [TextPlace] = []
        places.reserveCapacity(offsets.count)
        var place = TextPlace()
        var offset = 0
        for byte in text.utf8 {
            while places.count < offsets.count, offsets[places.count] <= offset { places.append(place) }
            if places.count == offsets.count { return places }
            offset += 1
            // Continuation bytes belong to the code point that they continue.
            if byte & 0xC0 == 0x80 { continue }
            place.scalar += 1
            if byte == 0x0A {
                place.line += 1
                place.column = 1
            } else {
                place.column += 1
            }
        }
        while places.count < offsets.count { places.append(place) }
        return places
    }
}
