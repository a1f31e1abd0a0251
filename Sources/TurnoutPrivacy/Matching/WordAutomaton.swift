/// Finds many words in one walk over a text, whatever their number (Aho and Corasick, 1975).
///
/// The transitions are a dense table over only those bytes the words use. ASCII letters match in either case. A word
/// that begins or ends with an ASCII word byte must begin or end at a word boundary; one that begins or ends with
/// another script need not, since many scripts put no spaces between words.
struct WordAutomaton: Sendable {
    /// Where a walk stands; 0 is the beginning.
    typealias State = Int

    private struct Node: Sendable {
        /// The word that ends here, or -1.
        var word = -1
        /// The next shorter end of a word on the way back, or 0.
        var shorter = 0
    }

    /// The number of states that words may make together; it bounds the memory.
    static let stateLimit = 65_536

    private var columns = [UInt8](repeating: 0, count: 256)
    private var width = 1
    private var transitions: [UInt32] = []
    private var nodes: [Node] = []
    private var lengths: [Int] = []

    /// Builds the automaton, or gives nil when the words are too many for ``stateLimit`` together.
    init?(words: [[UInt8]]) {
        let words = words.map { $0.map(ByteClass.lowercased) }
        guard words.reduce(1, { $0 + $1.count }) <= WordAutomaton.stateLimit else { return nil }
        lengths = words.map(\.count)
        var used = Set(words.joined())
        used.remove(0)
        // With 256 columns taken, the last byte would wrap around to column 0; 0 is never taken, so 255 is the most.
        for (index, byte) in used.sorted().enumerated() {
            columns[Int(byte)] = UInt8(index + 1)
            if byte &- UInt8(ascii: "a") < 26 { columns[Int(byte & 0xDF)] = UInt8(index + 1) }
        }
        width = used.count + 1
        grow(words)
        link()
    }

    /// The state behind one more byte.
    @inline(__always)
    func advance(_ state: State, by byte: UInt8) -> State {
        Int(transitions[state * width + Int(columns[Int(byte)])])
    }

    /// Whether some word ends in the state, boundaries aside.
    @inline(__always)
    func endsWord(_ state: State) -> Bool {
        nodes[state].word >= 0 || nodes[state].shorter > 0
    }

    /// Calls `body` with each word that ends at `end` and keeps its boundaries, the longest first.
    ///
    /// - Returns: The number of words looked at.
    func forEachWord(
        in text: borrowing TextBytes, at state: State, end: Int, _ body: (_ word: Int, _ start: Int) -> Void
    ) -> Int {
        var looked = 0
        var node = nodes[state].word >= 0 ? state : nodes[state].shorter
        while node > 0 {
            looked += 1
            let word = nodes[node].word
            let start = end - lengths[word]
            if WordAutomaton.isBounded(in: text, from: start, to: end) { body(word, start) }
            node = nodes[node].shorter
        }
        return looked
    }

    private static func isBounded(in text: borrowing TextBytes, from start: Int, to end: Int) -> Bool {
        !(isWord(text[start]) && isWord(text[start - 1])) && !(isWord(text[end - 1]) && isWord(text[end]))
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        ByteClass(rawValue: ByteClass.table[Int(byte)]).isDisjoint(with: .word) == false
    }

    private mutating func grow(_ words: [[UInt8]]) {
        addNode()
        for (index, word) in words.enumerated() where !word.isEmpty && !word.contains(0) {
            var state = 0
            for byte in word {
                let slot = state * width + Int(columns[Int(byte)])
                if transitions[slot] == 0 { transitions[slot] = UInt32(addNode()) }
                state = Int(transitions[slot])
            }
            nodes[state].word = index
        }
    }

    @discardableResult
    private mutating func addNode() -> Int {
        nodes.append(Node())
        transitions.append(contentsOf: repeatElement(0, count: width))
        return nodes.count - 1
    }

    private mutating func link() {
        var fallback = [Int](repeating: 0, count: nodes.count)
        var queue: [Int] = []
        for column in 1..<max(width, 1) {
            let child = Int(transitions[column])
            if child != 0 { queue.append(child) }
        }
        var next = 0
        while next < queue.count {
            let state = queue[next]
            next += 1
            let back = fallback[state]
            nodes[state].shorter = nodes[back].word >= 0 ? back : nodes[back].shorter
            for column in 1..<width {
                let slot = state * width + column
                let through = transitions[back * width + column]
                if transitions[slot] == 0 {
                    transitions[slot] = through
                } else {
                    fallback[Int(transitions[slot])] = Int(through)
                    queue.append(Int(transitions[slot]))
                }
            }
        }
    }
}
