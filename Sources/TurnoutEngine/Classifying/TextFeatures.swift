/// What the complexity estimate counts in a text.
struct TextFeatures {
    /// A part of a text's bytes. Lines and words of `String` itself would cost four times as much to walk.
    private typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

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

    /// Counts in a text, line by line.
    mutating func read(_ text: String) {
        var text = text
        text.withUTF8 { read($0) }
    }

    private mutating func read(_ text: UnsafeBufferPointer<UInt8>) {
        var inFence = false
        for line in text.split(separator: 0x0A) {
            let trimmed = line.drop { $0 == 0x20 || $0 == 0x09 }
            if trimmed.starts(with: "```".utf8) || trimmed.starts(with: "~~~".utf8) {
                inFence.toggle()
                if inFence { code += 2 }
                continue
            }
            if inFence || looksLikeCode(trimmed) {
                code += inFence ? 0 : 1
            } else if isListItem(trimmed) {
                structure += 1
            }
            readWords(line)
        }
        structure += max(0, questions - 1)
        questions = min(questions, 1)
    }

    private mutating func readWords(_ line: Bytes) {
        var start: Int?
        var seen: UInt8 = 0
        for index in line.indices {
            let byte = line[index]
            if byte == UInt8(ascii: "?") { questions += 1 }
            if isWordByte(byte) {
                start = start ?? index
                seen |= byte
            } else if let begin = start {
                countWord(line[begin..<index], isASCII: seen < 0x80)
                (start, seen) = (nil, 0)
            }
        }
        if let begin = start { countWord(line[begin...], isASCII: seen < 0x80) }
    }

    private mutating func countWord(_ word: Bytes, isASCII: Bool) {
        words += 1
        guard word.count >= 3, word.count <= Self.longestStepWord else { return }
        // Another case of a letter beyond ASCII may be of another length.
        if isASCII, Self.stepLengths[Int(word[word.startIndex] | 0x20)] & 1 << word.count == 0 { return }
        if Self.stepWords.contains(String(decoding: word, as: UTF8.self).lowercased()) { steps += 1 }
    }

    private func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80..., UInt8(ascii: "-"): true
        default: false
        }
    }

    private func isListItem(_ line: Bytes) -> Bool {
        guard let first = line.first else { return false }
        switch first {
        case UInt8(ascii: "#"): return true
        case UInt8(ascii: "-"), UInt8(ascii: "*"): return line.dropFirst().first == 0x20
        case 0x30...0x39:
            let behind = line.drop { $0 >= 0x30 && $0 <= 0x39 }
            return behind.first == UInt8(ascii: ".") || behind.first == UInt8(ascii: ")")
        default: return false
        }
    }

    /// Whether a line ends or is built like code: a brace or semicolon at its end, or a call's parentheses with an
    /// assignment.
    private func looksLikeCode(_ line: Bytes) -> Bool {
        guard let last = line.last(where: { $0 != 0x20 && $0 != 0x0D }) else { return false }
        if last == UInt8(ascii: "{") || last == UInt8(ascii: "}") || last == UInt8(ascii: ";") { return true }
        return line.contains(UInt8(ascii: "=")) && line.contains(UInt8(ascii: "(")) && line.contains(UInt8(ascii: ")"))
    }
}
