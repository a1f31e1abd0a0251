import TurnoutYAML

/// `classify.recogniser`.
package struct RecogniserSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var target: Located<String>?
    package var when: ConditionSyntax?
    package var timeout: Duration?
    package var longest: Int?

    package init() {}

    package static let table = RecordTable<Self>(
        "classify.recogniser",
        "A local model that looks for names and addresses of persons, which have no form that a detector could know.",
        [
            .required(
                "target", \.target, .located(.identifier), "The model, `provider/model`. It has to be a local target."),
            RecordField("when", \.when, .condition, "The requests that it reads; all, if left out."),
            RecordField(
                "timeout", \.timeout, .duration, default: "10s",
                "How long it may take for one request; behind that it counts as a detector that failed."),
            RecordField(
                "longest", \.longest, .integer(1_000...1_000_000), default: "32000",
                "The longest content that it reads, in bytes; longer content counts as not read."),
        ]
    )
}
