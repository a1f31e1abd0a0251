/// What sixty-four bytes of a text are, a bit for each byte: one look finds where a word begins and where it ends,
/// however long it is.
struct ByteMasks {
    /// The number of bytes that masks stand for.
    static let width = 64

    /// Letters, digits and `_`.
    var word: UInt64 = 0
    /// Decimal digits.
    var digit: UInt64 = 0
    /// Other bytes at which a candidate may begin.
    var anchor: UInt64 = 0

    /// Reads the bytes from an offset on; those behind the text's end have no bits.
    ///
    /// - Parameter classes: The class of each byte, with its anchors among those above 127.
    @inline(__always)
    init(_ text: UnsafeBufferPointer<UInt8>, at start: Int, classes: [UInt16]) {
        guard start + ByteMasks.width <= text.count, let base = text.baseAddress else {
            for offset in start..<min(text.count, start + ByteMasks.width) {
                add(text[offset], offset - start, classes)
            }
            return
        }
        let raw = UnsafeRawPointer(base) + start
        var high: UInt64 = 0
        for part in 0..<4 {
            let here = raw.loadUnaligned(fromByteOffset: part * 16, as: Lanes.self)
            let shift = UInt64(part * 16)
            let digits = (here &- Lanes(repeating: 0x30)) .< Lanes(repeating: 10)
            let letters = ((here | Lanes(repeating: 0x20)) &- Lanes(repeating: 0x61)) .< Lanes(repeating: 26)
            word |= ByteMasks.bits(digits .| letters .| (here .== Lanes(repeating: 0x5F))) &<< shift
            digit |= ByteMasks.bits(digits) &<< shift
            // $ ( + - : @ ~ and what is not ASCII
            var anchors = (here .== Lanes(repeating: 0x24)) .| (here .== Lanes(repeating: 0x28))
            anchors = anchors .| (here .== Lanes(repeating: 0x2B)) .| (here .== Lanes(repeating: 0x2D))
            anchors = anchors .| (here .== Lanes(repeating: 0x3A)) .| (here .== Lanes(repeating: 0x40))
            anchors = anchors .| (here .>= Lanes(repeating: 0x7E))
            anchor |= ByteMasks.bits(anchors) &<< shift
            let lanes = unsafeBitCast(here, to: SIMD2<UInt64>.self)
            high |= lanes[0] | lanes[1]
        }
        if high & 0x8080_8080_8080_8080 != 0 { keepAnchors(text, at: start, classes) }
    }

    /// Masks of nothing.
    init() {}

    /// A mask of the lowest bits, so many of them.
    @inline(__always)
    static func lowest(_ count: Int) -> UInt64 { count >= 64 ? .max : 1 &<< UInt64(truncatingIfNeeded: count) &- 1 }

    private typealias Lanes = SIMD16<UInt8>

    /// A bit for each lane that is set.
    @inline(__always)
    private static func bits(_ mask: SIMDMask<SIMD16<Int8>>) -> UInt64 {
        let lanes = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
        return bits(lanes[0].littleEndian) | bits(lanes[1].littleEndian) &<< 8
    }

    /// The lowest bits of eight bytes side by side: the product moves that of byte i to bit 56 + i.
    @inline(__always)
    private static func bits(_ lanes: UInt64) -> UInt64 {
        ((lanes & 0x0101_0101_0101_0101) &* 0x0102_0408_1020_4080) &>> 56
    }

    /// Drops bytes above 127 (and 127 itself) that are no anchors.
    private mutating func keepAnchors(_ text: UnsafeBufferPointer<UInt8>, at start: Int, _ classes: [UInt16]) {
        var rest = anchor
        while rest != 0 {
            let index = rest.trailingZeroBitCount
            if classes[Int(text[start + index])] & ByteClass.anchor.rawValue == 0 { anchor &= ~(1 &<< UInt64(index)) }
            rest &= rest &- 1
        }
    }

    private mutating func add(_ byte: UInt8, _ index: Int, _ classes: [UInt16]) {
        let kinds = ByteClass(rawValue: classes[Int(byte)])
        let bit: UInt64 = 1 &<< UInt64(index)
        if !kinds.isDisjoint(with: .word) { word |= bit } else if kinds.contains(.anchor) { anchor |= bit }
        if kinds.contains(.digit) { digit |= bit }
    }
}
