/// Why a detector cannot vouch for its answer: its name and a reason, never any of the text.
public struct DetectorError: Error, Sendable, Hashable {
    /// A reason; text of a request cannot get into it, since it is made from literals only.
    public struct Reason: Sendable, Hashable, CustomStringConvertible {
        /// A stable code, such as `work_budget_exceeded`.
        public let code: String

        /// Creates a reason from a literal.
        public init(_ code: StaticString) {
            self.code = code.description
        }

        /// The code.
        public var description: String { code }

        /// The text took more work than it may.
        public static let workBudgetExceeded = Reason("work_budget_exceeded")
        /// The text holds more findings than are kept.
        public static let tooManyFindings = Reason("too_many_findings")
        /// The bytes are no valid UTF-8.
        public static let invalidUTF8 = Reason("invalid_utf8")
        /// A detector reported a place outside the text.
        public static let invalidRange = Reason("invalid_range")
        /// The text is longer than places in it can be told, about four gigabytes.
        public static let textTooLong = Reason("text_too_long")
    }

    /// The detector that failed; `scanner` when the scan itself did.
    public var detector: String
    /// What went wrong.
    public var reason: Reason

    /// Creates an error.
    public init(detector: String, reason: Reason) {
        self.detector = detector
        self.reason = reason
    }
}

extension DetectorError: CustomStringConvertible {
    /// Detector and reason.
    public var description: String { "\(detector): \(reason.code)" }
}
