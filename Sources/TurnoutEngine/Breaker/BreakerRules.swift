import TurnoutCore
import TurnoutPolicy

/// A breaker's settings as whole nanoseconds and counts, each held in the range in which the machine is sound.
///
/// A policy's check refuses settings out of range; this keeps the machine safe from those made in Swift.
struct BreakerRules: Hashable, Sendable {
    /// How many buckets the window is cut into.
    static let bucketCount = 10

    let bucketWidth: Int64
    let minimumCalls: Int
    let failureRate: Int
    let slowRate: Int
    let slowCall: Duration
    let consecutiveFailures: Int
    let open: Int64
    let maximumOpen: Int64
    let probes: Int
    let successes: Int
    let probeLease: Duration

    /// The whole window, in nanoseconds.
    var window: Int64 { bucketWidth.multipliedReportingOverflow(by: Int64(Self.bucketCount)).partialValue }

    init(_ settings: BreakerSettings) {
        bucketWidth = max(1, settings.window.nanosecondsSaturating / Int64(Self.bucketCount))
        minimumCalls = max(1, settings.minimumCalls)
        failureRate = min(max(1, settings.failureRate), 100)
        slowRate = min(max(1, settings.slowRate), 100)
        slowCall = settings.slowCall
        consecutiveFailures = max(1, settings.consecutiveFailures)
        open = max(1, settings.open.nanosecondsSaturating)
        maximumOpen = max(1, settings.maximumOpen.nanosecondsSaturating)
        probes = max(1, settings.probes)
        successes = min(max(1, settings.successes), probes)
        probeLease = settings.probeLease
    }

    /// How long to open for: half of `open · 2^escalation`, capped, plus a random part of the other half.
    ///
    /// "Equal jitter" of Marc Brooker, https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/: it
    /// spreads the probes of many routers and still guarantees the target half of the pause.
    func openDuration(escalation: Int, using generator: inout some RandomNumberGenerator) -> Duration {
        let (grown, overflow) = open.multipliedReportingOverflow(by: 1 << Int64(min(max(0, escalation), 62)))
        let whole = overflow ? maximumOpen : min(grown, maximumOpen)
        let half = whole / 2
        return .nanoseconds(whole - half + Int64.random(in: 0...half, using: &generator))
    }
}
