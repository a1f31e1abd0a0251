/// Finds many phrases in one walk over the symbols of a text, whatever their number (Aho and Corasick, 1975).
///
/// The states are numbered in order of their depth, so the children of one are neighbours and a state needs only the
/// number of its first child. That keeps thousands of phrases in a few hundred kilobytes.
struct PhraseAutomaton: Sendable {
    /// Where a walk stands; 0 is the beginning.
    typealias State = Int

    /// What one step needs to know of a state, together in sixteen bytes: the walk is bound by reads from memory.
    private struct Node: Sendable {
        /// The number of the first child.
        var firstChild: UInt32
        /// The state of the longest proper end of the symbols.
        var fallback: UInt32 = 0
        /// The number of the row in ``rows``, or -1.
        var row: Int32 = -1
        var childCount: UInt16 = 0
        /// Whether some phrase ends here.
        var ends: Bool
    }

    private var nodes: [Node] = []
    /// The symbol that leads to each state.
    private var symbol: [UInt8] = []
    /// The phrase that ends in each state, or -1.
    private var phrase: [Int32] = []
    /// The next shorter phrase's state on the way back, or 0.
    private var shorter: [UInt32] = []
    /// The state behind each symbol at the beginning.
    private var root = [UInt32](repeating: 0, count: 256)

    /// For each state with many children, and for the beginning: the state behind each symbol, so that the states where
    /// most of a text is spent take one step a symbol.
    private var rows: [UInt32] = []
    /// More children than this make a row worth its kilobyte.
    private static let sparse = 5

    /// Builds the automaton; phrase numbers are positions in `phrases`. Of equal phrases the last one counts.
    init(phrases: [[UInt8]]) {
        let order = phrases.indices.filter { !phrases[$0].isEmpty }
            .sorted { phrases[$0].lexicographicallyPrecedes(phrases[$1]) }
        // Each state is a range of the sorted phrases that share their first symbols.
        var queue: [(low: Int, high: Int, depth: Int)] = [(0, order.count, 0)]
        symbol = [0]
        var next = 0
        while next < queue.count {
            let (begin, high, depth) = queue[next]
            var low = begin
            var ending: Int32 = -1
            while low < high, phrases[order[low]].count == depth {
                ending = Int32(truncatingIfNeeded: order[low])
                low += 1
            }
            phrase.append(ending)
            var node = Node(firstChild: UInt32(queue.count), ends: ending >= 0)
            while low < high {
                let lead = phrases[order[low]][depth]
                var end = low + 1
                while end < high, phrases[order[end]][depth] == lead { end += 1 }
                queue.append((low, end, depth + 1))
                symbol.append(lead)
                low = end
            }
            node.childCount = UInt16(truncatingIfNeeded: queue.count - Int(node.firstChild))
            nodes.append(node)
            next += 1
        }
        link()
        makeRows()
    }

    private mutating func link() {
        let count = phrase.count
        shorter = [UInt32](repeating: 0, count: count)
        for child in children(of: 0) { root[Int(symbol[child])] = UInt32(child) }
        for state in 0..<count {
            for child in children(of: state) {
                if state > 0 {
                    nodes[child].fallback = UInt32(advance(Int(nodes[state].fallback), by: symbol[child]))
                }
                let back = Int(nodes[child].fallback)
                shorter[child] = phrase[back] >= 0 ? UInt32(back) : shorter[back]
                if shorter[child] > 0 { nodes[child].ends = true }
            }
        }
    }

    private mutating func makeRows() {
        var rowOf: [(state: Int, row: Int32)] = []
        for state in phrase.indices where state == 0 || children(of: state).count > PhraseAutomaton.sparse {
            rowOf.append((state, Int32(truncatingIfNeeded: rows.count / 256)))
            for next in UInt8.min...UInt8.max { rows.append(UInt32(advance(state, by: next))) }
        }
        for (state, row) in rowOf { nodes[state].row = row }
    }

    private func children(of state: State) -> Range<Int> {
        Int(nodes[state].firstChild)..<Int(nodes[state].firstChild) + Int(nodes[state].childCount)
    }

    /// The state behind one more symbol.
    @inline(__always)
    func advance(_ state: State, by next: UInt8) -> State {
        var state = state
        while state != 0 {
            let node = nodes[state]
            if node.row >= 0 { return Int(rows[Int(node.row) << 8 | Int(next)]) }
            var child = Int(node.firstChild)
            let end = child + Int(node.childCount)
            while child < end {
                if symbol[child] == next { return child }
                child += 1
            }
            state = Int(node.fallback)
        }
        return Int(root[Int(next)])
    }

    /// Whether some phrase ends in the state.
    @inline(__always)
    func ends(_ state: State) -> Bool {
        nodes[state].ends
    }

    /// The phrase that ends in a state or on the shorter ways to it, and the state to ask next; nil behind the last.
    @inline(__always)
    func phrase(at state: State) -> (phrase: Int, rest: State)? {
        if phrase[state] >= 0 { return (Int(phrase[state]), Int(shorter[state])) }
        let back = Int(shorter[state])
        return back > 0 ? (Int(phrase[back]), Int(shorter[back])) : nil
    }

    /// The number of states, for tests of its size.
    var stateCount: Int { phrase.count }
}
