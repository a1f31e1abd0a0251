import TurnoutCore
public import TurnoutPolicy

/// How long to wait before a call is made again.
///
/// The jitters are those of Marc Brooker, https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/.
public enum Backoff {
    /// The least first wait after an overload, unless the policy set a longer base than the documented one.
    public static let overloadBase = Duration.seconds(1)

    /// The wait before a retry.
    ///
    /// - Parameters:
    ///   - retry: which one, 1 for the first; what is below counts as the first.
    ///   - isOverload: whether the target said that it has too much to do. It is given a second at first then, unless
    ///     the policy's own base is longer than the documented one.
    /// - Returns: from zero to the settings' longest wait.
    public static func delay(
        retry: Int,
        settings: RetrySettings,
        isOverload: Bool,
        using generator: inout some RandomNumberGenerator
    ) -> Duration {
        let base = isOverload && settings.base <= RetrySettings().base ? overloadBase : settings.base
        let whole = grown(base.nanosecondsSaturating, retry: retry, strategy: settings.strategy)
        let capped = max(0, min(whole, settings.maximum.nanosecondsSaturating))
        switch settings.jitter {
        case .none: return .nanoseconds(capped)
        case .equal: return .nanoseconds(capped - capped / 2 + Int64.random(in: 0...(capped / 2), using: &generator))
        case .full: return .nanoseconds(Int64.random(in: 0...capped, using: &generator))
        }
    }

    /// The wait after a target said itself how long it needs: that long, plus up to a tenth so that those who were told
    /// the same do not return at the same moment.
    public static func afterRetryAfter(_ wait: Duration, using generator: inout some RandomNumberGenerator) -> Duration
    {
        let floor = max(0, wait.nanosecondsSaturating)
        return .nanoseconds(floor.plus(Int64.random(in: 0...(floor / 10), using: &generator)))
    }

    private static func grown(_ base: Int64, retry: Int, strategy: RetrySettings.Strategy) -> Int64 {
        let before = Int64(clamping: max(1, retry) - 1)
        switch strategy {
        case .constant: return base
        case .linear: return base.times(before.plus(1))
        case .exponential: return before >= 62 ? (base > 0 ? .max : base) : base.times(1 << before)
        }
    }
}
