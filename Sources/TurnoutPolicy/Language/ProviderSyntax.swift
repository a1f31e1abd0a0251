package import TurnoutCore
import TurnoutYAML

/// `providers.*`: a service and its models.
package struct ProviderSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var kind: Located<ProviderKind>?
    package var endpoint: Located<String>?
    package var credentials: CredentialsSyntax?
    package var locality: Located<Locality>?
    package var organization: String?
    package var resource: Located<String>?
    package var apiVersion: Located<String>?
    package var data: DataSyntax?
    package var headers: [NamedValue<Located<String>>]?
    package var models: [NamedValue<ModelSyntax>]?
    package var limits: LimitsSyntax?
    package var unsupported: UnsupportedAction?

    package init() {}

    package static let table = RecordTable<Self>(
        "providers.*",
        "A service that answers requests, and its models.",
        [
            .required("kind", \.kind, .located(.choice), "The service, and with it the wire format."),
            RecordField(
                "endpoint",
                \.endpoint,
                .located(.interpolated("an address", example: "http://127.0.0.1:11434")),
                "Where the service listens. `${NAME}` and `${NAME:-default}` are replaced from the environment."
            ),
            RecordField(
                "credentials",
                \.credentials,
                .credentials,
                "Where the credential is; never the credential itself."
            ),
            RecordField(
                "locality",
                \.locality,
                .located(.choice),
                default: "by the endpoint",
                "`local` for addresses on this machine or a private network, `external` for all others. Say `external` for a local "
                    + "proxy that forwards outside; saying `local` of a public name is your word against the address, and warned about."
            ),
            RecordField("organization", \.organization, .text, "The organisation that the service bills."),
            RecordField(
                "resource",
                \.resource,
                .located(.interpolated("a resource name", example: "acme-eu")),
                "Azure: the name of the resource, from which the endpoint follows."
            ),
            RecordField(
                "api_version",
                \.apiVersion,
                .located(.text),
                "Azure: the version of the interface, such as `2024-10-21`."
            ),
            RecordField("data", \.data, .record, "How the provider treats data. What is not said counts as the worst."),
            RecordField(
                "headers",
                \.headers,
                .headers,
                "Headers to send along. Credentials do not belong here."
            ),
            .required("models", \.models, .map(.model, key: "model"), "The models, by the name that routes use."),
            RecordField("limits", \.limits, .record, "What the provider may be asked for, over all its models."),
            RecordField(
                "unsupported",
                \.unsupported,
                .choice,
                default: "as `dispatch.unsupported`",
                "What happens to a setting of a request that the service's interface cannot express."
            ),
        ]
    )
}

/// `providers.*.data`.
package struct DataSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var regions: [Located<String>]?
    package var retention: Duration?
    package var trains: Bool?

    package init() {}

    package static let table = RecordTable<Self>(
        "providers.*.data",
        "How a provider treats the data that it is sent, as its contract says.",
        [
            RecordField(
                "regions",
                \.regions,
                .list(.located(.identifier)),
                default: "anywhere",
                "Where data is kept and processed."
            ),
            RecordField(
                "retention",
                \.retention,
                .duration,
                default: "for ever",
                "How long data is kept; `0d` for not at all."
            ),
            RecordField("trains", \.trains, .flag, default: "true", "Whether data may train models."),
        ]
    )
}

/// `providers.*.models.*`.
package struct ModelSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var id: Located<String>?
    package var context: Int?
    package var maxOutput: Int?
    package var imageTokens: Int?
    package var capabilities: [Located<Capability>]?
    package var price: PriceSyntax?
    package var locality: Located<Locality>?
    package var data: DataSyntax?
    package var limits: LimitsSyntax?

    package init() {}

    package static let table = RecordTable<Self>(
        "providers.*.models.*",
        "A model of a provider. `{}` is enough where the defaults fit.",
        [
            RecordField(
                "id",
                \.id,
                .located(.interpolated("a model's name", example: "claude-sonnet-4-5")),
                default: "the model's name here",
                "The model's name on the wire; Azure: the deployment."
            ),
            RecordField("context", \.context, .tokens, "The longest conversation in tokens, the answer included."),
            RecordField("max_output", \.maxOutput, .tokens, "The longest answer in tokens."),
            RecordField(
                "image_tokens", \.imageTokens, .tokens,
                "The most tokens that a picture in the prompt makes, for what a call may cost at most."),
            RecordField(
                "capabilities",
                \.capabilities,
                .list(.located(.choice)),
                default: "[chat, stream]",
                "What the model can do."
            ),
            RecordField("price", \.price, .record, default: "free if local, unknown if external", "What tokens cost."),
            RecordField(
                "locality",
                \.locality,
                .located(.choice),
                default: "the provider's",
                "`external` for a model that a local server has hosted elsewhere."
            ),
            RecordField(
                "data", \.data, .record, default: "the provider's",
                "How data is treated for this model; a key that is left out is the provider's."),
            RecordField("limits", \.limits, .record, "What this model may be asked for."),
        ]
    )
}

extension ValueType where Value == ModelSyntax {
    /// A model's settings; nothing at all is the same as `{}`.
    static var model: ValueType {
        ValueType(shape: .union([.record { ModelSyntax.table.description }, .nothing])) { node, reading in
            if node.scalar?.isPlainNull == true { return ModelSyntax(at: reading.place(node.span)) }
            return reading.record(node, ModelSyntax.table)
        }
    }
}

extension ModelSyntax {
    fileprivate init(at place: Place) {
        self.init()
        self.place = place
    }
}

/// `providers.*.limits`, and the same of a model.
package struct LimitsSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var requests: [Rate]?
    package var tokens: [Rate]?
    package var concurrency: Int?

    package init() {}

    package static let table = RecordTable<Self>(
        "providers.*.limits",
        "What a provider or one of its models may be asked for; every line holds.",
        [
            RecordField(
                "requests",
                \.requests,
                .list(.rate, orSingle: true),
                "Requests over a period, or several such limits."
            ),
            RecordField(
                "tokens",
                \.tokens,
                .list(.rate, orSingle: true),
                "Tokens over a period, or several such limits."
            ),
            RecordField("concurrency", \.concurrency, .integer(1...100_000), "Calls at the same time."),
        ]
    )
}
