import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

extension TurnoutError {
    /// The error for a request that the policy turns away.
    init(rejecting record: DecisionRecord, reason: ReasonCode) {
        let explanation = record.explanation()
        let subject = record.routed.decision.subject ?? ""
        let code: ErrorCode
        let message: String
        switch reason {
        case .unknownTask: (code, message) = (.invalidRequest, "the policy has no task `\(subject)`")
        case .invalidAttribute:
            (code, message) = (.invalidRequest, "the policy has no attribute `\(subject)`, or not that value of it")
        case .pinUnknown: (code, message) = (.invalidRequest, "the policy has no target `\(subject)`")
        case .pinNotAllowed:
            (code, message) = (.rejectedByPolicy, "no override of the policy lets this caller choose `\(subject)`")
        case .noRoute: (code, message) = (.rejectedByPolicy, "no route of the policy matches the request")
        default:
            let reasons = explanation.steps.map { "\($0.target) \($0.detail)" }.joined(separator: "; ")
            code = .rejectedByPolicy
            message = "no target may answer (\(reason.rawValue))\(reasons.isEmpty ? "" : ": \(reasons)")"
        }
        self.init(
            code,
            message,
            retryAfter: Self.shortestWait(explanation.steps.map(\.retryIn)),
            record: record
        )
    }

    /// The shortest of the waits that end by themselves.
    static func shortestWait(_ waits: [Duration?]) -> Duration? {
        waits.compactMap { $0 }.filter { $0 < BreakerStanding.indefinitely }.min()
    }
}
