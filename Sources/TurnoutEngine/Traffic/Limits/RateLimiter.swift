public import TurnoutCore
public import TurnoutPolicy

/// One rate, such as 600 requests a minute, held exactly.
///
/// The generic cell rate algorithm in its virtual-scheduling form (ITU-T I.371, annex A): one number, the theoretical
/// arrival time, tells how far ahead of its rate the stream is. The burst is the rate's whole amount, so that a full
/// cell admits the amount at once and refills evenly.
///
/// Time is counted in nanoseconds times the amount, where one unit of the rate costs exactly its period in nanoseconds:
/// no interval between cells is rounded, however large the rate. In any stretch of time `t` no more than `amount + t ·
/// amount / period` is admitted; what was reserved before the stretch and is given back in it comes on top (see
/// ``refund(_:at:)``).
public struct RateLimiter: Hashable, Sendable {
    /// The answer to a wish.
    public enum Answer: Hashable, Sendable {
        /// It is granted, and counted.
        case admitted
        /// It may be granted after that time, if nobody else comes first; nothing was counted.
        case wait(Duration)
        /// It is larger than the whole amount and never granted; nothing was counted.
        case never
    }

    /// The longest that a debt closes the cell, beyond its period: a day. One absurd count of tokens, as a broken
    /// server reports it, must not close it for good.
    static let longestDebt: Int64 = 86_400_000_000_000

    private let amount: Int64
    private let period: Int64
    /// The theoretical arrival time, in nanoseconds times the amount.
    private var arrival = Int128.min

    /// Creates a full cell. An amount or a period below 1, counted in nanoseconds, is taken as 1.
    public init(_ rate: Rate) {
        amount = Int64(max(1, rate.amount))
        period = max(1, rate.period.nanosecondsSaturating)
    }

    /// What the cell holds to.
    public var rate: Rate { Rate(amount: Int(amount), period: .nanoseconds(period)) }

    /// Asks for `count` at once.
    public mutating func admit(_ count: Int, at now: Instant) -> Answer {
        let answer = check(count, at: now)
        if answer == .admitted { take(count, at: now) }
        return answer
    }

    /// What ``admit(_:at:)`` would say, without counting. A cell in debt refuses even a wish for nothing.
    public func check(_ count: Int, at now: Instant) -> Answer {
        guard count <= amount else { return .never }
        let excess = backlog(at: now).plus(cost(count)).minus(capacity)
        return excess <= 0 ? .admitted : .wait(.nanoseconds(clamping: excess.dividedRoundingUp(by: Int128(amount))))
    }

    /// Counts what was admitted.
    mutating func take(_ count: Int, at now: Instant) {
        arrival = max(arrival, scaled(now)).plus(cost(count))
    }

    /// Counts what was used without having been asked for, though it may put the cell in debt: nothing is admitted
    /// until the debt has run off. A debt lasts no longer than a day.
    public mutating func charge(_ count: Int, at now: Instant) {
        take(count, at: now)
        let bound = scaled(now.advanced(by: .nanoseconds(period.plus(Self.longestDebt))))
        arrival = min(arrival, bound)
    }

    /// Gives back what was asked for and not used.
    ///
    /// The cell never holds more than its amount. It may have refilled a part of what is given back already, so that
    /// part is granted twice, once in the time of the reservation and once now.
    public mutating func refund(_ count: Int, at now: Instant) {
        let floor = scaled(now)
        guard arrival > floor else { return }
        arrival = arrival.minus(min(cost(count), arrival.minus(floor)))
    }

    /// How much would be admitted now, from 0 to the amount.
    public func remaining(at now: Instant) -> Int {
        Int(clamping: max(0, capacity - backlog(at: now)) / Int128(period))
    }

    /// How long until the cell is full again; zero when it is.
    public func resetsIn(at now: Instant) -> Duration {
        .nanoseconds(clamping: backlog(at: now).dividedRoundingUp(by: Int128(amount)))
    }

    /// Whether nothing is used: a full cell is as good as a new one.
    public func isFull(at now: Instant) -> Bool { arrival <= scaled(now) }

    /// The same use counted at another rate: what was used stays used, rounded up to whole units.
    public func adopting(_ rate: Rate, at now: Instant) -> RateLimiter {
        var fresh = RateLimiter(rate)
        fresh.charge(used(at: now), at: now)
        return fresh
    }

    /// A cell for another rate that is used to the same share, up to the whole.
    func adoptingShare(_ rate: Rate, at now: Instant) -> RateLimiter {
        var fresh = RateLimiter(rate)
        let share = Int128(min(used(at: now), Int(amount)))
        fresh.charge(Int(clamping: (share * Int128(fresh.amount)).dividedRoundingUp(by: Int128(amount))), at: now)
        return fresh
    }

    /// How much is used and not refilled, debts included, rounded up.
    func used(at now: Instant) -> Int { Int(clamping: backlog(at: now).dividedRoundingUp(by: Int128(period))) }

    /// The whole amount's cost, which is also the length of the period.
    private var capacity: Int128 { Int128(period) * Int128(amount) }

    private func cost(_ count: Int) -> Int128 { Int128(max(0, count)) * Int128(period) }

    private func scaled(_ now: Instant) -> Int128 { Int128(now.nanoseconds) * Int128(amount) }

    /// The time that the stream is ahead of its rate; at least 0.
    private func backlog(at now: Instant) -> Int128 {
        let here = scaled(now)
        return arrival > here ? arrival.minus(here) : 0
    }
}
