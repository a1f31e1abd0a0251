extension ViewFinder {
    /// The shortest run worth decoding: eleven bytes of text.
    private static var shortest: Int { 15 }

    /// Base64 or hexadecimal digits around an offset that say something in plain text.
    mutating func blob(at offset: Int) {
        guard offset >= blobEnd else { return }
        let alphabet: ByteClass = [.alphanumeric, .underscore, .dash, .base64]
        var start = offset
        while start > blobEnd, isBlobByte(start - 1, alphabet) { start -= 1 }
        var end = offset
        while isBlobByte(end, alphabet) { end += 1 }
        work += end - start
        blobEnd = max(end, offset + 1)
        guard end - start >= ViewFinder.shortest else { return }
        if decode(start, end) { return }
        // What is joined to other words by `/`, `-` or `_` is tried by itself.
        var part = start
        while part < end {
            let stop = runEnd(from: part, of: .alphanumeric, limit: end - part)
            if stop - part >= ViewFinder.shortest, stop - part < end - start { _ = decode(part, stop) }
            part = stop + 1
        }
    }

    private mutating func isBlobByte(_ offset: Int, _ alphabet: ByteClass) -> Bool {
        !kind(offset).isDisjoint(with: alphabet) && at(offset) != UInt8(ascii: "=")
    }

    private mutating func decode(_ start: Int, _ end: Int) -> Bool {
        let isHex = (start..<min(end, start + 16)).allSatisfy { Hex.value(at($0)) != nil }
        if isHex, let bytes = hexText(start, end) {
            return write(bytes, start, end, .hex)
        }
        guard mayBeText(start), let (bytes, stop) = base64Text(start, end) else { return false }
        return write(bytes, start, stop, .base64)
    }

    /// Whether the first twelve characters of base64 stand for text, but for one byte.
    private mutating func mayBeText(_ start: Int) -> Bool {
        var bits: UInt32 = 0
        var strange = 0
        for index in 0..<12 {
            guard let value = Base64Digit.value(at(start + index)) else { return false }
            bits = bits << 6 | UInt32(value)
            guard index & 3 > 0 else { continue }
            let byte = UInt8(truncatingIfNeeded: bits >> (6 - 2 * UInt32(index & 3)))
            if byte < 0x20 && byte != 10 && byte != 13 && byte != 9 || byte > 0x7E { strange += 1 }
        }
        return strange <= 1
    }

    private mutating func write(_ bytes: [UInt8], _ start: Int, _ end: Int, _ disguise: Disguise) -> Bool {
        guard blobs.begin(at: start, of: text) else { return false }
        blobs.replace(to: end, with: bytes, disguise)
        return true
    }

    private mutating func hexText(_ start: Int, _ end: Int) -> [UInt8]? {
        guard (end - start) % 2 == 0, end - start >= 18 else { return nil }
        var plain = PlainText()
        for offset in stride(from: start, to: end, by: 2) {
            guard let high = Hex.value(at(offset)), let low = Hex.value(at(offset + 1)) else { return nil }
            guard plain.take(high << 4 | low) else { break }
        }
        work += plain.count * 2
        return plain.text
    }

    /// Decodes until it is clear that no text comes out (RFC 4648). Lines of one length or more make one blob.
    private mutating func base64Text(_ start: Int, _ end: Int) -> (bytes: [UInt8], end: Int)? {
        var plain = PlainText()
        var bits: UInt32 = 0
        var held: UInt32 = 0
        var offset = start
        var stop = end
        var goesOn = true
        while goesOn {
            while offset < stop {
                guard let value = Base64Digit.value(text[offset]) else { return nil }
                bits = (bits << 6 | UInt32(value)) & 0xFFFF
                held += 6
                if held >= 8 {
                    held -= 8
                    guard plain.take(UInt8(truncatingIfNeeded: bits >> held)) else {
                        work += offset - start
                        return nil
                    }
                }
                offset += 1
            }
            goesOn = false
            if stop - start >= 60, at(stop) == 10 || at(stop) == 13 && at(stop + 1) == 10 {
                let line = at(stop) == 10 ? stop + 1 : stop + 2
                let next = runEnd(from: line, of: [.alphanumeric, .underscore, .dash, .base64], limit: 1 << 20)
                let follower = at(next)
                if next > line, follower < 0x20 || follower == UInt8(ascii: "=") {
                    offset = line
                    stop = next
                    while stop > line, at(stop - 1) == UInt8(ascii: "=") { stop -= 1 }
                    blobEnd = max(blobEnd, stop)
                    goesOn = stop > line
                }
            }
        }
        work += stop - start
        while stop - offset < 2, at(stop) == UInt8(ascii: "=") { stop += 1 }
        guard let text = plain.text else { return nil }
        return (text, stop)
    }
}

/// Collects decoded bytes as long as nine of ten can be text.
struct PlainText {
    private var bytes: [UInt8] = []
    private var strange = 0

    /// The number of bytes taken.
    var count: Int { bytes.count }

    /// Takes a byte; false once there are too many that no text would hold.
    mutating func take(_ byte: UInt8) -> Bool {
        let printable = byte >= 0x20 && byte < 0x7F || byte == 9 || byte == 10 || byte == 13
        if !printable { strange += 1 }
        bytes.append(printable ? byte : 0x20)
        return strange * 10 <= max(bytes.count, 10)
    }

    /// The text, what is strange in it as spaces; nil when it is too short or too strange.
    var text: [UInt8]? { bytes.count >= 8 && strange * 10 <= bytes.count ? bytes : nil }
}

/// The characters of base64's two alphabets.
enum Base64Digit {
    /// The value of a character, or nil.
    @inline(__always)
    static func value(_ byte: UInt8) -> UInt8? {
        let value = table[Int(byte)]
        return value < 64 ? value : nil
    }

    private static let table: [UInt8] = {
        var table = [UInt8](repeating: 64, count: 256)
        for (value, byte) in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8.enumerated() {
            table[Int(byte)] = UInt8(value)
        }
        table[Int(UInt8(ascii: "-"))] = 62
        table[Int(UInt8(ascii: "_"))] = 63
        return table
    }()
}
