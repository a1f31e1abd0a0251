import Synchronization

/// The pseudonyms of one conversation, under a nonce that its texts do not hold by accident.
///
/// A text may hold a placeholder that this conversation gave, such as that of a secret in a tool's arguments, which is
/// never restored there: that one keeps its meaning. Anything else that ends like a placeholder of the conversation
/// would be mistaken for one, so a map with another nonce takes over. Requests under way keep theirs.
public final class ConversationPseudonyms: Sendable {
    private static let tries = 16

    private let current = Mutex<PseudonymMap?>(nil)
    private let limits: PseudonymLimits
    private let allowance: PseudonymAllowance?

    /// Creates pseudonyms that were given to nothing yet.
    public init(limits: PseudonymLimits = PseudonymLimits(), allowance: PseudonymAllowance? = nil) {
        self.limits = limits
        self.allowance = allowance
    }

    /// The map for a request: rewrite all its texts with it, and restore its answer from it.
    ///
    /// - Parameter texts: Every text of the request that will go out, before it is rewritten.
    public func map(
        for texts: some Collection<String>,
        using generator: inout some RandomNumberGenerator
    ) throws(PseudonymError) -> PseudonymMap {
        try current.withLock { map throws(PseudonymError) in
            if let map, !texts.contains(where: { ConversationPseudonyms.read($0, map.isForeign) }) { return map }
            for _ in 0..<ConversationPseudonyms.tries {
                let nonce = PlaceholderGrammar.nonce(using: &generator)
                let isTaken = texts.contains { text in
                    ConversationPseudonyms.read(text) { !PlaceholderGrammar.ends(of: nonce, in: $0).isEmpty }
                }
                if isTaken || nonce == map?.nonce { continue }
                let next = PseudonymMap(
                    nonce: nonce, limits: limits, numbers: map?.numbers ?? [:], allowance: allowance)
                map = next
                return next
            }
            throw .noFreeNonce
        }
    }

    private static func read(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Bool) -> Bool {
        var text = text
        return text.withUTF8(body)
    }
}

extension ConversationPseudonyms: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// How many values the map in force holds.
    public var description: String {
        "ConversationPseudonyms(\(current.withLock { $0?.count ?? 0 }) values)"
    }
    /// As ``description``.
    public var debugDescription: String { description }
    /// Shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
