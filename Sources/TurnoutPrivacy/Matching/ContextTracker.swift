/// Remembers where the last context word of each kind ended.
///
/// It walks only where a candidate asks, and never over the same byte twice: a text without candidates costs nothing,
/// and one full of them costs one walk.
struct ContextTracker: ~Copyable {
    private let words: ContextWords
    private var symbols = ContextSymbols()
    private var position = 0
    private var state: Int
    /// Where the last word of each kind ended, or -1.
    private var ends = [Int](repeating: -1, count: ContextWords.Kind.count)
    /// Where the last word for an identifier of any type ended, or -1.
    private(set) var lastIdentifierWord = -1
    /// Where the last word of any kind ended, or -1.
    private(set) var lastWord = -1

    /// How far behind a word a number may stand, in bytes.
    static let reach = 40
    /// How far back words are read at all: the farthest reach and the longest words.
    private static let memory = 96
    /// How far behind a number a word is looked for, in bytes.
    static let ahead = 28

    init(words: ContextWords) {
        self.words = words
        state = words.beginning
    }

    /// Whether a word of the kind ended within `distance` bytes before an offset. Offsets must not fall.
    mutating func holds(
        _ kind: ContextWords.Kind, in text: borrowing TextBytes, before offset: Int, within distance: Int,
        budget: inout WorkBudget
    ) -> Bool {
        read(in: text, to: offset, budget: &budget)
        return holds(kind, before: offset, within: distance)
    }

    /// As the other one, of what has been read already.
    @inline(__always)
    func holds(_ kind: ContextWords.Kind, before offset: Int, within distance: Int) -> Bool {
        let end = ends[kind.rawValue]
        return end >= 0 && end <= offset && offset &- end <= distance
    }

    /// Where the last word of a kind ended, or -1.
    @inline(__always)
    func end(of kind: ContextWords.Kind) -> Int { ends[kind.rawValue] }

    /// Reads on to an offset.
    mutating func read(in text: borrowing TextBytes, to offset: Int, budget: inout WorkBudget) {
        let start = offset - ContextTracker.memory
        if start > position {
            position = start
            // A walk that begins inside a character sees its rest as a character of its own, which no word begins with.
            symbols = ContextSymbols(behind: text[start - 1])
            state = words.beginning
        }
        guard position < offset else { return }
        budget.spend(offset - position)
        let words = words
        var (position, state) = (position, state)
        while position < offset {
            if state == 0 || state == words.beginning {
                (position, state) = symbols.skip(words, in: text, from: position, to: offset, state)
                if position >= offset { break }
            }
            let byte = text[position]
            if byte &- UInt8(ascii: "a") < 26, symbols.isInSmallLetters {
                // Most bytes of most texts.
                state = words.automaton.advance(state, by: byte)
                position += 1
            } else {
                state = ContextTracker.step(words, state, &symbols, in: text, at: &position)
            }
            if words.automaton.ends(state) {
                self.position = position
                note(at: state, in: text, budget: &budget)
            }
        }
        self.position = position
        self.state = state
    }

    private mutating func note(at ending: Int, in text: borrowing TextBytes, budget: inout WorkBudget) {
        let mayEnd = ContextSymbols.mayEnd(in: text, at: position)
        var state = ending
        // `british passport` says more than the `passport` in it: the type of the longer one counts as nearer.
        var end = position
        while let (phrase, rest) = words.automaton.phrase(at: state) {
            budget.spend(1)
            if mayEnd || words.isOpen(phrase) {
                mark(phrase, end)
                end = position - 1
            }
            guard rest > 0 else { return }
            state = rest
        }
    }

    private mutating func mark(_ phrase: Int, _ end: Int) {
        lastWord = position
        for kind in words.kinds(of: phrase) {
            let index = Int(kind)
            if ContextWords.Kind(rawValue: index).isIdentifier {
                lastIdentifierWord = position
                if end > ends[index] { ends[index] = end }
            } else {
                ends[index] = position
            }
        }
    }

    /// Calls `body` with each kind of which a word ends shortly behind an offset.
    func forEachKind(
        in text: borrowing TextBytes, behind offset: Int, budget: inout WorkBudget,
        _ body: (ContextWords.Kind) -> Void
    ) {
        var symbols = ContextSymbols()
        var state = words.beginning
        var position = offset
        let limit = min(text.count, offset + ContextTracker.ahead)
        budget.spend(max(0, limit - offset))
        while position < limit {
            state = ContextTracker.step(words, state, &symbols, in: text, at: &position)
            guard words.automaton.ends(state) else { continue }
            let mayEnd = ContextSymbols.mayEnd(in: text, at: position)
            var ending = state
            while let (phrase, rest) = words.automaton.phrase(at: ending) {
                budget.spend(1)
                if mayEnd || words.isOpen(phrase) {
                    for kind in words.kinds(of: phrase) { body(ContextWords.Kind(rawValue: Int(kind))) }
                }
                guard rest > 0 else { break }
                ending = rest
            }
        }
    }

    @inline(__always)
    private static func step(
        _ words: ContextWords, _ state: Int, _ symbols: inout ContextSymbols, in text: borrowing TextBytes,
        at position: inout Int
    ) -> Int {
        var state = state
        var packed = symbols.next(in: text, at: &position)
        while packed != 0 {
            state = words.automaton.advance(state, by: UInt8(truncatingIfNeeded: packed))
            packed >>= 8
        }
        return state
    }
}
