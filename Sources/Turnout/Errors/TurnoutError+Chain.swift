import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

extension TurnoutError {
    /// The error for a chain that ended in a failure: the last one's.
    init(_ code: ErrorCode, failing record: DecisionRecord) {
        let last = record.attempts.last { $0.wasSent }
        let waits = record.attempts.map { $0.failure?.retryAfter }
        self.init(
            code,
            last?.message ?? "the request failed",
            target: last?.target,
            retryAfter: Self.shortestWait(waits),
            record: record
        )
    }

    /// The error for a request whose time was over before a target could answer.
    init(outOfTime record: DecisionRecord) {
        let last = record.attempts.last { $0.wasSent }
        self.init(
            .timeout,
            last == nil
                ? "the time for the whole request was over before any target was called"
                : "the time for the whole request was over",
            target: last?.target,
            record: record
        )
    }

    /// The error for a request whose targets were all busy, where nobody waits.
    init(busy record: DecisionRecord, retryAfter: Duration?) {
        let reasons = record.attempts.map { "\($0.target) \($0.message ?? "")" }.joined(separator: "; ")
        self.init(
            .rateLimited, "every target that may answer is busy: \(reasons)", retryAfter: retryAfter, record: record)
    }

    /// The error for a request that may not enter, or that waited in vain.
    init(refusing record: DecisionRecord, _ refusal: LobbyRefusal) {
        self.init(refusal.code, refusal.sentence, retryAfter: refusal.retryAfter, record: record)
    }

    /// The error for a request that was let through and then found every target closed.
    init(noneLeft record: DecisionRecord) {
        let reasons = record.attempts.map { "\($0.target) \($0.message ?? "")" }.joined(separator: "; ")
        self.init(
            .rejectedByPolicy,
            "no target may answer any more (\(ReasonCode.noEligibleTarget.rawValue)): \(reasons)",
            record: record
        )
    }
}
