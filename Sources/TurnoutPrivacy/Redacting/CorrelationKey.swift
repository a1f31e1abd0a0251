import TurnoutCore

/// The secret with which digests of values are keyed, so that nobody without it can try out all card numbers.
///
/// One is made at the start of a process and lives as long; digests of two processes do not compare.
public struct CorrelationKey: Sendable {
    private let innerPad: [UInt8]
    private let outerPad: [UInt8]

    /// Creates a key from bytes; 32 random ones are enough, and fewer than 16 are none (`nil`).
    public init?(_ bytes: [UInt8]) {
        guard bytes.count >= 16 else { return nil }
        self.init(checked: bytes)
    }

    /// Draws a key of 32 bytes.
    public init(using generator: inout some RandomNumberGenerator) {
        self.init(checked: (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }

    init(checked bytes: [UInt8]) {
        var block = bytes
        if block.count > 64 {
            var digest = SHA256()
            digest.update(block)
            block = digest.finish()
        }
        block += repeatElement(0, count: 64 - block.count)
        innerPad = block.map { $0 ^ 0x36 }
        outerPad = block.map { $0 ^ 0x5C }
    }

    /// HMAC-SHA-256 (RFC 2104) of a message, 32 bytes.
    func authenticationCode(of message: [UInt8]) -> [UInt8] {
        var inner = SHA256()
        inner.update(innerPad)
        inner.update(message)
        var outer = SHA256()
        outer.update(outerPad)
        outer.update(inner.finish())
        return outer.finish()
    }

    /// Eight letters that stand for a value of a type: 32 bits of its code.
    ///
    /// Letters instead of hexadecimal digits, because digits beside the word "account" look like a number to detectors.
    package func tag(of value: [UInt8], type: EntityType) -> String {
        let code = authenticationCode(of: Array(type.rawValue.utf8) + [0] + value)
        let letters = Array("bcdfghjkmnpqrstv".utf8)
        return String(
            decoding: code.prefix(4).flatMap { [letters[Int($0 >> 4)], letters[Int($0 & 15)]] }, as: UTF8.self
        )
    }
}

extension CorrelationKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// `•••`.
    public var description: String { "•••" }
    /// As ``description``.
    public var debugDescription: String { description }
    /// Shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
