public import TurnoutPolicy

/// The settings of one target's machine, as a policy has them.
public struct TargetSettings: Hashable, Sendable {
    public var breaker: BreakerSettings
    public var retries: RetrySettings
    public var limits: LimitSettings

    /// Creates settings; the defaults are those of the documentation, without limits.
    public init(
        breaker: BreakerSettings = BreakerSettings(), retries: RetrySettings = RetrySettings(),
        limits: LimitSettings = LimitSettings()
    ) {
        self.breaker = breaker
        self.retries = retries
        self.limits = limits
    }

    /// The settings that a policy gives one of its targets.
    public init(of target: Int, in policy: Policy) {
        self.init(
            breaker: policy.breakers[target], retries: policy.retries[target],
            limits: policy.targetLimits[target] ?? LimitSettings())
    }
}
