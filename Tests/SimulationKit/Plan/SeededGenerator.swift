/// The only source of chance in a simulation: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
///
/// The draws are reckoned here and not by the standard library, whose way from bits to ranges may change with a
/// release; a seed that failed has to fail the same way next year.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Creates a generator. Equal seeds give equal numbers.
    public init(seed: UInt64) { state = seed }

    /// Creates a generator for one part of a simulation, so that a draw more in one part changes no other.
    public init(seed: UInt64, part: String) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        self.init(seed: seed &* 0x2545_F491_4F6C_DD1D ^ hash)
        _ = next()
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A whole number of a range.
    public mutating func int(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.upperBound - range.lowerBound + 1))
    }

    /// Whether something happens that happens in that percentage of cases.
    public mutating func chance(_ percent: Int) -> Bool { int(1...100) <= percent }

    /// One of some things; there must be one.
    public mutating func pick<Element>(_ elements: [Element]) -> Element { elements[int(0...(elements.count - 1))] }

    /// A duration of a range of milliseconds, down to the nanosecond: two things rarely happen at the same instant.
    public mutating func milliseconds(_ range: ClosedRange<Int>) -> Duration {
        .nanoseconds(int((range.lowerBound * 1_000_000)...(range.upperBound * 1_000_000)))
    }

    /// A duration of mostly about that length and sometimes many times longer, as waiting times are.
    public mutating func tailed(_ median: Duration) -> Duration {
        let nanoseconds = median.components.seconds * 1_000_000_000 + median.components.attoseconds / 1_000_000_000
        let base = max(2, Int(nanoseconds))
        var length = int((base / 2)...(base + base / 2))
        var doublings = 0
        while doublings < 5, chance(12) {
            length *= 2
            doublings += 1
        }
        return .nanoseconds(length)
    }

    /// The elements in another order.
    public mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var rest = elements
        var order: [Element] = []
        order.reserveCapacity(rest.count)
        while !rest.isEmpty { order.append(rest.remove(at: int(0...(rest.count - 1)))) }
        return order
    }
}
