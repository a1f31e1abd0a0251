/// Keccak with 256 bits of output and the padding it had before FIPS 202, as Ethereum and Monero use it.
enum Keccak256 {
    /// The bytes taken in at once.
    private static let rate = 136

    private static let roundConstants: [UInt64] = [
        0x0000_0000_0000_0001, 0x0000_0000_0000_8082, 0x8000_0000_0000_808A, 0x8000_0000_8000_8000,
        0x0000_0000_0000_808B, 0x0000_0000_8000_0001, 0x8000_0000_8000_8081, 0x8000_0000_0000_8009,
        0x0000_0000_0000_008A, 0x0000_0000_0000_0088, 0x0000_0000_8000_8009, 0x0000_0000_8000_000A,
        0x0000_0000_8000_808B, 0x8000_0000_0000_008B, 0x8000_0000_0000_8089, 0x8000_0000_0000_8003,
        0x8000_0000_0000_8002, 0x8000_0000_0000_0080, 0x0000_0000_0000_800A, 0x8000_0000_8000_000A,
        0x8000_0000_8000_8081, 0x8000_0000_0000_8080, 0x0000_0000_8000_0001, 0x8000_0000_8000_8008,
    ]

    /// The 32 bytes of the digest.
    static func digest(_ message: [UInt8]) -> [UInt8] {
        var state = [UInt64](repeating: 0, count: 25)
        var padded = message
        padded.append(0x01)
        padded.append(contentsOf: repeatElement(0, count: (rate - padded.count % rate) % rate))
        padded[padded.count - 1] |= 0x80
        for block in stride(from: 0, to: padded.count, by: rate) {
            for lane in 0..<(rate / 8) {
                var word: UInt64 = 0
                for byte in 0..<8 { word |= UInt64(padded[block + lane * 8 + byte]) << UInt64(8 * byte) }
                state[lane] ^= word
            }
            permute(&state)
        }
        return (0..<32).map { UInt8(truncatingIfNeeded: state[$0 / 8] >> UInt64(8 * ($0 % 8))) }
    }

    private static func permute(_ state: inout [UInt64]) {
        for constant in roundConstants {
            // Theta: each lane takes in the parities of two columns.
            var parity = [UInt64](repeating: 0, count: 5)
            for lane in 0..<25 { parity[lane % 5] ^= state[lane] }
            for column in 0..<5 {
                let change = parity[(column + 4) % 5] ^ rotate(parity[(column + 1) % 5], by: 1)
                for row in stride(from: 0, to: 25, by: 5) { state[row + column] ^= change }
            }
            // Rho and pi: the lanes move along one cycle, turned by the triangular numbers.
            var (x, y) = (1, 0)
            var carried = state[1]
            for step in 1...24 {
                (x, y) = (y, (2 * x + 3 * y) % 5)
                let next = state[x + 5 * y]
                state[x + 5 * y] = rotate(carried, by: UInt64(step * (step + 1) / 2 % 64))
                carried = next
            }
            // Chi: the only step that is not linear.
            for row in stride(from: 0, to: 25, by: 5) {
                let lanes = (0..<5).map { state[row + $0] }
                for column in 0..<5 {
                    state[row + column] = lanes[column] ^ (~lanes[(column + 1) % 5] & lanes[(column + 2) % 5])
                }
            }
            state[0] ^= constant
        }
    }

    private static func rotate(_ word: UInt64, by count: UInt64) -> UInt64 {
        count == 0 ? word : word << count | word >> (64 - count)
    }
}
