public import TurnoutPrivacy

/// What replacing parts of a request takes from outside: a key for hashes, the conversation's pseudonyms, randomness.
public struct RewritingMeans: Sendable {
    /// The key of hashes, one for the process.
    public var key: CorrelationKey
    /// The pseudonyms of the request's conversation.
    public var conversation: ConversationPseudonyms
    /// A source of random numbers, for nonces.
    public var random: @Sendable () -> UInt64

    /// Creates means.
    public init(
        key: CorrelationKey, conversation: ConversationPseudonyms, random: @escaping @Sendable () -> UInt64
    ) {
        self.key = key
        self.conversation = conversation
        self.random = random
    }

    /// Means for requests that are never sent: the same with each call, and no secret.
    public static var dryRun: RewritingMeans {
        var generator = SplitMix64(seed: 0)
        return RewritingMeans(
            key: CorrelationKey(using: &generator), conversation: ConversationPseudonyms(), random: { 0x5EED })
    }
}

/// Draws from a function, for those who take a generator.
package struct DrawnNumbers: RandomNumberGenerator {
    private let draw: @Sendable () -> UInt64

    package init(draw: @escaping @Sendable () -> UInt64) { self.draw = draw }

    package mutating func next() -> UInt64 { draw() }
}
