import TurnoutCore

/// What a breaker counted in its window.
public struct BreakerCounts: Hashable, Sendable {
    /// Calls that ended in success or failure.
    public var calls = 0
    /// The failed ones.
    public var failures = 0
    /// The successful ones that were slow.
    public var slow = 0

    /// Whether `part` is at least `percent` of the calls.
    func share(_ part: Int, reaches percent: Int) -> Bool { part &* 100 >= calls &* percent }
}

/// A ring of counts, each for a tenth of the window, so that old calls are forgotten a bucket at a time.
///
/// The window therefore reaches back between nine and ten tenths of its length. Recording allocates nothing.
struct BreakerWindow: Sendable {
    private struct Bucket: Sendable {
        /// Which stretch of time the counts belong to, from the clock's origin.
        var number = Int64.min
        var counts = BreakerCounts()
    }

    private var buckets = [Bucket](repeating: Bucket(), count: BreakerRules.bucketCount)
    /// The newest stretch that was counted in: a call that ends a moment out of order counts there too.
    private var newest = Int64.min

    /// Counts one call.
    mutating func record(failed: Bool, slow: Bool, at now: Instant, width: Int64) {
        let number = max(newest, Self.number(of: now, width: width))
        newest = number
        let slot = Self.slot(of: number)
        if buckets[slot].number != number { buckets[slot] = Bucket(number: number) }
        buckets[slot].counts.calls &+= 1
        if failed { buckets[slot].counts.failures &+= 1 }
        if slow { buckets[slot].counts.slow &+= 1 }
    }

    /// The counts of the last ten stretches, the one that `now` is in included.
    func counts(at now: Instant, width: Int64) -> BreakerCounts {
        let last = max(newest, Self.number(of: now, width: width))
        let first = last &- Int64(BreakerRules.bucketCount) &+ 1
        var total = BreakerCounts()
        for bucket in buckets where bucket.number >= first && bucket.number <= last {
            total.calls &+= bucket.counts.calls
            total.failures &+= bucket.counts.failures
            total.slow &+= bucket.counts.slow
        }
        return total
    }

    /// Forgets everything.
    mutating func clear() {
        for slot in buckets.indices { buckets[slot] = Bucket() }
        newest = .min
    }

    private static func number(of instant: Instant, width: Int64) -> Int64 {
        let quotient = instant.nanoseconds / width
        return instant.nanoseconds % width < 0 ? quotient - 1 : quotient
    }

    private static func slot(of number: Int64) -> Int {
        let remainder = Int(number % Int64(BreakerRules.bucketCount))
        return remainder < 0 ? remainder + BreakerRules.bucketCount : remainder
    }
}
