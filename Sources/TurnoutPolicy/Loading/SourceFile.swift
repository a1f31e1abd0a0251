import TurnoutYAML

/// A file that a policy was read from, kept for showing lines of it in findings.
public struct SourceFile: Sendable {
    /// The name as the user gave it, or as it follows from the including file.
    public let name: String
    /// The bytes as read, except that credentials which must not stand there are asterisks.
    public private(set) var bytes: [UInt8]

    init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// Puts an asterisk in place of every character of some places, so that showing a line shows no credential.
    mutating func hide(_ spans: [YAMLSpan]) {
        for span in Set(spans).sorted(by: { $0.offset > $1.offset }) {
            let range = min(Int(span.offset), bytes.count)..<min(Int(span.endOffset), bytes.count)
            // One for each scalar, not for each byte, so that columns stay; line breaks stay as they are.
            let hidden = bytes[range].compactMap { byte -> UInt8? in
                if byte == 0x0A || byte == 0x0D { return byte }
                return byte & 0xC0 == 0x80 ? nil : UInt8(ascii: "*")
            }
            bytes.replaceSubrange(range, with: hidden)
        }
    }

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
