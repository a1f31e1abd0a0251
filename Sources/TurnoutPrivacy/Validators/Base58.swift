import TurnoutCore

/// Base58 as Bitcoin and its kin write addresses: without 0, O, I and l, and with a checksum.
enum Base58 {
    private static let digits = values(of: "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")
    private static let rippleDigits = values(of: "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz")

    private static func values(of alphabet: String) -> [UInt8] {
        var table = [UInt8](repeating: 0xFF, count: 256)
        for (value, byte) in alphabet.utf8.enumerated() { table[Int(byte)] = UInt8(value) }
        return table
    }

    /// The value of a character, or nil outside the alphabet.
    static func value(of character: UInt8, ripple: Bool = false) -> UInt8? {
        let value = ripple ? rippleDigits[Int(character)] : digits[Int(character)]
        return value == 0xFF ? nil : value
    }

    /// The number that the characters write, as `count` bytes; nil when it needs more, or fewer than its leading
    /// zeros say, or holds a character that is none.
    static func decode(_ characters: [UInt8], count: Int, ripple: Bool = false) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var used = count
        for character in characters {
            guard let value = value(of: character, ripple: ripple) else { return nil }
            var carry = Int(value)
            var index = count - 1
            while index >= used || carry > 0 {
                guard index >= 0 else { return nil }
                carry += Int(bytes[index]) * 58
                bytes[index] = UInt8(truncatingIfNeeded: carry)
                carry >>= 8
                index -= 1
            }
            used = min(used, index + 1)
        }
        let zeros = characters.prefix { value(of: $0, ripple: ripple) == 0 }.count
        return bytes.prefix { $0 == 0 }.count == zeros ? bytes : nil
    }

    /// Whether the last four of the bytes are the first four of the double SHA-256 of the others.
    static func isChecked(_ bytes: [UInt8]) -> Bool {
        guard bytes.count > 4 else { return false }
        return sha256(sha256(bytes.dropLast(4))).prefix(4).elementsEqual(bytes.suffix(4))
    }

    /// Bytes with the four of their checksum behind them, in base58. Generators of samples use it.
    static func encodeChecked(_ payload: [UInt8], ripple: Bool = false) -> [UInt8] {
        let alphabet = Array(
            (ripple
                ? "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"
                : "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz").utf8)
        let bytes = payload + sha256(sha256(payload)).prefix(4)
        var characters: [UInt8] = []
        for byte in bytes {
            var carry = Int(byte)
            for index in characters.indices {
                carry += Int(characters[index]) << 8
                characters[index] = UInt8(carry % 58)
                carry /= 58
            }
            while carry > 0 {
                characters.append(UInt8(carry % 58))
                carry /= 58
            }
        }
        let zeros = bytes.prefix { $0 == 0 }.count
        return (characters + [UInt8](repeating: 0, count: zeros)).reversed().map { alphabet[Int($0)] }
    }

    private static func sha256(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var digest = SHA256()
        digest.update(bytes)
        return digest.finish()
    }
}
