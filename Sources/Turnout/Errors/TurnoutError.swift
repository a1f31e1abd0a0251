public import TurnoutCore
import TurnoutEngine

/// Why a request has no answer, or why its answer broke off.
///
/// Neither the error nor its description holds content or secrets, so it may be logged as it is.
public struct TurnoutError: Error, Sendable {
    /// What a caller can act on.
    public let code: ErrorCode
    /// A sentence for people.
    public let message: String
    /// The target whose failure this is; `nil` when no target is to blame.
    public let target: TargetName?
    /// How long to wait before another try makes sense, where anyone said.
    public let retryAfter: Duration?
    /// The account of the request: the decision, the attempts, and the tokens used so far.
    public let record: DecisionRecord

    init(
        _ code: ErrorCode,
        _ message: String,
        target: TargetName? = nil,
        retryAfter: Duration? = nil,
        record: DecisionRecord
    ) {
        self.code = code
        self.message = message
        self.target = target
        self.retryAfter = retryAfter
        self.record = record
    }

    /// The request's identifier, as its record has it.
    public var requestID: RequestID { record.id }

    /// The tokens that were used before it failed, as far as providers counted them.
    public var usage: Usage { record.totalUsage }

    /// The provider's own account of the failure that ended the request, free of content and secrets.
    public var providerFailure: ProviderFailure? { attempts.last { $0.wasSent }?.failure }

    /// The attempts that were made, and the targets that were left out.
    public var attempts: [AttemptRecord] { record.attempts }
}

extension TurnoutError: CustomStringConvertible {
    public var description: String {
        let place = target.map { " from \($0)" } ?? ""
        let tried = attempts.filter(\.wasSent).count
        let count = tried > 1 ? " (after \(tried) attempts)" : ""
        let wait = retryAfter.map { "; retry in \($0.roundedText)" } ?? ""
        return "\(code.rawValue)\(place): \(message)\(count)\(message.contains("retry in") ? "" : wait) [\(record.id)]"
    }
}
