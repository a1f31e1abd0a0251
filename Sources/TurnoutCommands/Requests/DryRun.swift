import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutLedger
import TurnoutPolicy

/// Decides requests without sending them: classified and decided by the same code as live ones.
struct DryRun {
    let policy: Policy
    /// The attributes that a request of this policy may carry.
    let names: [String]
    private let classifier: Classifier
    private let standings: LedgerStandings?

    /// Prepares a policy.
    ///
    /// - Parameter standings: how the pots of budgets stand in a ledger; without it, nothing is spent.
    init(policy: Policy, standings: LedgerStandings? = nil) {
        self.policy = policy
        self.standings = standings
        names = FactsReader(policy: policy).names
        classifier = Classifier(policy: policy)
    }

    /// Decides a request.
    ///
    /// - Parameters:
    ///   - request: the content; `nil` decides by the attributes alone.
    ///   - attributes: what the caller says; what is set here replaces what was found in the content.
    /// - Throws: a ``UsageError`` that names the attribute's source.
    func explain(
        _ request: ModelRequest?, attributes: [NamedAttribute], isStreamed: Bool, state: AssumedState
    ) async throws(UsageError) -> Explanation {
        let needs = Capabilities(isStreamed ? [.chat, .stream] : [.chat])
        var reader = FactsReader(
            policy: policy, facts: Facts(context: request?.context ?? RequestContext(), needs: needs))
        for attribute in attributes { try set(attribute, in: &reader) }
        var classified: ClassifiedRequest?
        if var request {
            // What the caller says comes before the content is read, since what is replaced in it may depend on that.
            request.context = reader.facts.context
            let found = classifier.classify(request, for: policy, isStreamed: isStreamed)
            reader = FactsReader(policy: policy, facts: found.facts)
            for attribute in attributes where FactsReader.measured.contains(attribute.name) {
                try set(attribute, in: &reader)
            }
            classified = found
        }
        let state = state.routing(over: try await standings(for: reader.facts, at: state.now))
        let decision = policy.decide(reader.facts, state)
        if let classified, classified.facts == reader.facts,
            let left = classifier.trimmed(classified, for: decision)
        {
            return Explanation(
                policy.decide(left.facts, state), facts: left.facts, state: state, classified: left)
        }
        return Explanation(decision, facts: reader.facts, state: state, classified: classified)
    }

    private func standings(for facts: Facts, at now: Timestamp) async throws(UsageError) -> [BudgetStanding] {
        do throws(LedgerFailure) { return try await standings?.standings(for: facts, at: now) ?? [] } catch {
            throw UsageError("--ledger", error.description)
        }
    }

    private func set(_ attribute: NamedAttribute, in reader: inout FactsReader) throws(UsageError) {
        do throws(FactError) { try reader.set(attribute.name, to: attribute.values) } catch {
            throw UsageError(attribute.source, ValueProblem(error))
        }
    }
}
