/// The identifier of one request's record: 128 random bits.
public struct RequestID: Hashable, Sendable, CustomStringConvertible {
    /// The upper and lower half.
    private let halves: (high: UInt64, low: UInt64)

    /// Creates an identifier from two random numbers.
    public init(high: UInt64, low: UInt64) { halves = (high, low) }

    /// A number that follows from it, for a generator of further ones.
    var seed: UInt64 { halves.high ^ (halves.low << 32 | halves.low >> 32) }

    /// 32 hexadecimal digits, in lower case.
    public var description: String { Self.hex(halves.high) + Self.hex(halves.low) }

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
