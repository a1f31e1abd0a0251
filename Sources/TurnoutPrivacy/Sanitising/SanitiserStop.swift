/// Why an answer must not go on. What was held back stays back; none of the text is told.
public enum SanitiserStop: Error, Sendable, Hashable {
    /// The answer says what must be refused.
    case refused(type: EntityType, detector: String)
    /// A detector could not vouch for the text.
    case detectorFailed(DetectorError)
    /// More would have to be held back than may be, in bytes: a finding that does not end, or JSON that is too long.
    case heldTooLong(limit: Int)
    /// What was found could not be replaced: there is no key to hash with, or what should be JSON is none.
    case notReplaceable(RewriteError)
}

extension SanitiserStop: CustomStringConvertible {
    /// A sentence.
    public var description: String {
        switch self {
        case .refused(let type, let detector): "the answer holds \(type), found by \(detector), which must be refused"
        case .detectorFailed(let error): "a detector failed over the answer: \(error)"
        case .heldTooLong(let limit): "more than \(limit) bytes of the answer would have to be held back"
        case .notReplaceable(let error): "a finding in the answer cannot be replaced: \(error)"
        }
    }
}
