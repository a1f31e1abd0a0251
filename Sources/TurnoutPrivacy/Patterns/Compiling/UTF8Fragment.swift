/// The machine that reads one character of a set: nodes over bytes, equal ends shared.
struct UTF8Fragment: Sendable {
    struct Edge: Sendable, Hashable {
        var low: UInt8
        var high: UInt8
        /// The node behind the byte, or -1 behind the character's last one.
        var target: Int
    }

    /// The nodes; edges lead to lower ones, and the last is the entry.
    private(set) var nodes: [[Edge]] = []
    private var known: [[Edge]: Int] = [:]

    init(_ set: ScalarSet) {
        if set.holdsAllNonASCII {
            // The text is valid UTF-8, so the first byte alone says how many follow.
            let ascii = set.ranges.filter { $0.lowerBound < 0x80 }
                .map { Edge(low: UInt8($0.lowerBound), high: UInt8(min($0.upperBound, 0x7F)), target: -1) }
            let one = node([Edge(low: 0x80, high: 0xBF, target: -1)])
            let two = node([Edge(low: 0x80, high: 0xBF, target: one)])
            let three = node([Edge(low: 0x80, high: 0xBF, target: two)])
            nodes.append(
                ascii + [
                    Edge(low: 0xC2, high: 0xDF, target: one), Edge(low: 0xE0, high: 0xEF, target: two),
                    Edge(low: 0xF0, high: 0xF4, target: three),
                ])
        } else {
            var sequences: [[ClosedRange<UInt8>]] = []
            for range in set.ranges { UTF8Fragment.split(range, into: &sequences) }
            let entry = build(sequences[...], from: 0)
            // The entry may be shared as the end of a longer way; the last node has to be it.
            if entry != nodes.count - 1 { nodes.append(nodes[entry]) }
        }
    }

    /// Builds the node for rows that agree in all bytes before `depth`.
    private mutating func build(_ sequences: ArraySlice<[ClosedRange<UInt8>]>, from depth: Int) -> Int {
        var edges: [Edge] = []
        var index = sequences.startIndex
        while index < sequences.endIndex {
            let head = sequences[index][depth]
            var end = index + 1
            while end < sequences.endIndex, sequences[end][depth] == head { end += 1 }
            let isLast = sequences[index].count == depth + 1
            let target = isLast ? -1 : build(sequences[index..<end], from: depth + 1)
            if let last = edges.last, last.target == target, last.high &+ 1 == head.lowerBound {
                edges[edges.count - 1].high = head.upperBound
            } else {
                edges.append(Edge(low: head.lowerBound, high: head.upperBound, target: target))
            }
            index = end
        }
        return node(edges)
    }

    private mutating func node(_ edges: [Edge]) -> Int {
        if let node = known[edges] { return node }
        nodes.append(edges)
        known[edges] = nodes.count - 1
        return nodes.count - 1
    }

    /// Splits a range of scalars where the length of their UTF-8 form changes, and where a following byte does not run
    /// over all its values; each part is then a row of byte ranges.
    private static func split(_ range: ClosedRange<UInt32>, into sequences: inout [[ClosedRange<UInt8>]]) {
        var low = range.lowerBound
        while low <= range.upperBound {
            var high = range.upperBound
            for last: UInt32 in [0x7F, 0x7FF, 0xFFFF] where low <= last { high = min(high, last) }
            let count = low < 0x80 ? 1 : low < 0x800 ? 2 : low < 0x10000 ? 3 : 4
            var following = 1
            while following < count {
                let mask: UInt32 = 1 << (6 * UInt32(following)) - 1
                if low & ~mask != high & ~mask {
                    if low & mask != 0 {
                        high = low | mask
                        following = 0
                    } else if high & mask != mask {
                        high = (high & ~mask) - 1
                        following = 0
                    }
                }
                following += 1
            }
            sequences.append(row(low, high, count: count))
            guard high < range.upperBound else { return }
            low = high + 1
        }
    }

    private static func row(_ low: UInt32, _ high: UInt32, count: Int) -> [ClosedRange<UInt8>] {
        guard count > 1 else { return [UInt8(low)...UInt8(high)] }
        let lead: UInt8 = count == 2 ? 0xC0 : count == 3 ? 0xE0 : 0xF0
        return (0..<count).map { place in
            let shift = 6 * UInt32(count - 1 - place)
            let from = UInt8(truncatingIfNeeded: low >> shift)
            let to = UInt8(truncatingIfNeeded: high >> shift)
            return place == 0 ? (lead | from)...(lead | to) : (0x80 | from & 0x3F)...(0x80 | to & 0x3F)
        }
    }
}
