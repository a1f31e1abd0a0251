import TurnoutCore

/// The page on what each service's interface can express, made from the tables that decide by it.
package enum ProviderReference {
    /// The page in Markdown.
    package static var page: String {
        """
        # What each provider can do

        Made from the code (`ProviderKind.capabilities` and `.features`); do not edit. A model may do less than its
        service's interface allows: its `capabilities` in the policy, or the model catalogue, say what it does.

        ## Capabilities

        A request that needs one that a target does not have is not sent there (`missing_capability`).

        \(table(Capability.allCases.map { capability in
            ("`\(capability.rawValue)`", ProviderKind.allCases.map { $0.capabilities.contains(Capabilities(capability)) })
        }))

        ## What a request can say

        Those marked * are hints about how to write. The policy's `unsupported` says what becomes of them where a service
        cannot take them: `reject` (the target is not used, `unsupported_option`), `warn` or `drop` (they are left out, and
        the record says so). The rest is part of the question, and the target is never used.

        \(table(RequestFeature.allCases.map { feature in
            let mark = RequestFeatures.droppable.contains(RequestFeatures(feature)) ? " *" : ""
            return (
                "`\(feature.rawValue)`" + mark, ProviderKind.allCases.map { $0.features.contains(RequestFeatures(feature)) }
            )
        }))

        `openai_compatible` stands for any server with OpenAI's interface (llama.cpp, vLLM, LM Studio): what the server at
        hand leaves out, it refuses itself. `custom` is a provider written in Swift.

        """
    }

    private static func table(_ rows: [(name: String, isThere: [Bool])]) -> String {
        let kinds = ProviderKind.allCases.map(\.rawValue)
        let head = "| |" + kinds.map { " \($0) |" }.joined()
        let rule = "|---|" + kinds.map { _ in ":-:|" }.joined()
        let lines = rows.map { row in "| \(row.name) |" + row.isThere.map { $0 ? " yes |" : " – |" }.joined() }
        return ([head, rule] + lines).joined(separator: "\n")
    }
}
