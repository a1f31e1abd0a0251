public import TurnoutCore

/// Keeps account of money and of calls: the one truth on what a budget still holds.
///
/// A router asks it before every call that may cost. What it says is durable: when ``perform(_:at:)`` returns a reply, the
/// change would survive a loss of power. Several processes may share one where the store says so.
public protocol Ledger: Sendable {
    /// Carries out a command, after all that were given before it.
    ///
    /// - Throws: when the store cannot be written or read; then nothing of the command has happened, or, after a failed
    ///   flush, it may have and can be repeated.
    func perform(_ command: LedgerCommand, at now: Timestamp) async throws(LedgerFailure) -> LedgerReply

    /// Hands over a command whose reply nobody waits for, in the order of calls. A failure is told to `whenFailed`.
    func post(
        _ command: LedgerCommand, at now: Timestamp, whenFailed: @escaping @Sendable (LedgerFailure) -> Void)

    /// Hands over what is kept of a call. It is written with the next commands; a failure is told to `whenFailed`.
    func record(_ call: CallEntry, whenFailed: @escaping @Sendable (LedgerFailure) -> Void)

    /// Hands over what is kept of a request.
    func record(_ decision: DecisionEntry, whenFailed: @escaping @Sendable (LedgerFailure) -> Void)

    /// Waits until everything handed over is written.
    func flush() async throws(LedgerFailure)

    /// The pots as they stand, in the order of the keys; an empty balance for those that nothing was booked on.
    func balances(of pots: [(key: PotKey, period: PotPeriod)]) async throws(LedgerFailure) -> [PotBalance]

    /// All pots whose period has not ended at a moment, in their latest generation, by budget, scope and beginning.
    func pots(at moment: Timestamp) async throws(LedgerFailure) -> [PotStatus]

    /// Calls put together as ``UsageTally`` does it: the costliest first, days in their order.
    func usage(_ query: UsageQuery, at now: Timestamp) async throws(LedgerFailure) -> [UsageRow]

    /// The kinds of requests that cost the most, the costliest first.
    func costliest(_ query: UsageQuery, limit: Int, at now: Timestamp) async throws(LedgerFailure) -> [RequestKind]

    /// Takes alerts that are due for delivery, each to one taker until `lease`; the oldest first.
    func takeAlerts(limit: Int, at now: Timestamp, lease: Timestamp) async throws(LedgerFailure) -> [BudgetAlert]

    /// Notes that an alert was delivered, so that it is never taken again.
    func delivered(_ alert: BudgetAlert, at now: Timestamp) async throws(LedgerFailure)

    /// Removes calls, decisions, ended reservations and periods that ended before a moment. Open reservations stay, and so
    /// do the pots that they are booked on.
    func forget(before moment: Timestamp) async throws(LedgerFailure)

    /// 32 random bytes that belong to this ledger, for keyed hashes that are the same after a restart.
    func key() async throws(LedgerFailure) -> [UInt8]
}

/// Why a ledger could not do what it was asked.
public struct LedgerFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of failure it is.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// There is no room left.
        case full
        /// Another process keeps it for too long.
        case busy
        /// The file is none of ours, is damaged, or has another version.
        case unreadable
        /// It has been closed.
        case closed
        /// Anything else that reading or writing runs into.
        case io
    }

    public var kind: Kind
    /// A sentence for operators: what is wrong, with which file, and what to do.
    public var description: String

    /// Creates a failure.
    public init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}
