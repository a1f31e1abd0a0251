/// Values that stand in for a secret: references to where it is kept, and examples.
enum Placeholder {
    private static let references = [
        "${", "$(", "{{", "{%", "<", "[", "{", "%(", "#{", "ENC[", "env(", "vault:", "...", "arn:", "op://", "ref+",
    ]
    .map { Array($0.utf8) }

    private static let fillers = [
        "password", "passwd", "pass", "pwd", "secret", "changeme", "change_me", "change-me", "required", "optional",
        "placeholder", "redacted", "hidden", "removed", "example", "undefined", "null", "none", "nil", "true", "false",
        "string", "token", "apikey", "api_key", "dummy", "sample", "masked",
    ].map { Array($0.utf8) }

    private static let leads = ["your", "my-", "my_", "example", "enter", "insert", "replace", "dummy", "sample"]
        .map { Array($0.utf8) }

    /// What stands between the names of a look-up: `$self->{pass}`, `$Config::password`.
    private static let accessors: Set<UInt8> = Set("-:.[]{}()".utf8)

    /// Whether a value names a variable, a template or a store, and so is no secret by itself.
    static func isReference(_ text: borrowing TextBytes, _ range: Range<Int>) -> Bool {
        for lead in references where text.hasPrefix(lead, at: range.lowerBound) { return true }
        let first = text[range.lowerBound]
        let last = text[range.upperBound - 1]
        if first == UInt8(ascii: "%"), last == UInt8(ascii: "%") { return true }
        guard first == UInt8(ascii: "$") || first == UInt8(ascii: "@") else { return false }
        return range.dropFirst().allSatisfy { offset in
            ByteClass(rawValue: ByteClass.table[Int(text[offset])]).isName || accessors.contains(text[offset])
        }
    }

    /// Whether a value is a word that people write where a secret would stand.
    static func isFiller(_ text: borrowing TextBytes, _ range: Range<Int>) -> Bool {
        for filler in fillers where filler.count == range.count {
            if text.hasPrefixIgnoringCase(filler, at: range.lowerBound) { return true }
        }
        for lead in leads where lead.count < range.count {
            if text.hasPrefixIgnoringCase(lead, at: range.lowerBound) { return true }
        }
        return hasFill(text, range)
    }

    /// Whether a key is one from documentation: it ends in `EXAMPLE`, or holds a fill of one character.
    static func isExample(_ text: borrowing TextBytes, _ range: Range<Int>) -> Bool {
        let mark = Array("example".utf8)
        if range.count > mark.count, text.hasPrefixIgnoringCase(mark, at: range.upperBound - mark.count) { return true }
        return hasFill(text, range)
    }

    /// Whether four characters `x`, `X`, `*`, `.` or `#` stand in a row.
    private static func hasFill(_ text: borrowing TextBytes, _ range: Range<Int>) -> Bool {
        var run = 0
        for offset in range {
            switch text[offset] {
            case UInt8(ascii: "x"), UInt8(ascii: "X"), UInt8(ascii: "*"), UInt8(ascii: "."), UInt8(ascii: "#"):
                run = text[offset] == text[offset - 1] && run > 0 ? run + 1 : 1
                if run == 4 || run == range.count, run > 2 { return true }
            default:
                run = 0
            }
        }
        return false
    }
}

extension ByteClass {
    /// Whether the byte may stand in the name of a variable.
    var isName: Bool { !isDisjoint(with: .word) }
}
