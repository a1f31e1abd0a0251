import CLibYAML

/// Turns libyaml's marks, which count Unicode scalars, into places with byte offsets.
///
/// libyaml 0.2.5 counts `index` and `column` in scalars, not in bytes, and takes U+0085, U+2028 and U+2029 for line
/// breaks; texts with those are refused before, so its lines are those of an editor.
struct PlaceFinder {
    private let bytes: UnsafeBufferPointer<UInt8>
    /// Where the first line starts: behind a byte-order mark, if there is one.
    let textStart: Int
    /// Where the text ends; libyaml puts the end of a text without a last line break on a line of its own.
    private let textEnd: YAMLPlace
    /// The byte offset of every `stride`th scalar behind `textStart`; empty where all is ASCII.
    private let checkpoints: [UInt32]
    private var cursorIndex = 0
    private var cursorOffset: Int

    /// How many scalars lie between two checkpoints.
    static let stride = 256

    init(_ bytes: UnsafeBufferPointer<UInt8>, scan: InputScan) {
        self.bytes = bytes
        textStart = scan.textStart
        textEnd = scan.end
        checkpoints = scan.checkpoints
        cursorOffset = scan.textStart
    }

    /// The place that a mark means.
    @inline(__always)
    mutating func place(_ mark: yaml_mark_t) -> YAMLPlace {
        let offset = checkpoints.isEmpty ? textStart &+ Int(clamping: mark.index) : offset(Int(clamping: mark.index))
        guard offset < bytes.count else { return textEnd }
        return YAMLPlace(
            offset: UInt32(clamping: offset),
            line: UInt32(clamping: mark.line) &+ 1,
            column: UInt32(clamping: mark.column) &+ 1
        )
    }

    /// The byte offset of a scalar: a walk from the last answer, or from a checkpoint where that is nearer.
    private mutating func offset(_ index: Int) -> Int {
        if index < cursorIndex || index - cursorIndex > Self.stride {
            let checkpoint = min(index / Self.stride, checkpoints.count - 1)
            cursorIndex = checkpoint * Self.stride
            cursorOffset = Int(checkpoints[checkpoint])
        }
        while cursorIndex < index, cursorOffset < bytes.count {
            cursorOffset += 1
            while cursorOffset < bytes.count, bytes[cursorOffset] & 0xC0 == 0x80 { cursorOffset += 1 }
            cursorIndex += 1
        }
        return cursorOffset
    }

    /// The end of a block text: libyaml puts it behind the blank lines that follow, this is behind the last character.
    func trimmed(_ end: YAMLPlace, notBefore start: YAMLPlace) -> YAMLPlace {
        var offset = Int(end.offset)
        var line = end.line
        while offset > Int(start.offset) {
            let byte = bytes[offset - 1]
            guard byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D else { break }
            offset -= 1
            // "\r\n" is one break, counted at its "\n".
            if byte == 0x0A || (byte == 0x0D && (offset + 1 >= bytes.count || bytes[offset + 1] != 0x0A)) { line &-= 1 }
        }
        guard line != end.line else {
            let removed = UInt32(clamping: Int(end.offset) - offset)
            return YAMLPlace(offset: UInt32(clamping: offset), line: line, column: end.column &- removed)
        }
        var column: UInt32 = 1
        var lineStart = offset
        while lineStart > textStart, bytes[lineStart - 1] != 0x0A, bytes[lineStart - 1] != 0x0D {
            lineStart -= 1
            if bytes[lineStart] & 0xC0 != 0x80 { column &+= 1 }
        }
        return YAMLPlace(offset: UInt32(clamping: offset), line: line, column: column)
    }
}
