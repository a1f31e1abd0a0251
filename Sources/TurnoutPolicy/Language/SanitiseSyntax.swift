import TurnoutYAML

/// `sanitise[]`.
package struct SanitiseSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var id: Located<String>?
    package var redact: [Located<String>]?
    package var mask: [Located<String>]?
    package var hash: [Located<String>]?
    package var refuse: [Located<String>]?
    package var from: ConditionSyntax?
    package var when: ConditionSyntax?

    package init() {}

    package static let table = RecordTable<Self>(
        "sanitise[]",
        "What a model must not say: the detectors read its answer, and what they find is replaced or ends the answer.",
        [
            RecordField("id", \.id, .located(.identifier), "The rule's name in records."),
            RecordField("redact", \.redact, .labels, "The labels of what is replaced by its type: `<API_KEY>`."),
            RecordField("mask", \.mask, .labels, "The labels of what is replaced but for its last characters."),
            RecordField("hash", \.hash, .labels, "The labels of what is replaced by its type and a keyed hash."),
            RecordField(
                "refuse", \.refuse, .labels,
                "The labels of what ends the answer with the error `CONTENT_POLICY` before it is shown."),
            RecordField(
                "from", \.from, .targetCondition, default: "all targets", "The targets whose answers are read."),
            RecordField("when", \.when, .condition, "The requests whose answers are read; all, if left out."),
        ],
        exactlyOne: ["redact", "mask", "hash", "refuse"]
    )
}
