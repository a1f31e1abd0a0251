public import TurnoutCore

/// Leave to spend up to an amount on one call to one target: money that is set aside in every budget that counts it.
///
/// Only whoever sets money aside makes one. The guard gives no permit without it where a hard budget counts the call.
public struct SpendingLeave: Hashable, Sendable {
    /// The target's number in the policy.
    public let target: Int
    /// The most that may be spent.
    public let bound: Money

    /// For the module that asks the ledger, and for tests.
    package init(target: Int, bound: Money) {
        self.target = target
        self.bound = bound
    }
}
