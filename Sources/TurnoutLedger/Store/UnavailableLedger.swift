public import TurnoutCore

/// A ledger that could not be opened: it answers everything with the reason.
///
/// A router that is given one makes no call that a budget would have to pay, and says why; free targets go on.
public struct UnavailableLedger: Ledger {
    /// Why it could not be opened.
    public let failure: LedgerFailure

    /// Creates a ledger that fails with the reason.
    public init(_ failure: LedgerFailure) { self.failure = failure }

    public func perform(_ command: LedgerCommand, at now: Timestamp) async throws(LedgerFailure) -> LedgerReply {
        throw failure
    }

    public func post(
        _ command: LedgerCommand, at now: Timestamp, whenFailed: @escaping @Sendable (LedgerFailure) -> Void
    ) {
        whenFailed(failure)
    }

    public func record(_ call: CallEntry, whenFailed: @escaping @Sendable (LedgerFailure) -> Void) {
        whenFailed(failure)
    }

    public func record(_ decision: DecisionEntry, whenFailed: @escaping @Sendable (LedgerFailure) -> Void) {
        whenFailed(failure)
    }

    public func flush() async throws(LedgerFailure) { throw failure }

    public func balances(of pots: [(key: PotKey, period: PotPeriod)]) async throws(LedgerFailure) -> [PotBalance] {
        throw failure
    }

    public func pots(at moment: Timestamp) async throws(LedgerFailure) -> [PotStatus] { throw failure }

    public func usage(_ query: UsageQuery, at now: Timestamp) async throws(LedgerFailure) -> [UsageRow] {
        throw failure
    }

    public func costliest(
        _ query: UsageQuery, limit: Int, at now: Timestamp
    ) async throws(LedgerFailure) -> [RequestKind] {
        throw failure
    }

    public func takeAlerts(
        limit: Int, at now: Timestamp, lease: Timestamp
    ) async throws(LedgerFailure) -> [BudgetAlert] {
        throw failure
    }

    public func delivered(_ alert: BudgetAlert, at now: Timestamp) async throws(LedgerFailure) { throw failure }

    public func forget(before moment: Timestamp) async throws(LedgerFailure) { throw failure }

    public func key() async throws(LedgerFailure) -> [UInt8] { throw failure }
}
