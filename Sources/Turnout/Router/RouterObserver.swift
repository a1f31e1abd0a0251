public import TurnoutCore
public import TurnoutEngine
public import TurnoutLedger

/// Is told what a router does: for logs, metrics, traces and progress on a terminal.
public protocol RouterObserver: Sendable {
    /// Takes notice of an event. It is called on the request's way, so it must be quick and must not block.
    func observe(_ event: RouterEvent)
}

/// Something that a router did. No event holds content.
public enum RouterEvent: Sendable {
    /// A request was decided; nothing has been sent yet.
    case decided(DecisionRecord)
    /// A target is about to be called; the position counts from 0 along the allowed part of the chain.
    case attempting(RequestID, TargetName, position: Int)
    /// A target was called or left out, and that is over.
    case attempted(RequestID, AttemptRecord)
    /// A target's breaker changed its phase.
    case breakerChanged(TargetName, BreakerTransition)
    /// A target's credential or account is left alone for that long.
    case quarantined(TargetName, for: Duration)
    /// An entry of the audit trail could not be written.
    case auditFailed(RequestID, AuditFailure)
    /// The ledger could not be written or read. Calls that may cost are not made meanwhile.
    case ledgerFailed(LedgerFailure)
    /// An alert of a budget was not taken; it is tried again.
    case alertFailed(AlertNotice, AlertFailure)
    /// The request is over.
    case ended(DecisionRecord)
}
