/// Keyed hashes by HMAC with SHA-256: FIPS 198-1, RFC 2104.
public enum HMAC {
    /// The 32 bytes of a message's authentication code.
    public static func sha256(key: [UInt8], _ message: [UInt8]) -> [UInt8] {
        let block = 64
        var padded = key.count > block ? digest(key) : key
        padded += Array(repeating: 0, count: block - padded.count)
        return digest(padded.map { $0 ^ 0x5C }, digest(padded.map { $0 ^ 0x36 }, message))
    }

    /// The same as 64 hexadecimal digits in lower case.
    public static func sha256Text(key: [UInt8], _ message: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let code = sha256(key: key, message).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: code, as: UTF8.self)
    }

    private static func digest(_ parts: [UInt8]...) -> [UInt8] {
        var hash = SHA256()
        for part in parts { hash.update(part) }
        return hash.finish()
    }
}
