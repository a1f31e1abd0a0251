import TurnoutCore

/// A stand-in for the name of a user, tenant or feature in which something private was found: `~` and 16 hexadecimal
/// digits.
///
/// The same name has the same stand-in in one ledger, so that its calls still add up; without the ledger's key, nobody
/// can find out by trying whose they are.
public struct KeyedName: Hashable, Sendable, CustomStringConvertible {
    /// `~0123456789abcdef`: 64 bits of HMAC-SHA-256 of the name.
    public let description: String

    /// Creates the stand-in.
    ///
    /// - Parameters:
    ///   - name: the value of an attribute, as it came.
    ///   - key: the bytes of ``Ledger/key()``.
    public init(_ name: String, key: [UInt8]) {
        let code = HMAC.sha256(key: key, Array(name.utf8))
        let digits = code.prefix(8).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }
        description = "~" + digits.joined()
    }

    /// Whether a text has the form of a stand-in. As a caller's name it has to be hashed like a private one, or its calls
    /// would be booked on somebody else.
    package static func hasForm(_ text: String) -> Bool {
        let bytes = text.utf8
        return bytes.count == 17 && bytes.first == 0x7E
            && bytes.dropFirst().allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
