/// What the complexity estimate counts in a text.
struct TextFeatures {
    /// A text's bytes. Lines and words of `String` itself would cost four times as much to walk.
    private typealias Bytes = UnsafeBufferPointer<UInt8>

    /// Words.
    private(set) var words = 0
    /// List items, headings, questions beyond the first.
    private(set) var structure = 0
    /// Code fences and lines that look like code.
    private(set) var code = 0
    /// Words that ask for reasoning or for several steps.
    private(set) var steps = 0
    private var questions = 0

    /// Words that ask for work in steps, in the languages whose users we know best; whole words in lower case.
    private static let stepWords: Set<String> = [
        "analyze", "analyse", "compare", "contrast", "prove", "derive", "evaluate", "justify", "refactor", "debug",
        "optimize", "optimise", "architecture", "algorithm", "plan", "step", "steps", "reason", "reasoning", "explain",
        "why", "trade-off", "trade-offs", "tradeoffs", "implications", "strategy", "theorem", "calculate", "estimate",
        "design", "diagnose", "investigate", "critique", "synthesize", "synthesise", "first", "then", "finally",
        "analysiere", "vergleiche", "beweise", "begründe", "entwirf", "berechne", "erkläre", "warum", "schritt",
        "analyse", "comparez", "démontrez", "expliquez", "pourquoi", "étape", "analiza", "compara", "demuestra",
        "explica", "paso",
    ]

    /// The longest word that can be a step word, in bytes.
    private static let longestStepWord = 16

    /// How long the step words are that begin with a byte: bit n is set when there is one of n bytes.
    ///
    /// Most words of a text are told apart by this, and need not be looked up.
    private static let stepLengths: [UInt32] = stepWords.reduce(into: Array(repeating: 0, count: 256)) { table, word in
        if let first = word.utf8.first { table[Int(first)] |= 1 << word.utf8.count }
    }

    /// What bytes mean in a line, as bits.
    private enum Mark {
        static let word: UInt8 = 1
        static let question: UInt8 = 2
        static let equals: UInt8 = 4
        static let open: UInt8 = 8
        static let close: UInt8 = 16
        static let assignedCall = equals | open | close
    }

    /// The mark of each byte.
    private static let marks: [UInt8] = (0...255).map { (byte: UInt8) -> UInt8 in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80..., UInt8(ascii: "-"): Mark.word
        case UInt8(ascii: "?"): Mark.question
        case UInt8(ascii: "="): Mark.equals
        case UInt8(ascii: "("): Mark.open
        case UInt8(ascii: ")"): Mark.close
        default: 0
        }
    }

    /// Counts in a text, line by line.
    mutating func read(_ text: String) {
        var text = text
        text.withUTF8 { text in Self.marks.withUnsafeBufferPointer { read(text, marks: $0) } }
    }

    private mutating func read(_ text: Bytes, marks: UnsafeBufferPointer<UInt8>) {
        var inFence = false
        var begin = 0
        while begin < text.count {
            var first = begin
            while first < text.count, text[first] == 0x20 || text[first] == 0x09 { first += 1 }
            if isFence(text, at: first) {
                inFence.toggle()
                if inFence { code += 2 }
                while first < text.count, text[first] != 0x0A { first += 1 }
                begin = first + 1
                continue
            }
            let (end, seen, last) = readWords(text, from: first, marks: marks)
            if inFence || looksLikeCode(seen, last) {
                code += inFence ? 0 : 1
            } else if isListItem(text, from: first, to: end) {
                structure += 1
            }
            begin = end + 1
        }
        structure += max(0, questions - 1)
        questions = min(questions, 1)
    }

    private func isFence(_ text: Bytes, at index: Int) -> Bool {
        guard index + 2 < text.count, text[index] == UInt8(ascii: "`") || text[index] == UInt8(ascii: "~") else {
            return false
        }
        return text[index + 1] == text[index] && text[index + 2] == text[index]
    }

    /// Counts the words and questions of a line.
    ///
    /// - Returns: where the line ends, the marks of all its bytes together, and its last byte that is neither a space
    ///   nor a carriage return.
    private mutating func readWords(
        _ text: Bytes, from begin: Int, marks: UnsafeBufferPointer<UInt8>
    ) -> (end: Int, seen: UInt8, last: UInt8) {
        var (seen, last): (UInt8, UInt8) = (0, 0)
        var index = begin
        while index < text.count {
            var byte = text[index]
            if byte == 0x0A { break }
            var mark = marks[Int(byte)]
            if mark == Mark.word {
                let start = index
                var bits: UInt8 = 0
                repeat {
                    (bits, last) = (bits | byte, byte)
                    index += 1
                    guard index < text.count else { break }
                    byte = text[index]
                    mark = marks[Int(byte)]
                } while mark == Mark.word
                countWord(text, start..<index, isASCII: bits < 0x80)
                seen |= Mark.word
                continue
            }
            seen |= mark
            if mark == Mark.question { questions += 1 }
            if byte != 0x20, byte != 0x0D { last = byte }
            index += 1
        }
        return (index, seen, last)
    }

    private mutating func countWord(_ text: Bytes, _ range: Range<Int>, isASCII: Bool) {
        words += 1
        guard range.count >= 3, range.count <= Self.longestStepWord else { return }
        // Another case of a letter beyond ASCII may be of another length.
        if isASCII, Self.stepLengths[Int(text[range.lowerBound] | 0x20)] & 1 << range.count == 0 { return }
        let word = String(decoding: text[range], as: UTF8.self)
        if Self.stepWords.contains(word.lowercased()) { steps += 1 }
    }

    private func isListItem(_ text: Bytes, from begin: Int, to end: Int) -> Bool {
        guard begin < end else { return false }
        switch text[begin] {
        case UInt8(ascii: "#"): return true
        case UInt8(ascii: "-"), UInt8(ascii: "*"): return begin + 1 < end && text[begin + 1] == 0x20
        case 0x30...0x39:
            var index = begin
            while index < end, text[index] >= 0x30, text[index] <= 0x39 { index += 1 }
            return index < end && (text[index] == UInt8(ascii: ".") || text[index] == UInt8(ascii: ")"))
        default: return false
        }
    }

    /// Whether a line ends or is built like code: a brace or semicolon at its end, or a call's parentheses with an
    /// assignment.
    private func looksLikeCode(_ seen: UInt8, _ last: UInt8) -> Bool {
        if last == UInt8(ascii: "{") || last == UInt8(ascii: "}") || last == UInt8(ascii: ";") { return true }
        return seen & Mark.assignedCall == Mark.assignedCall
    }
}
