/// Remembers where the last context word of each kind ended.
///
/// It walks only where a candidate asks, and never over the same byte twice: a text without candidates costs nothing,
/// and one full of them costs one walk.
struct ContextTracker: ~Copyable {
    private let automaton: WordAutomaton?
    private let kinds: [ContextWords.Kind]
    private var position = 0
    private var state = 0
    private var lastEnd = SIMD4<Int>(repeating: -1)

    /// How far behind a word a number may stand, in bytes.
    static let reach = 40

    init(automaton: WordAutomaton?, kinds: [ContextWords.Kind]) {
        self.automaton = automaton
        self.kinds = kinds
    }

    /// Whether a word of the kind ended within `distance` bytes before an offset. Offsets must not fall.
    mutating func holds(
        _ kind: ContextWords.Kind, in text: borrowing TextBytes, before offset: Int, within distance: Int,
        budget: inout WorkBudget
    ) -> Bool {
        guard let automaton else { return false }
        // Longer words than this margin would be cut off at the start of a walk.
        let start = offset - ContextTracker.reach - 24
        if start > position {
            position = start
            state = 0
        }
        if position < offset { budget.spend(offset - position) }
        while position < offset {
            state = automaton.advance(state, by: text[position])
            position += 1
            guard automaton.endsWord(state) else { continue }
            let end = position
            var ends = lastEnd
            let looked = automaton.forEachWord(in: text, at: state, end: end) { word, _ in
                ends[kinds[word].rawValue] = end
            }
            lastEnd = ends
            budget.spend(looked)
        }
        let end = lastEnd[kind.rawValue]
        return end >= 0 && end <= offset && offset - end <= distance
    }
}
