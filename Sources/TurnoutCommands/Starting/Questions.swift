import TurnoutCore

/// Asks a person on a terminal, until the answer is one.
struct Questions {
    let context: CommandContext
    private var lines: LineReader

    init(_ context: CommandContext) {
        self.context = context
        lines = LineReader(context.input, limit: 4096)
    }

    /// Asks for one of several words; an empty answer takes the default.
    mutating func choice<Word>(_ question: String, default word: Word) throws -> Word
    where Word: RawRepresentable<String> & CaseIterable {
        let known = Word.allCases.map(\.rawValue)
        while true {
            let answer = try ask("\(question) (\(known.joined(separator: ", ")))", default: word.rawValue)
            if let word = Word(rawValue: answer) { return word }
            let near = closestMatch(to: answer, among: known).map { "; did you mean `\($0)`?" } ?? ""
            try context.errors.print("  `\(TerminalText.safe(answer))` is none of them\(near)\n")
        }
    }

    /// Asks for words with commas or spaces between; an empty answer gives none.
    mutating func words(_ question: String) throws -> [String] {
        try ask(question, default: "").split { $0 == "," || $0 == " " }.map(String.init)
    }

    /// Asks for a text; an empty answer takes the default.
    mutating func text(_ question: String, default text: String) throws -> String {
        try ask(question, default: text)
    }

    private mutating func ask(_ question: String, default text: String) throws -> String {
        try context.errors.print(question + (text.isEmpty ? ": " : " [\(text)]: "))
        guard let line = try lines.next() else {
            try context.errors.print("\n")
            throw UsageError(nil, "the answers ended; nothing was written")
        }
        guard case .bytes(let bytes) = line else { throw UsageError(nil, "the answer is too long") }
        let answer = try TextInput.text(bytes, name: "the answer").split { $0 == " " || $0 == "\t" }
        return answer.isEmpty ? text : answer.joined(separator: " ")
    }
}
