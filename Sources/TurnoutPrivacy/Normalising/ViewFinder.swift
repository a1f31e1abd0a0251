/// Looks for disguised values and writes down what they say, each family of disguises in a view of its own.
///
/// One pass over the text, sixteen bytes at a time, finds the few places where a disguise may be; a reader for each
/// kind then looks closer. Readers look back and ahead by a bounded length or past what they have read before.
struct ViewFinder: ~Copyable {
    let text: UnsafeBufferPointer<UInt8>
    let classes = ByteClass.table
    /// Percent-encoding, entities, escapes.
    var decoded = ViewText()
    /// Addresses in words.
    var worded = ViewText()
    /// Spaced-out characters, unusual separators, marks.
    var joined = ViewText()
    /// Values over two lines.
    var wrapped = ViewText()
    /// Base64 and hexadecimal digits.
    var blobs = ViewText()
    /// What is certain without a detector.
    var findings: [Finding] = []
    /// Where each reader has got to.
    var joinedEnd = 0
    var wordedEnd = 0
    var blobEnd = 0
    /// The bytes looked at.
    var work = 0

    init(text: UnsafeBufferPointer<UInt8>) { self.text = text }

    /// The byte at an offset, or 0 outside the text.
    @inline(__always)
    func at(_ offset: Int) -> UInt8 {
        UInt(bitPattern: offset) < UInt(bitPattern: text.count) ? text[offset] : 0
    }

    @inline(__always)
    func kind(_ offset: Int) -> ByteClass { ByteClass(rawValue: classes[Int(at(offset))]) }

    @inline(__always)
    func isDigit(_ offset: Int) -> Bool { at(offset) &- 48 < 10 }

    @inline(__always)
    func isAlphanumeric(_ offset: Int) -> Bool {
        let byte = at(offset)
        return byte &- 48 < 10 || byte | 0x20 &- UInt8(ascii: "a") < 26
    }

    @inline(__always)
    func isWord(_ offset: Int) -> Bool { !kind(offset).isDisjoint(with: .word) }

    /// The end of a run of bytes of some classes, at most `limit` bytes on.
    mutating func runEnd(from start: Int, of kinds: ByteClass, limit: Int) -> Int {
        var end = start
        let last = min(start &+ limit, text.count)
        while end < last, classes[Int(text[end])] & kinds.rawValue != 0 { end &+= 1 }
        return end
    }

    /// The start of a run of bytes of some classes that ends at an offset, at most `limit` bytes back.
    mutating func runStart(before end: Int, of kinds: ByteClass, limit: Int) -> Int {
        var start = end
        while end - start < limit, !kind(start - 1).isDisjoint(with: kinds) { start -= 1 }
        return start
    }

    /// Reads the whole text.
    mutating func run() {
        guard text.count > 5 else { return }
        work += text.count >> 4
        visit(0)
        let tail = vectors(from: 1)
        for offset in tail..<text.count {
            visit(offset)
            if isAlphanumeric(offset) { blob(at: offset) }
        }
        decoded.finish(text)
        worded.finish(text)
        joined.finish(text)
        wrapped.finish(text)
        blobs.finish(text)
    }

    /// Visits the places of interest, up to where sixteen bytes and those behind them no longer fit.
    private mutating func vectors(from start: Int) -> Int {
        guard let base = text.baseAddress else { return start }
        let raw = UnsafeRawPointer(base)
        var offset = start
        while offset + 20 <= text.count {
            let (places, runs) = ViewFinder.places(raw, offset)
            if places[0] | places[1] != 0 {
                visit(places[0], offset)
                visit(places[1], offset + 8)
            }
            if runs[0] == .max { blob(at: offset) }
            if runs[1] == .max { blob(at: offset + 8) }
            offset += 16
        }
        return offset
    }

    @inline(__always)
    private mutating func visit(_ lanes: UInt64, _ offset: Int) {
        var lanes = lanes.littleEndian
        while lanes != 0 {
            let index = lanes.trailingZeroBitCount >> 3
            visit(offset + index)
            lanes &= ~(0xFF << UInt64(index << 3))
        }
    }

    /// All ones in each byte where a disguise may begin, and in each that base64 may hold.
    @inline(__always)
    private static func places(_ raw: UnsafeRawPointer, _ offset: Int) -> (SIMD2<UInt64>, SIMD2<UInt64>) {
        typealias Lanes = SIMD16<UInt8>
        let here = raw.loadUnaligned(fromByteOffset: offset, as: Lanes.self)
        let last = raw.loadUnaligned(fromByteOffset: offset - 1, as: Lanes.self)
        let next = raw.loadUnaligned(fromByteOffset: offset + 1, as: Lanes.self)
        let second = raw.loadUnaligned(fromByteOffset: offset + 2, as: Lanes.self)
        let fourth = raw.loadUnaligned(fromByteOffset: offset + 4, as: Lanes.self)
        let lower = here | Lanes(repeating: 0x20)
        // % & ( * @ ` [ { \ | and line ends
        var places = (here &- Lanes(repeating: 0x25)) .< Lanes(repeating: 2)
        places = places .| ((here & Lanes(repeating: 0xFD)) .== Lanes(repeating: 0x28))
        places = places .| (lower .== Lanes(repeating: 0x60))
        places = places .| ((lower &- Lanes(repeating: 0x7B)) .< Lanes(repeating: 2))
        places = places .| (here .== Lanes(repeating: 0x0A))
        // the first digit of a number
        let zero = Lanes(repeating: 0x30)
        let ten = Lanes(repeating: 10)
        places = places .| (((here &- zero) .< ten) .& .!((last &- zero) .< ten))
        // one separator three times over, with one character between
        var turns = (here .== second) .& (second .== fourth)
        turns = turns .& (here .< zero .| (here .== Lanes(repeating: 0x5F))) .& (next .> Lanes(repeating: 0x2A))
        places = places .| turns
        // "dot"
        let dot =
            (lower .== Lanes(repeating: 0x64)) .& ((next | Lanes(repeating: 0x20)) .== Lanes(repeating: 0x6F))
            .& ((second | Lanes(repeating: 0x20)) .== Lanes(repeating: 0x74))
        places = places .| dot
        let runs =
            ((lower &- Lanes(repeating: 0x61)) .< Lanes(repeating: 26))
            .| ((here &- Lanes(repeating: 0x2B)) .< Lanes(repeating: 15))
        return (unsafeBitCast(places, to: SIMD2<UInt64>.self), unsafeBitCast(runs, to: SIMD2<UInt64>.self))
    }

    /// Hands a place to the reader for its byte.
    private mutating func visit(_ offset: Int) {
        switch text[offset] {
        case UInt8(ascii: "%"): percent(at: offset)
        case UInt8(ascii: "&"): entity(at: offset)
        case UInt8(ascii: "\\"): escape(at: offset)
        case UInt8(ascii: "*"), UInt8(ascii: "`"):
            marks(at: offset)
            spaced(at: offset)
        case UInt8(ascii: "@"): spacedAt(offset)
        case UInt8(ascii: "\n"): lineEnd(at: offset)
        case UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "{"): worded(at: offset)
        case UInt8(ascii: "d"), UInt8(ascii: "D"): worded(at: offset)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): number(at: offset)
        default: spaced(at: offset)
        }
    }
}
