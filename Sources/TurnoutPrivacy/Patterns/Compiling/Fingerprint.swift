/// Which bytes can be the first, second and third of a match.
///
/// A place whose bytes do not fit cannot begin a match. Where a match may end sooner, every byte fits.
struct Fingerprint: Sendable {
    /// For each byte: bit 0 when it can be the first of a match, bit 1 the second, bit 2 the third.
    private(set) var table = [UInt8](repeating: 0, count: 256)

    static let length = 3

    init(_ program: PatternProgram) {
        var places: Set<Int> = [program.start]
        var mayEnd = false
        for depth in 0..<Fingerprint.length {
            let bit: UInt8 = 1 << UInt8(depth)
            let (leaves, isOver) = Fingerprint.leaves(of: program, from: places)
            mayEnd = mayEnd || isOver
            if mayEnd { for byte in table.indices { table[byte] |= bit } }
            places = []
            for edges in leaves {
                for edge in edges {
                    let transition = program.transitions[edge]
                    for byte in transition.low...transition.high { table[Int(byte)] |= bit }
                    places.insert(transition.next)
                }
            }
        }
    }

    /// The fingerprint of up to three bytes of a literal.
    init(_ members: some RandomAccessCollection<RequiredLiteral.Member>) {
        let members = Array(members)
        for depth in 0..<Fingerprint.length {
            for byte in UInt8.min...UInt8.max where depth >= members.count || members[depth].takes(byte) {
                table[Int(byte)] |= 1 << UInt8(depth)
            }
        }
    }

    /// How likely a place of ordinary text fits.
    var likelihood: Double {
        (0..<Fingerprint.length).reduce(1) { product, depth in
            let sum = table.indices.reduce(0) {
                $0 + (table[$1] >> UInt8(depth) & 1 != 0 ? ByteFrequency.table[$1] : 0)
            }
            return product * min(1, Double(sum) / 1024)
        }
    }

    /// Whether the bytes at an offset fit.
    @inline(__always)
    func fits(_ text: borrowing TextBytes, at offset: Int) -> Bool {
        table[Int(text[offset])] & 1 != 0
            && table[Int(text[offset &+ 1])] & 2 != 0
            && table[Int(text[offset &+ 2])] & 4 != 0
    }

    /// The instructions that take the next byte, all assertions taken as true, and whether a match may end here.
    private static func leaves(of program: PatternProgram, from places: Set<Int>) -> ([Range<Int>], Bool) {
        var leaves: [Range<Int>] = []
        var isOver = false
        var seen = places
        var stack = Array(places)
        while let place = stack.popLast() {
            let next: [Int]
            switch program.instructions[place] {
            case .match:
                isOver = true
                next = []
            case .bytes(let edges):
                leaves.append(edges)
                next = []
            case .split(let first, let second): next = [first, second]
            case .assertion(_, let behind): next = [behind]
            }
            for place in next where seen.insert(place).inserted { stack.append(place) }
        }
        return (leaves, isOver)
    }
}
