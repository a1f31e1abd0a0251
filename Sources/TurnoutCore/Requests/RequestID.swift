/// The identifier of one request's record: 128 random bits.
public struct RequestID: Hashable, Sendable, CustomStringConvertible {
    /// The upper and lower half.
    private let halves: (high: UInt64, low: UInt64)

    /// Creates an identifier from two random numbers.
    public init(high: UInt64, low: UInt64) { halves = (high, low) }

    /// Both halves, for those that keep identifiers as numbers.
    package var numbers: (high: UInt64, low: UInt64) { halves }

    /// A number that follows from it, for a generator of further ones.
    package var seed: UInt64 { halves.high ^ (halves.low << 32 | halves.low >> 32) }

    /// 32 hexadecimal digits, in lower case.
    public var description: String { Self.hex(halves.high) + Self.hex(halves.low) }

    /// Reads 32 hexadecimal digits; `nil` for anything else.
    public init?(_ text: some StringProtocol) {
        let digits = text.utf8
        guard digits.count == 32, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let high = UInt64(text.prefix(16), radix: 16), let low = UInt64(text.suffix(16), radix: 16)
        else { return nil }
        self.init(high: high, low: low)
    }

    private static func hex(_ half: UInt64) -> String {
        let digits = String(half, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    public static func == (lhs: RequestID, rhs: RequestID) -> Bool { lhs.halves == rhs.halves }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(halves.high)
        hasher.combine(halves.low)
    }
}
