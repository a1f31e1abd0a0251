public import TurnoutPrivacy

/// What a recogniser found in a request before it was classified: the words themselves, to look for in each of its texts.
///
/// The words are looked for again wherever the content is read, so that places, replacing and the second reading work as for
/// any detector.
public struct Recognition: Sendable {
    /// What looks for the recognised words; empty when none were found.
    public var detectors: [any Detector]
    /// Whether the recogniser could not vouch for its answer.
    public var hasFailed: Bool

    /// Creates a recognition.
    public init(detectors: [any Detector] = [], hasFailed: Bool = false) {
        self.detectors = detectors
        self.hasFailed = hasFailed
    }
}
