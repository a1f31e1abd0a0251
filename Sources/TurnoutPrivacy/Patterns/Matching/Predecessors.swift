/// Which instructions lead to which, for walks towards the front.
struct Predecessors: Sendable {
    /// The instruction that ends a match.
    private(set) var match = 0
    private var empty: [[Int]]
    private var taking: [[(source: Int, edge: Int)]]

    init(_ program: PatternProgram) {
        empty = Array(repeating: [], count: program.instructions.count)
        taking = Array(repeating: [], count: program.instructions.count)
        for (place, instruction) in program.instructions.enumerated() {
            switch instruction {
            case .match: match = place
            case .split(let first, let second):
                empty[first].append(place)
                empty[second].append(place)
            case .assertion(_, let next): empty[next].append(place)
            case .bytes(let edges):
                for edge in edges { taking[program.transitions[edge].next].append((place, edge)) }
            }
        }
    }

    /// The instructions that lead to one without taking a byte.
    func empty(of place: Int) -> [Int] { empty[place] }

    /// The instructions that lead to one by a byte, each with the transition that does.
    func taking(of place: Int) -> [(source: Int, edge: Int)] { taking[place] }

    /// How many instructions lead to one.
    func count(of place: Int) -> Int { empty[place].count + taking[place].count }
}
