/// The checksum of addresses such as `bc1…` (BIP 173) and its mended form (BIP 350).
enum Bech32 {
    private static let values: [UInt8] = {
        var table = [UInt8](repeating: 0xFF, count: 256)
        for (value, byte) in "qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8.enumerated() {
            table[Int(byte)] = UInt8(value)
            table[Int(byte & 0x60 == 0x60 ? byte & 0xDF : byte)] = UInt8(value)
        }
        return table
    }()

    private static let generators: [UInt32] = [0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3]

    /// Whether the data behind a prefix and its `1` end in the right six characters, in either form.
    static func isValid(prefix: some Collection<UInt8>, data: some Sequence<UInt8>) -> Bool {
        var sum = expand(prefix)
        for character in data {
            let value = values[Int(character)]
            guard value != 0xFF else { return false }
            sum = step(sum, value)
        }
        return sum == 1 || sum == 0x2BC8_30A3
    }

    /// The six characters that belong behind the data, given as values below 32. Generators of samples use it.
    static func checksum(prefix: String, data: [UInt8], mended: Bool) -> String {
        var sum = expand(Array(prefix.utf8))
        for value in data + [0, 0, 0, 0, 0, 0] { sum = step(sum, value & 31) }
        sum ^= mended ? 0x2BC8_30A3 : 1
        let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l")
        return String((0..<6).map { alphabet[Int(sum >> UInt32(5 * (5 - $0)) & 31)] })
    }

    private static func expand(_ prefix: some Collection<UInt8>) -> UInt32 {
        var sum: UInt32 = 1
        for byte in prefix { sum = step(sum, ByteClass.lowercased(byte) >> 5) }
        sum = step(sum, 0)
        for byte in prefix { sum = step(sum, ByteClass.lowercased(byte) & 31) }
        return sum
    }

    private static func step(_ sum: UInt32, _ value: UInt8) -> UInt32 {
        let top = sum >> 25
        var next = (sum & 0x1FF_FFFF) << 5 ^ UInt32(value)
        for (bit, generator) in generators.enumerated() where top >> UInt32(bit) & 1 != 0 { next ^= generator }
        return next
    }
}
