/// Ways through bytes that look at many at a time.
enum ByteRuns {
    /// The first byte above 127 at or behind an offset, or the text's end.
    @inline(__always)
    static func endOfASCII(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var offset = start
        guard let base = text.baseAddress else { return text.count }
        let raw = UnsafeRawPointer(base)
        while offset + 32 <= text.count {
            let lanes = raw.loadUnaligned(fromByteOffset: offset, as: SIMD4<UInt64>.self)
            if (lanes[0] | lanes[1] | lanes[2] | lanes[3]) & 0x8080_8080_8080_8080 != 0 { break }
            offset += 32
        }
        while offset + 8 <= text.count {
            let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian & 0x8080_8080_8080_8080
            if word != 0 { return offset + word.trailingZeroBitCount >> 3 }
            offset += 8
        }
        while offset < text.count, text[offset] < 0x80 { offset += 1 }
        return offset
    }

    /// The scalar at an offset with its length in bytes; what is no valid UTF-8 gives the byte's length of 1 and 0.
    @inline(__always)
    static func scalar(_ text: UnsafeBufferPointer<UInt8>, at offset: Int) -> (value: UInt32, length: Int) {
        let lead = UInt32(text[offset])
        let length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0
        guard length > 0, offset + length <= text.count else { return (0, 1) }
        if length == 1 { return (lead, 1) }
        var value = lead & (0x7F >> UInt32(length))
        for index in 1..<length {
            let byte = UInt32(text[offset + index])
            guard byte & 0xC0 == 0x80 else { return (0, 1) }
            value = value << 6 | byte & 0x3F
        }
        return (value, length)
    }
}
