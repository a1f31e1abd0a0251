/// A promise of the `Ledger` protocol that a ledger did not keep.
public struct LedgerViolation: Hashable, Sendable {
    /// The promises that ``LedgerConformance`` looks at.
    public enum Rule: String, Sendable, CaseIterable {
        /// A command is answered as the rules say.
        case reply
        /// A pot holds what was booked on it, and nothing else.
        case balance
        /// Nothing passes a hard limit.
        case limit
        /// An alert comes once, at its time, to one taker.
        case alert
        /// Sums and percentiles over calls are exact.
        case usage
        /// What must stay stays, and what must go goes.
        case retention
        /// The key is 32 bytes, and always the same.
        case key
        /// A healthy ledger does not fail.
        case succeeds
    }

    /// The situation in which the promise was broken.
    public enum Situation: String, Sendable, CaseIterable {
        /// Money set aside in several pots, or in none.
        case reserving
        /// A call that cost something.
        case settling
        /// Money given back.
        case voiding
        /// The same command twice.
        case repeating
        /// Reservations whose time is over.
        case expiring
        /// Calls that cost more than was set aside.
        case overrunning
        /// A new generation of a pot.
        case resetting
        /// Several periods of one pot, and clocks that jump.
        case periods
        /// Amounts at the ends of the range.
        case amounts
        /// Many tasks at the edge of a hard limit.
        case concurrent
        /// Commands whose reply nobody waits for.
        case posting
        /// The pots as they are listed.
        case listing
        /// Thresholds that are reached.
        case alerting
        /// Alerts that are taken and delivered.
        case outbox
        /// Calls put together.
        case usage
        /// The kinds of requests that cost the most.
        case costliest
        /// What is old is removed.
        case forgetting
        /// The key for hashes.
        case key
    }

    /// The promise.
    public var rule: Rule
    /// When it was broken.
    public var situation: Situation
    /// What was seen, for people.
    public var detail: String
}

extension LedgerViolation: CustomStringConvertible {
    public var description: String { "\(situation.rawValue): \(rule.rawValue): \(detail)" }
}
