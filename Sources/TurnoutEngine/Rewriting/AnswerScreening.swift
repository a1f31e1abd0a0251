public import TurnoutPolicy
import TurnoutPrivacy

/// How the answer of one call is read on its way to the caller: what is kept out of it, and what is put back.
public struct AnswerScreening: Sendable {
    /// The rules on what the model must not say.
    public internal(set) var rules: [SanitiseRule] = []
    /// What was replaced in the request.
    public internal(set) var replaced = ReplacementCounts()
    /// What the answer may bring back.
    var restorations: Restorations?
    /// What reads the answer, where there are rules.
    var scanner: Scanner?
    /// The key of hashes.
    var key: CorrelationKey?

    /// Nothing is read and nothing put back.
    public init() {}

    /// Whether the answer passes as it is.
    public var isEmpty: Bool { rules.isEmpty && (restorations.map { $0.count == 0 } ?? true) }
}
