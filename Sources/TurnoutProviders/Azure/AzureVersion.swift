import TurnoutCore
import TurnoutPolicy

/// The version of Azure's interface, which decides about addresses and about some members of a body
/// (https://learn.microsoft.com/azure/ai-services/openai/api-version-lifecycle).
enum AzureVersion: Hashable {
    /// The interface without dates; a preview of it is asked for by a word in the query.
    case current(isPreview: Bool)
    /// A version by its date, such as `2024-10-21` or `2025-04-01-preview`.
    case dated(String)

    /// The first dated version that takes `max_completion_tokens` and `stream_options`.
    private static let modern = "2024-09-01"

    /// Reads a policy's version; none means the interface without dates.
    init(_ text: String?) {
        switch text {
        case nil, ""?, "v1"?, "latest"?: self = .current(isPreview: false)
        case "preview"?: self = .current(isPreview: true)
        case .some(let date): self = .dated(date)
        }
    }

    /// The path of a call below the resource's address.
    ///
    /// - Parameters:
    ///   - path: the path in OpenAI's interface.
    ///   - deployment: the deployment that is called; `nil` for calls to the resource itself.
    func path(_ path: String, deployment: String?) -> String {
        switch self {
        case .current(let isPreview): return "/openai/v1\(path)" + (isPreview ? "?api-version=preview" : "")
        case .dated(let date):
            let place = deployment.map { "/deployments/\(URLText.encoded($0))" } ?? ""
            return "/openai\(place)\(path)?api-version=\(URLText.encoded(date))"
        }
    }

    private var isModern: Bool {
        switch self {
        case .current: true
        case .dated(let date): date.prefix(10) >= Self.modern
        }
    }

    /// In what the version differs from OpenAI's interface.
    var dialect: OpenAIDialect {
        OpenAIDialect(
            kind: .azure,
            maxTokensKey: isModern ? "max_completion_tokens" : "max_tokens",
            takesSchema: true,
            errors: .azure
        )
    }

    /// The body without what the version does not know: the counts of a stream cannot be asked for in old ones.
    func fitting(_ body: JSONValue) -> JSONValue {
        guard !isModern, case .object(let members) = body else { return body }
        return .object(members.filter { $0.key != "stream_options" })
    }
}
