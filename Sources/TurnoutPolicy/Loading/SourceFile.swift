import TurnoutYAML

/// A file that a policy was read from, kept for showing lines of it in findings.
public struct SourceFile: Sendable {
    /// The name as the user gave it, or as it follows from the including file.
    public let name: String
    private var text: SourceText

    /// The bytes as read, except that credentials which must not stand there are asterisks.
    public var bytes: [UInt8] { text.bytes }

    init(name: String, bytes: [UInt8]) {
        self.name = name
        self.text = SourceText(bytes)
    }

    /// The text of a line, from 1, without its end; broken UTF-8 is shown as replacement characters.
    public func line(_ number: Int) -> String? { text.line(number) }

    /// Puts an asterisk in place of every character of some places, so that showing a line shows no credential.
    mutating func hide(_ spans: [YAMLSpan]) {
        guard !spans.isEmpty else { return }
        var bytes = text.bytes
        for span in Set(spans).sorted(by: { $0.offset > $1.offset }) {
            let range = min(Int(span.offset), bytes.count)..<min(Int(span.endOffset), bytes.count)
            // One for each scalar, not for each byte, so that columns stay; line breaks stay as they are.
            let hidden = bytes[range].compactMap { byte -> UInt8? in
                if byte == 0x0A || byte == 0x0D { return byte }
                return byte & 0xC0 == 0x80 ? nil : UInt8(ascii: "*")
            }
            bytes.replaceSubrange(range, with: hidden)
        }
        text = SourceText(bytes)
    }
}
