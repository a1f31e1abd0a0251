import TurnoutYAML

/// `providers.*.models.*.price`.
package struct PriceSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var input: Located<Amount>?
    package var output: Located<Amount>?
    package var cachedInput: Located<Amount>?
    package var cacheWrite: Located<Amount>?
    package var reasoning: Located<Amount>?
    package var image: Located<Amount>?
    package var request: Located<Amount>?
    package var batchDiscount: Int?

    package init() {}

    package static let table = RecordTable<Self>(
        "providers.*.models.*.price",
        "What calls to a model cost: tokens by the million, pictures and calls by the piece.",
        [
            .required("input", \.input, .tokenAmount, "Tokens of the prompt."),
            .required("output", \.output, .tokenAmount, "Tokens of the answer."),
            RecordField(
                "cached_input",
                \.cachedInput,
                .tokenAmount,
                default: "as input",
                "Tokens of the prompt that the provider had cached."
            ),
            RecordField(
                "cache_write",
                \.cacheWrite,
                .tokenAmount,
                default: "as input",
                "Tokens of the prompt that the provider writes to its cache."
            ),
            RecordField("reasoning", \.reasoning, .tokenAmount, default: "as output", "Tokens of thinking."),
            RecordField(
                "image",
                \.image,
                .amount,
                "A picture in the prompt, with services that charge pictures by the piece. Where they are charged as tokens, nobody "
                    + "can say beforehand what one costs, and a hard budget keeps requests with pictures away."
            ),
            RecordField("request", \.request, .amount, default: "no fee", "A call, beside its tokens."),
            RecordField(
                "batch_discount", \.batchDiscount, .percentOrNone, default: "0%", "What is taken off in batch calls."),
        ]
    )
}
