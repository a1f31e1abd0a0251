/// The cyclic redundancy check of Ethernet and zip files (polynomial 0x04C11DB7, reflected), and how GitHub and npm
/// write it behind their tokens: six digits of base 62.
enum CRC32 {
    private static let table: [UInt32] = (0..<256).map { byte in
        var value = UInt32(byte)
        for _ in 0..<8 { value = value & 1 != 0 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        return value
    }

    /// The check of some bytes.
    static func of(_ bytes: some Sequence<UInt8>) -> UInt32 {
        var value: UInt32 = 0xFFFF_FFFF
        for byte in bytes { value = value >> 8 ^ table[Int(UInt8(truncatingIfNeeded: value) ^ byte)] }
        return ~value
    }

    /// The check of some bytes as six digits, 0–9, A–Z and a–z by value.
    static func base62(of bytes: some Sequence<UInt8>) -> [UInt8] {
        let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
        var value = of(bytes)
        var written: [UInt8] = []
        for _ in 0..<6 {
            written.append(digits[Int(value % 62)])
            value /= 62
        }
        return written.reversed()
    }
}
