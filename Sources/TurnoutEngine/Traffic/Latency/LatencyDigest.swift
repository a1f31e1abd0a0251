public import TurnoutCore

/// The quantiles of a target's times to the first token over the recent past, in constant memory.
///
/// A histogram with eight equal buckets to each power of two of microseconds, as in Gil Tene's HdrHistogram: a bucket
/// is at most an eighth as wide as its lower end, and its middle, which is what is told, is within 6.25 percent of
/// every time in it. From 256 microseconds to 18 minutes; what is outside counts in the first or last bucket. All
/// weights halve with each half-life, which is exponential decay in steps: after five of them a time has all but gone.
public struct LatencyDigest: Sendable {
    private static let bucketsPerOctave = 8
    /// The lowest and the first too high power of two, in microseconds.
    private static let (lowest, end) = (8, 30)
    private static let bucketCount = (end - lowest) * bucketsPerOctave
    /// The weight of a new time; it is halved eight times before it is gone.
    private static let fresh: UInt32 = 256

    private var weights = [UInt32](repeating: 0, count: LatencyDigest.bucketCount)
    private var total: UInt64 = 0
    private var halved: Instant?
    private let halfLife: Int64
    private let minimum: Int

    /// Creates an empty digest.
    ///
    /// - Parameters:
    ///   - halfLife: the time after which what was measured counts for half; at least a millisecond.
    ///   - minimum: the fewest times, by weight, of which a quantile is told; at least 1.
    public init(halfLife: Duration = .seconds(300), minimum: Int = 20) {
        self.halfLife = max(1_000_000, halfLife.nanosecondsSaturating)
        self.minimum = max(1, minimum)
    }

    /// Counts a time to the first token; a negative one counts as none.
    public mutating func record(_ time: Duration, at now: Instant) {
        age(to: now)
        if total > UInt64(UInt32.max / 2) { halve(by: 1) }
        weights[Self.bucket(of: time)] += Self.fresh
        total += UInt64(Self.fresh)
    }

    /// How many times are remembered, older ones in part.
    public func count(at now: Instant) -> Int { Int((total >> UInt64(halvings(until: now))) / UInt64(Self.fresh)) }

    /// The time that `percent` of the remembered ones do not exceed, within 6.25 percent.
    ///
    /// - Parameter percent: from 1 to 100; what is outside is taken as the nearest.
    /// - Returns: `nil` as long as too few are remembered.
    public func quantile(percent: Int, at now: Instant) -> Duration? {
        guard count(at: now) >= minimum else { return nil }
        let rank = max(1, (total * UInt64(min(max(1, percent), 100))).dividedRoundingUp(by: 100))
        var seen: UInt64 = 0
        for (bucket, weight) in weights.enumerated() {
            seen += UInt64(weight)
            if seen >= rank { return Self.middle(of: bucket) }
        }
        return nil
    }

    /// How many half-lives have passed since the weights were last halved; at most 63.
    private func halvings(until now: Instant) -> Int {
        guard let halved, now > halved else { return 0 }
        return Int(min(63, now.nanoseconds.minus(halved.nanoseconds) / halfLife))
    }

    private mutating func age(to now: Instant) {
        guard let halved else {
            halved = now
            return
        }
        let steps = halvings(until: now)
        guard steps > 0 else { return }
        halve(by: steps)
        self.halved = steps == 63 ? now : halved.advanced(by: .nanoseconds(halfLife.times(Int64(steps))))
    }

    private mutating func halve(by steps: Int) {
        total = 0
        for bucket in weights.indices where weights[bucket] > 0 {
            weights[bucket] >>= UInt32(steps)
            total += UInt64(weights[bucket])
        }
    }

    private static func bucket(of time: Duration) -> Int {
        let microseconds = max(0, time.nanosecondsSaturating) / 1000
        guard microseconds >= 1 << lowest else { return 0 }
        let octave = 63 - microseconds.leadingZeroBitCount
        guard octave < end else { return bucketCount - 1 }
        // The three bits behind the leading one.
        let part = Int(microseconds >> (octave - 3)) & (bucketsPerOctave - 1)
        return (octave - lowest) * bucketsPerOctave + part
    }

    private static func middle(of bucket: Int) -> Duration {
        let (octave, part) = (bucket / bucketsPerOctave + lowest, bucket % bucketsPerOctave)
        let width = 1 << (octave - 3)
        return .microseconds((bucketsPerOctave + part) * width + width / 2)
    }
}
