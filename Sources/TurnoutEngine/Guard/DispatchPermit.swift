public import TurnoutCore
public import TurnoutPolicy

/// The only way out: leave to send one request's content to one target, once.
///
/// A provider gets the content from the permit and nowhere else, so what was judged is what is sent. Only the guard
/// stage makes permits; a permit cannot be copied, so a second call (a retry, a fallback, a hedge) needs a second one,
/// and content that changed (redacted, trimmed) has to be classified and judged again.
public struct DispatchPermit: ~Copyable, Sendable {
    /// The target that may be called.
    public let target: Target
    /// The content that may be sent, and all of it.
    public let request: ModelRequest
    /// What of the caller's request was left out by the policy's leave, since the target's service cannot say it.
    public let dropped: RequestFeatures
    /// The digest of the policy that allowed it.
    public let policyDigest: String
    /// How the answer is read on its way to the caller.
    public let screening: AnswerScreening

    /// Internal on purpose: see ``Guard``.
    init(
        target: Target, request: ModelRequest, dropped: RequestFeatures, policyDigest: String,
        screening: AnswerScreening
    ) {
        self.screening = screening
        self.target = target
        self.request = request
        self.dropped = dropped
        self.policyDigest = policyDigest
    }
}
