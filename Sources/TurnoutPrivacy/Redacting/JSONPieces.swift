import TurnoutCore

/// Cuts findings in a JSON text along its strings and numbers, so that replacing the pieces leaves JSON.
///
/// A piece inside a string takes in whole escapes; a number, `true`, `false` or `null` is replaced whole, by a string.
/// A finding over several of them becomes a piece in each, names of members included; the punctuation between stays.
struct JSONPieces {
    private let bytes: [UInt8]
    private let findings: [(index: Int, range: Range<Int>)]
    private var isTouched: [Bool]
    private var first = 0
    private var pieces: [RewritePiece] = []

    /// The pieces of findings that are in order and inside the text.
    static func cut(
        _ bytes: [UInt8], _ findings: [(index: Int, range: Range<Int>)]
    ) throws(RewriteError) -> [RewritePiece] {
        do throws(JSONError) {
            _ = try JSONValue(parsing: bytes)
        } catch {
            throw .invalidJSON(offset: error.offset)
        }
        var cutter = JSONPieces(bytes: bytes, findings: findings)
        cutter.run()
        if let missed = cutter.isTouched.firstIndex(of: false) {
            throw .nothingToReplace(finding: findings[missed].index)
        }
        return cutter.pieces
    }

    private init(bytes: [UInt8], findings: [(index: Int, range: Range<Int>)]) {
        self.bytes = bytes
        self.findings = findings
        isTouched = Array(repeating: false, count: findings.count)
    }

    private mutating func run() {
        var offset = 0
        while offset < bytes.count, first < findings.count {
            switch bytes[offset] {
            case UInt8(ascii: "\""):
                var end = offset + 1
                while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
                    end += bytes[end] == Self.backslash ? 2 : 1
                }
                cut(string: (offset + 1)..<min(end, bytes.count))
                offset = end + 1
            case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ","),
                UInt8(ascii: ":"), 0x20, 0x09, 0x0A, 0x0D:
                offset += 1
            default:
                var end = offset + 1
                while end < bytes.count, !Self.endsScalar(bytes[end]) { end += 1 }
                cut(scalar: offset..<end)
                offset = end
            }
        }
    }

    private static let backslash = UInt8(ascii: "\\")

    private static func endsScalar(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
    }

    /// Steps over the findings that end before a place.
    private mutating func skip(before offset: Int) {
        while first < findings.count, findings[first].range.upperBound <= offset { first += 1 }
    }

    private mutating func cut(scalar range: Range<Int>) {
        skip(before: range.lowerBound)
        var current = first
        while current < findings.count, findings[current].range.lowerBound < range.upperBound {
            // The first finding in a number takes the whole of it.
            if current == first { add(current, range, Array(bytes[range]), needsQuotes: true) }
            isTouched[current] = true
            current += 1
        }
    }

    private mutating func cut(string content: Range<Int>) {
        skip(before: content.lowerBound)
        var unit = content.lowerBound
        var current = first
        while current < findings.count, findings[current].range.lowerBound < content.upperBound {
            let wanted = findings[current].range.clamped(to: content)
            if !wanted.isEmpty {
                while unitEnd(unit) <= wanted.lowerBound { unit = unitEnd(unit) }
                let start = unit
                var value: [UInt8] = []
                while unit < wanted.upperBound {
                    let end = unitEnd(unit)
                    decode(unit..<end, into: &value)
                    unit = end
                }
                // Empty when an escape it shares with the finding before is gone already.
                if start < unit { add(current, start..<unit, value, needsQuotes: false) }
                isTouched[current] = true
            }
            current += 1
        }
    }

    private mutating func add(_ current: Int, _ range: Range<Int>, _ value: [UInt8], needsQuotes: Bool) {
        pieces.append(
            RewritePiece(finding: findings[current].index, range: range, value: value, needsQuotes: needsQuotes)
        )
    }

    /// The end of the byte or escape at an offset; the two halves of a surrogate pair make one.
    private func unitEnd(_ offset: Int) -> Int {
        guard bytes[offset] == Self.backslash else { return offset + 1 }
        guard let high = escapedUnit(offset) else { return min(offset + 2, bytes.count) }
        if (0xD800..<0xDC00).contains(high), let low = escapedUnit(offset + 6), (0xDC00..<0xE000).contains(low) {
            return offset + 12
        }
        return offset + 6
    }

    /// The number in `\uXXXX` at an offset, if that stands there.
    private func escapedUnit(_ offset: Int) -> UInt32? {
        guard offset + 6 <= bytes.count, bytes[offset] == Self.backslash, bytes[offset + 1] == UInt8(ascii: "u") else {
            return nil
        }
        return UInt32(String(decoding: bytes[(offset + 2)..<(offset + 6)], as: UTF8.self), radix: 16)
    }

    private func decode(_ unit: Range<Int>, into value: inout [UInt8]) {
        switch unit.count {
        case 1: value.append(bytes[unit.lowerBound])
        case 2:
            switch bytes[unit.lowerBound + 1] {
            case UInt8(ascii: "b"): value.append(0x08)
            case UInt8(ascii: "f"): value.append(0x0C)
            case UInt8(ascii: "n"): value.append(0x0A)
            case UInt8(ascii: "r"): value.append(0x0D)
            case UInt8(ascii: "t"): value.append(0x09)
            case let byte: value.append(byte)
            }
        case 12:
            let high = (escapedUnit(unit.lowerBound) ?? 0) & 0x3FF
            let low = (escapedUnit(unit.lowerBound + 6) ?? 0) & 0x3FF
            let scalar = Unicode.Scalar(0x10000 + (high << 10 | low)) ?? "\u{FFFD}"
            value.append(contentsOf: String(scalar).utf8)
        default:
            // Half a surrogate pair stands for nothing, here as in the reader of requests.
            let scalar = escapedUnit(unit.lowerBound).flatMap { Unicode.Scalar($0) } ?? "\u{FFFD}"
            value.append(contentsOf: String(scalar).utf8)
        }
    }
}
