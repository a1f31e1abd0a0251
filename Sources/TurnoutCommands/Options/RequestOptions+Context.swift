import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

extension RequestOptions {
    /// What is measured in a request that is sent, and so cannot be said of it.
    private static let measured = ["tokens", "output_tokens", "complexity", "needs"]

    /// What the flags say about a request that is sent.
    ///
    /// - Throws: a ``UsageError`` that names the flag.
    func context(for policy: Policy) throws(UsageError) -> RequestContext {
        var reader = FactsReader(policy: policy)
        for attribute in try attributes() {
            guard !Self.measured.contains(attribute.name) else {
                throw UsageError(
                    attribute.source, "`\(attribute.name)` is measured in the request that is sent",
                    help: "`turnout route` decides by assumed values")
            }
            do throws(FactError) { try reader.set(attribute.name, to: attribute.values) } catch {
                throw UsageError(attribute.source, ValueProblem(error))
            }
        }
        return reader.facts.context
    }
}
