import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

/// Decides requests without sending them: classified and decided by the same code as live ones.
struct DryRun {
    let policy: Policy
    /// The attributes that a request of this policy may carry.
    let names: [String]
    private let classifier: Classifier

    /// Prepares a policy.
    ///
    /// - Throws: when the words of one of its labels cannot be searched for.
    init(policy: Policy) throws(UsageError) {
        self.policy = policy
        names = FactsReader(policy: policy).names
        do { classifier = try Classifier(policy: policy) } catch {
            throw UsageError("vocabulary", "the words of a label cannot be searched for: \(error)")
        }
    }

    /// Decides a request.
    ///
    /// - Parameters:
    ///   - request: the content; `nil` decides by the attributes alone.
    ///   - attributes: what the caller says; what is set here replaces what was found in the content.
    /// - Throws: a ``UsageError`` that names the attribute's source.
    func explain(
        _ request: ModelRequest?, attributes: [NamedAttribute], isStreamed: Bool, state: RoutingState
    ) throws(UsageError) -> Explanation {
        let classified = request.map { classifier.classify($0, for: policy, isStreamed: isStreamed) }
        let needs = Capabilities(isStreamed ? [.chat, .stream] : [.chat])
        var reader = FactsReader(policy: policy, facts: classified?.facts ?? Facts(needs: needs))
        for attribute in attributes {
            do throws(FactError) { try reader.set(attribute.name, to: attribute.values) } catch {
                throw UsageError(attribute.source, ValueProblem(error))
            }
        }
        let decision = policy.decide(reader.facts, state)
        return Explanation(decision, facts: reader.facts, state: state, classified: classified)
    }
}
