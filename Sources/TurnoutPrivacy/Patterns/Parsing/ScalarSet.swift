/// A set of Unicode scalar values, as ranges in order that neither touch nor hold surrogates.
struct ScalarSet: Sendable, Hashable {
    private(set) var ranges: [ClosedRange<UInt32>]

    static let all = ScalarSet(ranges: [0...0xD7FF, 0xE000...0x10FFFF])
    static let nonASCII = ScalarSet(ranges: [0x80...0xD7FF, 0xE000...0x10FFFF])

    /// Creates a set from ranges in any order.
    init(ranges: [ClosedRange<UInt32>]) {
        self.ranges = ScalarSet.merged(ranges)
    }

    init(_ scalar: Unicode.Scalar) {
        ranges = [scalar.value...scalar.value]
    }

    /// The set of the ASCII bytes for which the condition holds.
    init(ascii condition: (UInt8) -> Bool) {
        self.init(ranges: (UInt8(0)...0x7F).filter(condition).map { UInt32($0)...UInt32($0) })
    }

    var isEmpty: Bool { ranges.isEmpty }

    /// The only member of a set of one.
    var single: UInt32? {
        guard ranges.count == 1, let range = ranges.first, range.count == 1 else { return nil }
        return range.lowerBound
    }

    func contains(_ value: UInt32) -> Bool {
        ranges.contains { $0.contains(value) }
    }

    /// Whether every scalar above ASCII is a member.
    var holdsAllNonASCII: Bool {
        ScalarSet(ranges: ranges + ScalarSet.nonASCII.ranges) == self
    }

    mutating func formUnion(_ other: ScalarSet) {
        ranges = ScalarSet.merged(ranges + other.ranges)
    }

    var inverted: ScalarSet {
        var result: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        // The surrogates are taken as members here, so that the complement never has them.
        for range in ScalarSet.merged(ranges + [0xD800...0xDFFF]) {
            if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
            next = range.upperBound + 1
        }
        if next <= 0x10FFFF { result.append(next...0x10FFFF) }
        return ScalarSet(ranges: result)
    }

    /// The set with the other case of each of its letters.
    var caseFolded: ScalarSet {
        var result = ranges
        for range in ranges {
            for (offset, bit) in [(UInt32(0x41), UInt32(0x20)), (0x61, 0)] {
                let low = max(range.lowerBound, offset)
                let high = min(range.upperBound, offset + 25)
                if low <= high { result.append((low & ~0x20 | bit)...(high & ~0x20 | bit)) }
            }
            guard range.upperBound >= 0x80, range.count < 0x10_0000 else { continue }
            result += CaseFolding.partners(of: range).map { $0...$0 }
        }
        return ScalarSet(ranges: result)
    }

    private static func merged(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var result: [ClosedRange<UInt32>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = result.last, range.lowerBound <= last.upperBound &+ 1 {
                result[result.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
        return result
    }
}
