#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Reads a source line by line, without its whole in memory.
struct LineReader {
    /// A line, or what is wrong with it; the lines behind it can still be read.
    enum Line {
        case bytes([UInt8])
        case tooLong
    }

    private let source: any InputSource
    private let limit: Int
    private var buffer: [UInt8] = []
    private var start = 0
    private var hasEnded = false

    /// Creates a reader.
    ///
    /// - Parameter limit: the longest line in bytes.
    init(_ source: any InputSource, limit: Int = TextInput.limit) {
        self.source = source
        self.limit = limit
    }

    /// The next line without its end; `nil` behind the last.
    mutating func next() throws(InputError) -> Line? {
        var isTooLong = false
        var searched = start
        while true {
            if let end = newline(from: searched) {
                let line = buffer[start..<end]
                start = end + 1
                return finish(line, isTooLong)
            }
            if hasEnded {
                let line = buffer[start...]
                start = buffer.count
                return line.isEmpty && !isTooLong ? nil : finish(line, isTooLong)
            }
            if buffer.count - start > limit {
                isTooLong = true
                start = buffer.count
            }
            buffer.removeFirst(start)
            start = 0
            searched = buffer.count
            let piece = try source.read()
            hasEnded = piece.isEmpty
            buffer += piece
        }
    }

    /// The next end of a line in the buffer, found by the C library, which looks at many bytes at a time.
    private func newline(from start: Int) -> Int? {
        buffer.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, start < bytes.count else { return nil }
            return memchr(base + start, 0x0A, bytes.count - start).map { UnsafeRawPointer($0) - base }
        }
    }

    private func finish(_ line: ArraySlice<UInt8>, _ isTooLong: Bool) -> Line {
        if isTooLong || line.count > limit { return .tooLong }
        return .bytes(Array(line.last == 0x0D ? line.dropLast() : line))
    }
}
