/// SplitMix64 (Steele, Lea and Flood, 2014): a test that fails prints its seed and can be run again.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension [UInt8] {
    /// The bytes in pieces of random lengths, some of them empty.
    func pieces(using generator: inout SeededGenerator, longest: Int = 40) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var start = 0
        while start < count {
            let length = Swift.min(Int.random(in: 0...longest, using: &generator), count - start)
            pieces.append(Array(self[start..<start + length]))
            start += length
        }
        return pieces
    }

    /// The bytes one by one.
    var singles: [[UInt8]] { map { [$0] } }
}
