/// Breaks text into lines at spaces.
enum TextWrap {
    /// Wraps text; a word that is longer than a line keeps to one.
    ///
    /// - Parameters:
    ///   - columns: the width of a line.
    ///   - first: the columns that are taken on the first line.
    ///   - rest: the spaces in front of each further line.
    static func wrap(_ text: String, columns: Int, first: Int = 0, rest: Int = 0) -> String {
        let indent = String(repeating: " ", count: rest)
        var lines: [String] = []
        for (number, paragraph) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            var line = ""
            var used = number == 0 ? first : rest
            for word in paragraph.split(separator: " ", omittingEmptySubsequences: false) {
                let word = TerminalText.safe(String(word))
                let width = TerminalText.width(word)
                if line.isEmpty {
                    line = word
                } else if used + 1 + width > columns {
                    lines.append(line)
                    (line, used) = (word, rest)
                } else {
                    line += " " + word
                    used += 1
                }
                used += width
            }
            lines.append(line)
        }
        return lines.joined(separator: "\n" + indent)
    }

    /// `1 error`, `2 errors`.
    static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
