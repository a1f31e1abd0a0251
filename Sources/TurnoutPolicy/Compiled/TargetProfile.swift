package import TurnoutCore

/// What a decision needs of a target, without anything to retain.
package struct TargetProfile: Sendable {
    package let capabilities: Capabilities
    /// The longest conversation in tokens; `Int.max` when nobody said.
    package let context: Int
    /// The longest answer in tokens; `Int.max` when nobody said.
    package let maxOutput: Int
    package let isExternal: Bool
    /// What a request may hold that is sent to the target as it is or left out by the policy's leave.
    package let features: RequestFeatures

    init(_ target: Target) {
        capabilities = target.capabilities
        context = target.context ?? .max
        maxOutput = target.maxOutput ?? .max
        isExternal = target.locality == .external
        let spoken = target.kind.features
        features = target.unsupported == .reject ? spoken : spoken.union(.droppable)
    }
}
