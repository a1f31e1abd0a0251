import TurnoutCore

/// How fast a line moves, measured while somebody waits in it: the work that was served over the time that it took.
///
/// Both halve whenever the time is over the memory, so that what is older counts for less and less.
struct ServiceRate: Hashable, Sendable {
    static let memory: Int64 = 10_000_000_000

    /// In 1024ths.
    private var work: Int64 = 0
    private var time: Int64 = 0
    /// Up to when the time of the present wait is counted; `nil` while nobody waits.
    private var counted: Instant?

    /// Somebody waits, or nobody does any more.
    mutating func note(isEmpty: Bool, at now: Instant) {
        advance(to: now)
        counted = isEmpty ? nil : (counted.map { max($0, now) } ?? now)
    }

    /// One was served.
    mutating func served(_ cost: Int, at now: Instant) {
        advance(to: now)
        work = work.plus(Int64(cost).times(1024))
    }

    /// How long so much work will take; `nil` while nothing was measured.
    func time(for cost: Int, at now: Instant) -> Duration? {
        var copy = self
        copy.advance(to: now)
        guard cost > 0 else { return .zero }
        guard copy.work > 0 else { return nil }
        return .nanoseconds(clamping: Int128(cost) * 1024 * Int128(copy.time) / Int128(copy.work))
    }

    private mutating func advance(to now: Instant) {
        guard let last = counted, now > last else { return }
        time = time.plus(now.nanoseconds.minus(last.nanoseconds))
        counted = now
        while time > Self.memory {
            time /= 2
            work /= 2
        }
    }
}
