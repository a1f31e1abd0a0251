/// What is wrong with a single character, wherever it stands.
enum CharacterProblem {
    /// Reports a character that YAML does not allow or that misleads the eye; does nothing for all others.
    ///
    /// - Parameters:
    ///   - value: the scalar, or `nil` for bytes that are no UTF-8.
    ///   - first: the first byte.
    static func report(_ value: UInt32?, first: UInt8, at span: YAMLSpan, to problems: inout ProblemList) {
        guard let value, let scalar = Unicode.Scalar(value) else {
            problems.add(.invalidUTF8, at: span) { invalidUTF8(first) }
            return
        }
        switch value {
        case 0x85, 0x2028, 0x2029:
            problems.add(.ambiguousLineBreak, at: span) {
                ProblemText(
                    message: "\(scalar.codePoint) ends a line for some tools and not for others",
                    help: "use a plain line break, or \"\\u\(scalar.codePoint.dropFirst(2))\" inside double quotes"
                )
            }
        case ..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF:
            problems.add(.controlCharacter, at: span) {
                ProblemText(
                    message: "the control character \(scalar.codePoint) is not allowed in YAML",
                    help: "remove it, or write it as an escape inside double quotes"
                )
            }
        case 0x202A...0x202E, 0x2066...0x2069:
            problems.add(.bidirectionalCharacter, at: span) {
                ProblemText(
                    message: "\(scalar.codePoint) changes the direction of text, so the file may not read as it looks",
                    help: "remove it"
                )
            }
        case 0xAD, 0x200B, 0x2060, 0xFEFF:
            problems.add(.invisibleCharacter, at: span) {
                ProblemText(message: "\(scalar.codePoint) cannot be seen, but makes texts differ", help: "remove it")
            }
        default: break
        }
    }

    private static func invalidUTF8(_ byte: UInt8) -> ProblemText {
        let hex = String(byte, radix: 16, uppercase: true)
        return ProblemText(
            message: "the byte 0x\(hex) is no valid UTF-8 here",
            help: "save the file as UTF-8"
        )
    }
}
