/// Reads one Unicode scalar at a time from bytes that may be no UTF-8.
enum UTF8Scan {
    /// One step through bytes.
    struct Step {
        /// The scalar's value, or `nil` where the bytes are no UTF-8.
        var value: UInt32?
        /// How many bytes the scalar takes, or how many belong to the faulty piece; at least 1.
        var length: Int
    }

    /// Decodes at `offset`, which must lie inside.
    ///
    /// A faulty piece is as long as in Unicode's recommended practice (Unicode Standard, section 3.9, "maximal
    /// subpart"), as with Swift's own repair, so that columns agree with the text that is shown.
    static func step(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Step {
        let lead = bytes[offset]
        guard lead >= 0x80 else { return Step(value: UInt32(lead), length: 1) }
        let size: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        var value: UInt32
        switch lead {
        case 0xC2...0xDF: (size, value) = (2, UInt32(lead & 0x1F))
        case 0xE0...0xEF: (size, value) = (3, UInt32(lead & 0x0F))
        case 0xF0...0xF4: (size, value) = (4, UInt32(lead & 0x07))
        default: return Step(value: nil, length: 1)
        }
        switch lead {
        case 0xE0: second = 0xA0...0xBF
        case 0xED: second = 0x80...0x9F
        case 0xF0: second = 0x90...0xBF
        case 0xF4: second = 0x80...0x8F
        default: break
        }
        for index in 1..<size {
            guard offset + index < bytes.count else { return Step(value: nil, length: index) }
            let byte = bytes[offset + index]
            let isAllowed = index == 1 ? second.contains(byte) : byte & 0xC0 == 0x80
            guard isAllowed else { return Step(value: nil, length: index) }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        return Step(value: value, length: size)
    }
}
