/// Why no pseudonym could be given. The text must not go out then.
public enum PseudonymError: Error, Sendable, Hashable {
    /// The conversation has as many pseudonyms as it may.
    case tooManyValues(limit: Int)
    /// The values of the conversation have as many bytes as they may.
    case tooManyBytes(limit: Int)
    /// The conversations of the process together hold as many bytes as they may.
    case storeFull(limit: Int)
    /// Every nonce that was drawn stands in the text already.
    case noFreeNonce
}

extension PseudonymError: CustomStringConvertible {
    /// A sentence.
    public var description: String {
        switch self {
        case .tooManyValues(let limit): "a conversation has at most \(limit) pseudonyms"
        case .tooManyBytes(let limit): "the values behind a conversation's pseudonyms have at most \(limit) bytes"
        case .storeFull(let limit): "the values behind all pseudonyms have at most \(limit) bytes"
        case .noFreeNonce: "the text holds every nonce that was drawn for its pseudonyms"
        }
    }
}

/// How much a conversation's map of pseudonyms may hold.
public struct PseudonymLimits: Sendable, Hashable {
    /// The number of values.
    public var values: Int
    /// Their bytes.
    public var bytes: Int

    /// Creates limits; negative ones count as 0.
    public init(values: Int = 10_000, bytes: Int = 4 << 20) {
        self.values = max(0, values)
        self.bytes = max(0, bytes)
    }
}
