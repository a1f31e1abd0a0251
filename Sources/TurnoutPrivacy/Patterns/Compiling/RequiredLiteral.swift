/// A text that every match holds, each byte in one case or in both.
struct RequiredLiteral: Sendable, Hashable {
    /// One byte, and the same letter in the other case where either may stand; otherwise the byte again.
    struct Member: Sendable, Hashable {
        var byte: UInt8
        var other: UInt8

        func takes(_ byte: UInt8) -> Bool { byte == self.byte || byte == other }

        /// How often such a byte stands in ordinary text, in parts of 1,024.
        var frequency: Int {
            ByteFrequency.table[Int(byte)] + (other == byte ? 0 : ByteFrequency.table[Int(other)])
        }
    }

    let members: [Member]
    /// The place of the member that is rarest in ordinary text.
    private let rarest: Int

    /// The most bytes kept of a literal: more would tell hardly anything more.
    private static let lengthLimit = 24

    /// Finds the most telling text that every match of a pattern holds.
    init?(in node: PatternNode) {
        var finder = Finder()
        finder.visit(node)
        finder.flush()
        guard !finder.best.isEmpty else { return nil }
        members = finder.best
        let frequencies = members.map(\.frequency)
        rarest = frequencies.indices.min { frequencies[$0] < frequencies[$1] } ?? 0
    }

    /// How likely it begins at a given place of ordinary text.
    var likelihood: Double { RequiredLiteral.likelihood(of: members) }

    private static func likelihood(of members: [Member]) -> Double {
        members.reduce(1) { $0 * Double($1.frequency) / 1024 }
    }

    /// The three members in a row that are rarest together in ordinary text; fewer where there are no three.
    var rarestWindow: Range<Int> {
        let length = min(Fingerprint.length, members.count)
        let starts = 0...(members.count - length)
        let best = starts.min { lhs, rhs in
            RequiredLiteral.likelihood(of: Array(members[lhs..<(lhs + length)]))
                < RequiredLiteral.likelihood(of: Array(members[rhs..<(rhs + length)]))
        }
        let start = best ?? 0
        return start..<(start + length)
    }

    /// Where the literal first stands, or nil.
    func firstPlace(in text: borrowing TextBytes, budget: inout WorkBudget) -> Int? {
        let member = members[rarest]
        var position = rarest
        defer { budget.spend(position >> 3) }
        while position < text.count {
            let end = min(position &+ 64, text.count)
            if end &- position == 64, !RequiredLiteral.block(of: text, at: position, holds: member) {
                position = end
                continue
            }
            while position < end {
                if member.takes(text[position]), stands(in: text, at: position - rarest, budget: &budget) {
                    return position - rarest
                }
                position &+= 1
            }
        }
        return nil
    }

    /// Whether a byte of the 64 from a place on is the member: one loop without branches, an eighth of a unit a byte.
    @inline(__always)
    private static func block(of text: borrowing TextBytes, at place: Int, holds member: Member) -> Bool {
        var found: UInt8 = 0
        for offset in 0..<64 {
            let byte = text[place &+ offset]
            found |= (byte == member.byte ? 1 : 0) | (byte == member.other ? 1 : 0)
        }
        return found != 0
    }

    /// Whether the literal stands at an offset.
    func stands(in text: borrowing TextBytes, at offset: Int, budget: inout WorkBudget) -> Bool {
        guard offset >= 0, offset + members.count <= text.count else { return false }
        var index = 0
        while index < members.count, members[index].takes(text[offset + index]) { index += 1 }
        budget.spend(index &+ 1)
        return index == members.count
    }

    /// The walk over a pattern that collects runs of single characters.
    private struct Finder {
        var run: [Member] = []
        var best: [Member] = []

        mutating func visit(_ node: PatternNode) {
            switch node {
            case .empty, .assertion: break
            case .scalars(let set):
                guard let members = Finder.members(of: set) else { return flush() }
                run += members
                if run.count >= RequiredLiteral.lengthLimit { flush() }
            case .sequence(let parts): for part in parts { visit(part) }
            case .alternatives: flush()
            case .repeated(let body, let least, let most, _):
                if least == 1 && most == 1 { return visit(body) }
                flush()
                guard least > 0 else { return }
                visit(body)
                flush()
            }
        }

        mutating func flush() {
            if best.isEmpty || likelihood(of: run) < likelihood(of: best) { best = run }
            run = []
        }

        /// The bytes of a set with one character, or with the two cases of one ASCII letter.
        private static func members(of set: ScalarSet) -> [Member]? {
            if let value = set.single, let scalar = Unicode.Scalar(value) {
                return Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter).map {
                    Member(byte: $0, other: $0)
                }
            }
            guard set.ranges.count == 2, let upper = set.ranges.first, let lower = set.ranges.last,
                upper.count == 1, lower.count == 1, lower.lowerBound == upper.lowerBound + 0x20,
                (0x61...0x7A).contains(lower.lowerBound)
            else { return nil }
            return [Member(byte: UInt8(lower.lowerBound), other: UInt8(upper.lowerBound))]
        }
    }
}
