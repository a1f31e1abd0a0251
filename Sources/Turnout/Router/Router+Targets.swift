public import TurnoutCore
public import TurnoutEngine
import TurnoutPolicy

extension Router {
    /// The condition of each target of the policy, in the policy's order.
    public func targets() -> [TargetStatus] {
        let now = options.clock.now()
        let inForce = current
        return inForce.policy.targets.indices.map { number in
            TargetStatus(
                name: inForce.policy.targets[number].name, condition: inForce.cells[number].snapshot(at: now),
                quarantinedFor: inForce.credentials[number].standing(at: now))
        }
    }

    /// Holds a target's breaker open or closed, or with `nil` lets it judge by itself again.
    ///
    /// - Returns: `false` when the policy has no such target.
    @discardableResult
    public func forceBreaker(_ override: BreakerOverride?, of target: TargetName) -> Bool {
        let inForce = current
        guard let number = inForce.policy.targetIndex(target) else { return false }
        if let transition = inForce.cells[number].force(override, at: options.clock.now()) {
            options.observer?.observe(.breakerChanged(target, transition))
        }
        lobby.stir(at: options.clock.now())
        return true
    }
}
