public import TurnoutCore
public import TurnoutEngine
import TurnoutPolicy

/// What is left of every limit at one moment.
public struct QuotaStatus: Sendable {
    /// The limits of the router as a whole.
    public var router: [QuotaLine]
    /// The limits of the user that was asked for, or of all requests without a user.
    public var user: [QuotaLine]
    /// The limits of each provider that has some, by its name in the policy.
    public var providers: [String: [QuotaLine]]
    /// The limits of each target that has some of its own.
    public var targets: [TargetName: [QuotaLine]]
    /// How many requests wait for a limit.
    public var waiting: Int

    /// Whether a request of one token could be sent at once as far as the router and the user go.
    public var isOpen: Bool { (router + user).allSatisfy { $0.remaining > 0 } }
}

extension Router {
    /// What is left of the limits, and when they are whole again; nothing is taken.
    ///
    /// - Parameter user: whose limits; `nil` for those that all requests without a user share.
    public func checkQuota(user: String? = nil) -> QuotaStatus {
        let now = options.clock.now()
        let inForce = current
        let lines = lobby.quota(of: user, at: now)
        var status = QuotaStatus(
            router: lines.whole, user: lines.user, providers: [:], targets: [:], waiting: lines.waiting)
        for (number, target) in inForce.policy.targets.enumerated() {
            if let cell = inForce.providers[number], status.providers[target.name.provider] == nil {
                status.providers[target.name.provider] = cell.quota(at: now)
            }
            guard inForce.policy.targetLimits[number] != nil else { continue }
            status.targets[target.name] = inForce.cells[number].snapshot(at: now).quota
        }
        return status
    }
}
