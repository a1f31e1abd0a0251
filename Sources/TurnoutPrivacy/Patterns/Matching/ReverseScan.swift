/// Tells for every place of a text, read from its end, from which steps of a program a match can still be reached.
///
/// With that known, a walk from the front never tries a way in vain, so that all matches of a text together take
/// linear time whatever the pattern (Frisch and Cardelli, "Greedy Regular Expression Matching", 2004). The sets are
/// states of an automaton built while it runs; when its tables are full they are thrown away and begun anew.
struct ReverseScan {
    /// The steps that can take the byte at a place and reach a match behind it, as bits.
    typealias Steps = [UInt64]

    /// A place's set, and what assertions see of the byte there.
    struct State: Hashable {
        var steps: Steps
        var next: ByteKind
    }

    /// The bytes that tables of states may take together.
    private static let cacheLimit = 1 << 20

    private let program: PatternProgram
    private let alphabet: ByteAlphabet
    private let predecessors: Predecessors

    private var states: [State] = []
    private var numbers: [State: Int] = [:]
    /// For each state and class: the next state's number shifted left by one, and whether a match can begin at the
    /// place that is left; -1 where it is not known yet.
    private var entries: [Int] = []
    /// How often the tables were thrown away.
    private var round = 0

    private var reached: [Bool]
    private var queue: [Int] = []
    /// What was done so far: about one unit for each byte or instruction looked at.
    private(set) var work = 0

    init(_ program: PatternProgram, alphabet: ByteAlphabet) {
        self.program = program
        self.alphabet = alphabet
        predecessors = Predecessors(program)
        reached = Array(repeating: false, count: program.instructions.count)
    }

    /// The number of words in a set.
    var width: Int { (program.instructions.count + 63) / 64 }

    /// The state at the end of a text.
    var initial: State {
        State(steps: Steps(repeating: 0, count: width), next: alphabet.kinds[alphabet.edgeColumn])
    }

    func kind(of byte: UInt8) -> ByteKind { alphabet.kinds[Int(alphabet.classes[Int(byte)])] }
    var edgeKind: ByteKind { alphabet.kinds[alphabet.edgeColumn] }

    /// The number under which the state goes until ``step(from:before:)`` is next called.
    mutating func number(of state: State) -> Int {
        if let number = numbers[state] { return number }
        let size = (states.count + 1) * (alphabet.width * 8 + width * 16 + 64)
        if size > ReverseScan.cacheLimit {
            states.removeAll(keepingCapacity: true)
            numbers.removeAll(keepingCapacity: true)
            entries.removeAll(keepingCapacity: true)
            round &+= 1
        }
        states.append(state)
        numbers[state] = states.count - 1
        entries += repeatElement(-1, count: alphabet.width)
        work &+= width
        return states.count - 1
    }

    func state(_ number: Int) -> State { states[number] }

    /// Goes one byte towards the front.
    ///
    /// - Parameters:
    ///   - number: The state at a place.
    ///   - byte: The byte before that place, or nil at the start of the text.
    /// - Returns: The state before that byte, and whether a match can begin at the place itself.
    mutating func step(from number: Int, before byte: UInt8?) -> (number: Int, begins: Bool) {
        work &+= 1
        let column = byte.map { Int(alphabet.classes[Int($0)]) } ?? alphabet.edgeColumn
        let slot = number * alphabet.width + column
        if entries[slot] >= 0 { return (entries[slot] >> 1, entries[slot] & 1 != 0) }
        let (state, begins) = computed(from: states[number], column: column)
        let before = round
        let next = self.number(of: state)
        // When the tables were thrown away, the slot is another's.
        if round == before { entries[slot] = next << 1 | (begins ? 1 : 0) }
        return (next, begins)
    }

    private mutating func computed(from state: State, column: Int) -> (State, Bool) {
        let kind = alphabet.kinds[column]
        let byte = column < alphabet.edgeColumn ? alphabet.samples[column] : nil
        var steps = Steps(repeating: 0, count: width)
        queue.removeAll(keepingCapacity: true)
        reach(predecessors.match)
        for (index, word) in state.steps.enumerated() {
            var bits = word
            while bits != 0 {
                reach(index * 64 + bits.trailingZeroBitCount)
                bits &= bits &- 1
            }
        }
        var taken = 0
        while taken < queue.count {
            let place = queue[taken]
            taken += 1
            for source in predecessors.empty(of: place) {
                if case .assertion(let assertion, _) = program.instructions[source],
                    !assertion.holds(after: kind, before: state.next)
                {
                    continue
                }
                reach(source)
            }
            work &+= 1 &+ predecessors.count(of: place)
            guard let byte else { continue }
            for (source, edge) in predecessors.taking(of: place) where program.transitions[edge].takes(byte) {
                steps[source >> 6] |= 1 << UInt64(source & 63)
            }
        }
        let begins = reached[program.start]
        for place in queue { reached[place] = false }
        return (State(steps: steps, next: kind), begins)
    }

    private mutating func reach(_ place: Int) {
        guard !reached[place] else { return }
        reached[place] = true
        queue.append(place)
    }
}
