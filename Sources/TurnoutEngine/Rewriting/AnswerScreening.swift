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

    /// How long a finding of a policy's own detectors may be, in bytes, so that no part of it goes out before its end.
    var reach: Int {
        var reach = 0
        for detector in scanner?.detectors ?? [] where !(detector is BuiltinDetector) {
            guard detector.labels.contains(where: { label in rules.contains { $0.covers(label) } }) else { continue }
            // Folding may have made a word a third as long as it is written.
            reach = max(reach, (detector as? WordListDetector).map { 3 * $0.longestWord + 64 } ?? .max)
        }
        return reach
    }

    /// Nothing is read and nothing put back.
    public init() {}

    /// Whether the answer passes as it is.
    public var isEmpty: Bool { rules.isEmpty && (restorations.map { $0.count == 0 } ?? true) }
}
