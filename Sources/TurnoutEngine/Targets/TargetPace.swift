import TurnoutCore

/// What a target usually takes until the first token.
///
/// The figures are asked for with every call and change slowly: they are reckoned anew once in a while and not each time.
struct TargetPace: Sendable {
    private static let refresh = 16

    private var digest = LatencyDigest()
    private var sinceRefresh = 0
    /// The median; `nil` while too little is known.
    private(set) var median: Duration?
    /// The 95th percentile; `nil` while too little is known.
    private(set) var slow: Duration?

    mutating func record(_ time: Duration, at now: Instant) {
        digest.record(time, at: now)
        sinceRefresh += 1
        guard sinceRefresh >= Self.refresh || median == nil else { return }
        sinceRefresh = 0
        median = digest.quantile(percent: 50, at: now)
        slow = digest.quantile(percent: 95, at: now)
    }
}
