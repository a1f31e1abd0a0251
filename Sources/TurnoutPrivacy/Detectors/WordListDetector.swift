/// Why a list of words cannot be used.
public enum WordListError: Error, Sendable, Hashable {
    /// No word is left once empty ones are taken out.
    case empty
    /// The words have more bytes together than one detector takes.
    case tooLarge(limit: Int)
}

/// Finds the words of a list, such as project names that must not leave the house.
///
/// ASCII letters match in either case; words end at ASCII word boundaries, so `Kestrel` is not found in `Kestrels`.
/// All words are found in one pass over the text. Neither the words nor what they matched show up in descriptions.
public struct WordListDetector: Detector {
    public let id: String
    /// What findings are reported as.
    public let type: EntityType

    /// The length of the longest word in bytes.
    public let longestWord: Int

    private let automaton: WordAutomaton

    /// Creates a detector.
    ///
    /// - Parameters:
    ///   - id: The detector's name in findings.
    ///   - label: The label of its findings, such as `internal.codename`.
    ///   - words: Words or phrases; spaces count as written.
    public init(id: String, label: String, words: some Sequence<String>) throws(WordListError) {
        let name = String(label.uppercased().map { $0.isLetter || $0.isNumber ? $0 : "_" })
        try self.init(id: id, type: EntityType(name, label: label), words: words)
    }

    /// Creates a detector whose findings are of a given type.
    public init(id: String, type: EntityType, words: some Sequence<String>) throws(WordListError) {
        // Texts are folded before they are searched, and so the words are.
        let words = words.map { FoldedText.folded(Array($0.utf8)) }.filter { !$0.isEmpty && !$0.contains(0) }
        guard !words.isEmpty else { throw .empty }
        guard let automaton = WordAutomaton(words: words) else {
            throw .tooLarge(limit: WordAutomaton.stateLimit - 1)
        }
        self.id = id
        self.type = type
        self.automaton = automaton
        longestWord = words.map(\.count).max() ?? 0
    }

    public var labels: [String] { [type.label] }

    public func findings(
        in text: borrowing TextBytes,
        into findings: inout [Finding],
        budget: inout WorkBudget
    ) throws(DetectorError) {
        var state = 0
        var looked = 0
        for position in 0..<text.count {
            state = automaton.advance(state, by: text[position])
            guard automaton.endsWord(state) else { continue }
            looked += automaton.forEachWord(in: text, at: state, end: position + 1) { _, start in
                findings.append(Finding(type: type, detector: id, range: start..<(position + 1), score: 1))
            }
            if findings.count > Scanner.findingLimit {
                throw DetectorError(detector: id, reason: .tooManyFindings)
            }
        }
        budget.spend(text.count + looked)
    }
}

extension WordListDetector: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The detector's name and label, without its words.
    public var description: String { "WordListDetector(\(id), \(type.label))" }
    /// As ``description``.
    public var debugDescription: String { description }
    /// Shows nothing but the label, so that `dump` does not print the words.
    public var customMirror: Mirror { Mirror(self, children: ["id": id, "label": type.label]) }
}
