import TurnoutCore

/// Tells a line that is long for a moment from one that stands, and how fast to shed what stands.
///
/// CoDel (RFC 8289, sections 4 and 5): a line stands when its oldest has waited for longer than a target all through an
/// interval. Then one is shed, and another after `interval / √n`, so that the pace grows until the wait is below the
/// target. The wait is that of the oldest who is still there and not of the last who was served, since a line served
/// from its newer end would look short by that measure. What stands is known from when the oldest came, so nobody has
/// to look while it does.
struct ControlledDelay: Hashable, Sendable {
    private let target: Duration
    private let interval: Int64
    /// When the line stands, unless it gets shorter before.
    private var standing: Instant?
    private var nextShed: Instant?
    private var count: UInt64 = 0
    private var countAtStart: UInt64 = 0
    private var lastShed: Instant?

    init(target: Duration, interval: Duration) {
        self.target = max(.nanoseconds(1), target)
        self.interval = max(1, interval.nanosecondsSaturating)
    }

    /// Takes a look at the oldest; `nil` when nobody waits behind anybody.
    mutating func look(oldest: Instant?, at now: Instant) {
        guard let oldest, oldest.advanced(by: target) <= now else {
            standing = nil
            nextShed = nil
            return
        }
        if standing == nil { standing = stands(oldest) }
    }

    /// Whether the line stands.
    func isStanding(at now: Instant) -> Bool { standing.map { $0 <= now } ?? false }

    /// Whether to shed one now; it has to be looked at anew after that.
    mutating func sheds(at now: Instant) -> Bool {
        guard isStanding(at: now) else { return false }
        guard let due = nextShed else {
            // Soon after the last time the pace is taken up where it was.
            let recent = lastShed.map { $0.duration(to: now) < .nanoseconds(interval.times(16)) } ?? false
            let pace = count &- countAtStart
            count = recent && pace > 1 ? pace : 1
            countAtStart = count
            nextShed = now.advanced(by: pause)
            lastShed = now
            return true
        }
        guard due <= now else { return false }
        count &+= 1
        nextShed = due.advanced(by: pause)
        lastShed = now
        return true
    }

    /// When there may next be something to shed, with that oldest.
    func nextLook(oldest: Instant?) -> Instant? {
        guard let oldest else { return nil }
        return nextShed ?? standing ?? stands(oldest)
    }

    private func stands(_ oldest: Instant) -> Instant {
        oldest.advanced(by: target).advanced(by: .nanoseconds(interval))
    }

    /// The interval divided by the root of the count, to a thousandth; at least a nanosecond.
    private var pause: Duration {
        let root = Self.root(min(count, 1 << 40) << 20)
        return .nanoseconds(clamping: max(1, Int128(interval) * 1024 / Int128(root)))
    }

    /// The whole square root, by Newton's method from above.
    static func root(_ number: UInt64) -> UInt64 {
        guard number > 1 else { return number }
        var guess: UInt64 = 1 << UInt64((65 - number.leadingZeroBitCount) / 2)
        while true {
            let better = (guess + number / guess) / 2
            guard better < guess else { return guess }
            guess = better
        }
    }
}
