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
}
