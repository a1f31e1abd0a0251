public import TurnoutCore

/// The bytes of a text with an index of its lines, to show the line that a problem stands on.
///
/// Lines end with `\n`, `\r\n` or `\r`, and count from 1; columns count Unicode scalars from 1. A byte-order mark at
/// the start belongs to no line. Bytes that are no UTF-8 show as U+FFFD, one for each faulty piece.
public struct SourceText: Sendable {
    /// The text as it was read.
    public let bytes: [UInt8]
    /// The byte offset at which each line starts.
    private let starts: [Int]

    /// Indexes a text.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
        for (offset, byte) in bytes.enumerated() {
            if byte == 0x0A || (byte == 0x0D && (offset + 1 == bytes.count || bytes[offset + 1] != 0x0A)) {
                starts.append(offset + 1)
            }
        }
        self.starts = starts
    }

    /// Indexes a text.
    public init(_ text: String) {
        self.init(Array(text.utf8))
    }

    /// How many lines there are; a line break at the end begins a last, empty line.
    public var lineCount: Int { starts.count }

    /// The text of a line without its line break; `nil` for a line that does not exist.
    public func line(_ number: Int) -> String? {
        guard number >= 1, number <= starts.count else { return nil }
        return String(decoding: bytes[lineRange(number)], as: UTF8.self)
    }

    /// The line and the column of a byte offset; an offset behind the end means the end.
    public func position(ofByte offset: Int, file: String) -> SourcePosition {
        let target = min(max(offset, starts[0]), bytes.count)
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= target { low = middle } else { high = middle }
        }
        let column = Self.scalarCount(bytes[starts[low]..<max(starts[low], target)]) + 1
        return SourcePosition(file: file, line: low + 1, column: column)
    }

    /// The stretch that a span of this text means, under a file's name.
    public func sourceSpan(_ span: YAMLSpan, file: String) -> SourceSpan {
        span.sourceSpan(in: file)
    }

    /// The text that a span covers; nothing for a span that lies outside.
    public func text(_ span: YAMLSpan) -> String {
        let end = min(Int(span.endOffset), bytes.count)
        let start = min(Int(span.offset), end)
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    private func lineRange(_ number: Int) -> Range<Int> {
        let start = starts[number - 1]
        var end = number < starts.count ? starts[number] : bytes.count
        if number < starts.count {
            end -= 1
            if end > start, bytes[end] == 0x0A, bytes[end - 1] == 0x0D { end -= 1 }
        }
        return start..<max(start, end)
    }

    private static func scalarCount(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.withUnsafeBufferPointer { buffer in
            var count = 0
            var offset = 0
            while offset < buffer.count {
                offset += UTF8Scan.step(buffer, at: offset).length
                count += 1
            }
            return count
        }
    }
}
