/// Words near a match that make it likelier, or without which it does not count.
///
/// Words match as those of ``WordListDetector`` do: ASCII letters in either case, at ASCII word boundaries. They may
/// stand before the match or behind it.
public struct PatternContext: Sendable {
    /// What a word near a match does.
    public enum Effect: Sendable, Hashable {
        /// Without a word the match is no finding.
        case required
        /// With a word the finding's score is this one, from 0 to 1.
        case raises(to: Double)
    }

    /// The farthest a word may be, in bytes.
    public static let reachLimit = 1_024

    /// What a word near a match does.
    public let effect: Effect
    /// How many bytes may lie between word and match.
    public let reach: Int

    private let automaton: WordAutomaton

    /// Creates a context.
    ///
    /// - Parameters:
    ///   - words: Words or phrases.
    ///   - reach: How many bytes may lie between word and match, from 0 to ``reachLimit``; others are brought inside.
    ///   - effect: What a word near a match does.
    /// - Throws: ``WordListError`` when there is no word, or too many.
    public init(words: some Sequence<String>, reach: Int = 40, effect: Effect) throws(WordListError) {
        let words = words.map { FoldedText.folded(Array($0.utf8)) }.filter { !$0.isEmpty && !$0.contains(0) }
        guard !words.isEmpty else { throw .empty }
        guard let automaton = WordAutomaton(words: words) else {
            throw .tooLarge(limit: WordAutomaton.stateLimit - 1)
        }
        self.automaton = automaton
        self.effect = effect
        self.reach = min(max(reach, 0), PatternContext.reachLimit)
    }

    /// The places of all words of a text.
    func places(in text: borrowing TextBytes, budget: inout WorkBudget) -> Places {
        var places = Places()
        var state = 0
        var looked = 0
        for position in 0..<text.count {
            state = automaton.advance(state, by: text[position])
            guard automaton.endsWord(state) else { continue }
            var shortest = -1
            looked += automaton.forEachWord(in: text, at: state, end: position + 1) { _, start in shortest = start }
            guard shortest >= 0 else { continue }
            places.ends.append(position + 1)
            places.starts.append(shortest)
        }
        // Words end in order; they need not begin in it.
        places.starts.sort()
        budget.spend(text.count + looked)
        return places
    }

    /// Where the words of a text begin, and where they end, each in order.
    struct Places {
        fileprivate(set) var starts: [Int] = []
        fileprivate(set) var ends: [Int] = []

        /// Whether a word lies within `reach` bytes before or behind a range.
        func isNear(_ range: Range<Int>, reach: Int) -> Bool {
            let before = Places.firstIndex(in: ends, above: range.lowerBound) - 1
            if before >= 0, range.lowerBound - ends[before] <= reach { return true }
            let behind = Places.firstIndex(in: starts, above: range.upperBound - 1)
            return behind < starts.count && starts[behind] - range.upperBound <= reach
        }

        private static func firstIndex(in sorted: [Int], above value: Int) -> Int {
            var low = 0
            var high = sorted.count
            while low < high {
                let middle = (low + high) / 2
                if sorted[middle] <= value { low = middle + 1 } else { high = middle }
            }
            return low
        }
    }
}

extension PatternContext: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The reach, without the words.
    public var description: String { "PatternContext(reach: \(reach))" }
    /// As ``description``.
    public var debugDescription: String { description }
    /// Shows nothing but the reach, so that `dump` does not print the words.
    public var customMirror: Mirror { Mirror(self, children: ["reach": reach]) }
}
