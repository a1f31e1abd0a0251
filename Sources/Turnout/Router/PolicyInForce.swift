import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutPrivacy

/// A policy with all that belongs to it while it is used. A request holds on to the one that it began under.
final class PolicyInForce: Sendable {
    let policy: Policy
    let classifier: Classifier
    /// The targets' conditions, by the policy's numbers.
    let cells: [TargetCell]
    private let cellsByIdentity: [TargetCell.Identity: TargetCell]

    /// Puts a policy into force.
    ///
    /// - Parameter previous: the policy before; targets that both have keep their condition.
    init(_ policy: Policy, options: RouterOptions, after previous: PolicyInForce?) throws(PolicyNotUsable) {
        self.policy = policy
        do throws(WordListError) {
            classifier = try Classifier(policy: policy, detectors: options.detectors, estimator: options.estimator)
        } catch {
            throw PolicyNotUsable(error)
        }
        var cells: [TargetCell] = []
        var cellsByIdentity: [TargetCell.Identity: TargetCell] = [:]
        for (number, target) in policy.targets.enumerated() {
            let identity = TargetCell.Identity(target)
            let settings = policy.breakers[number]
            let kept = previous?.cellsByIdentity[identity]
            let cell = kept ?? TargetCell(target.name, settings: settings, seed: options.random())
            kept?.adopt(settings)
            cells.append(cell)
            cellsByIdentity[identity] = cell
        }
        self.cells = cells
        self.cellsByIdentity = cellsByIdentity
    }
}

/// Why a policy that compiles cannot be put into force.
public struct PolicyNotUsable: Error, Hashable, Sendable, CustomStringConvertible {
    /// A sentence for people.
    public var description: String

    init(_ error: WordListError) {
        switch error {
        case .empty: description = "a label of the policy has a list of words without any word in it"
        case .tooLarge(let limit):
            description = "a label of the policy has words of more than \(limit) bytes together"
        }
    }
}
