/// A file that a policy was read from, kept for showing lines of it in findings.
public struct SourceFile: Sendable {
    /// The name as the user gave it, or as it follows from the including file.
    public let name: String
    public let bytes: [UInt8]

    /// The text of a line, from 1, without its end; broken UTF-8 is shown as replacement characters.
    public func line(_ number: Int) -> String? {
        var current = 1
        var start = 0
        for (index, byte) in bytes.enumerated() where byte == 0x0A {
            if current == number { return text(start..<index) }
            current += 1
            start = index + 1
        }
        return current == number && start <= bytes.count ? text(start..<bytes.count) : nil
    }

    private func text(_ range: Range<Int>) -> String {
        var line = bytes[range]
        if line.last == 0x0D { line.removeLast() }
        return String(decoding: line, as: UTF8.self)
    }
}
