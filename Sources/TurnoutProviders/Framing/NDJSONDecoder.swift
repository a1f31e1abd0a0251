public import TurnoutCore

/// Splits bytes into lines of JSON (https://github.com/ndjson/ndjson-spec), whatever pieces they come in.
///
/// Lines end in LF, with or without a CR before it; lines of white space are dropped.
public struct NDJSONDecoder: Sendable {
    private let maxLineBytes: Int
    private var line: [UInt8] = []

    /// Creates a decoder.
    ///
    /// - Parameter maxLineBytes: how many bytes of one line may be held.
    public init(maxLineBytes: Int = WireLimits.eventBytes) { self.maxLineBytes = maxLineBytes }

    /// Takes the next bytes, split anywhere, and appends the lines that they complete, without their ends.
    ///
    /// - Throws: ``ErrorCode/provider`` when a line grows beyond the limit.
    public mutating func decode(_ bytes: [UInt8], into lines: inout [[UInt8]]) throws(ProviderFailure) {
        var start = bytes.startIndex
        while let end = bytes[start...].firstIndex(of: 0x0A) {
            try append(bytes[start..<end])
            if let line = takeLine() { lines.append(line) }
            start = end + 1
        }
        try append(bytes[start...])
    }

    /// The line that the end of the stream left without its line feed, if there is one.
    public mutating func finish() -> [UInt8]? { takeLine() }

    private mutating func append(_ bytes: ArraySlice<UInt8>) throws(ProviderFailure) {
        guard line.count + bytes.count <= maxLineBytes else {
            throw ProviderFailure(.provider, "the service sent a line of more than \(maxLineBytes) bytes")
        }
        line.append(contentsOf: bytes)
    }

    private mutating func takeLine() -> [UInt8]? {
        defer { line = [] }
        if line.last == 0x0D { line.removeLast() }
        return line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } ? nil : line
    }
}
