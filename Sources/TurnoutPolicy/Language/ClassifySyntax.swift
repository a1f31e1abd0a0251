import TurnoutYAML

/// `classify`: how task and sensitivity of a request are found.
package struct ClassifySyntax: RecordSyntax {
    package var place = Place.nowhere
    package var task: [TaskRuleSyntax]?
    package var sensitivity: [SensitivityRuleSyntax]?
    package var onDetectorError: Located<String>?
    package var thresholds: [NamedValue<Int>]?
    package var recogniser: RecogniserSyntax?
    package var complexity: ComplexitySyntax?

    package init() {}

    package static let table = RecordTable<Self>(
        "classify",
        "How a request's task and sensitivity are found.",
        [
            RecordField(
                "task",
                \.task,
                .list(.record),
                default: "the caller's own, then `complex` from the complexity threshold on",
                "The first rule that matches sets the task; without a match the caller's own holds, else `simple`."
            ),
            RecordField(
                "sensitivity",
                \.sensitivity,
                .list(.record),
                "Every rule that matches raises the sensitivity; none lowers it. The built-in rules hold beside these."
            ),
            RecordField(
                "on_detector_error",
                \.onDetectorError,
                .located(.identifier),
                default: "the highest level",
                "The sensitivity when a detector fails."
            ),
            RecordField(
                "thresholds",
                \.thresholds,
                .map(.percent, key: "label"),
                default: "each finding counts",
                "How sure a detector must be for a finding to count, for each label and all below it."
            ),
            RecordField(
                "recogniser",
                \.recogniser,
                .record,
                default: "none",
                "A local model that looks for names and addresses of persons before the request is decided."
            ),
            RecordField(
                "complexity",
                \.complexity,
                .record,
                "How the complexity of a request is estimated, from 0 to 100."
            ),
        ]
    )
}

/// `classify.task[]`.
package struct TaskRuleSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var id: Located<String>?
    package var when: ConditionSyntax?
    package var set: Located<String>?
    package var from: Located<TaskSource>?

    package init() {}

    package static let table = RecordTable<Self>(
        "classify.task[]",
        "A rule that sets the task.",
        [
            RecordField("id", \.id, .located(.identifier), "The rule's name in explanations."),
            RecordField(
                "when",
                \.when,
                .condition,
                "When the rule matches; always, if left out. `task` is here the caller's own."
            ),
            RecordField("set", \.set, .located(.identifier), "The task that the rule sets."),
            RecordField(
                "from",
                \.from,
                .located(.choice),
                "`request`: takes the caller's own task, and matches only when there is one."
            ),
        ],
        exactlyOne: ["set", "from"]
    )
}

/// Where a task rule takes the task from.
package enum TaskSource: String, Sendable, CaseIterable { case request }

/// `classify.sensitivity[]`.
package struct SensitivityRuleSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var id: Located<String>?
    package var when: ConditionSyntax?
    package var atLeast: Located<String>?

    package init() {}

    package static let table = RecordTable<Self>(
        "classify.sensitivity[]",
        "A rule that raises the sensitivity.",
        [
            RecordField("id", \.id, .located(.identifier), "The rule's name in explanations."),
            RecordField("when", \.when, .condition, "When the rule matches; always, if left out."),
            .required("at_least", \.atLeast, .located(.identifier), "The level that the request has at least."),
        ]
    )
}

/// `classify.complexity`.
package struct ComplexitySyntax: RecordSyntax {
    package var place = Place.nowhere
    package var threshold: Int?
    package var weights: ComplexityWeightsSyntax?

    package init() {}

    package static let table = RecordTable<Self>(
        "classify.complexity",
        "The estimate of a request's complexity, made here and sent nowhere.",
        [
            RecordField(
                "threshold",
                \.threshold,
                .integer(1...100),
                default: "40",
                "The estimate from which on the built-in rule says `complex`."
            ),
            RecordField("weights", \.weights, .record, "What each input may add to the estimate at most."),
        ]
    )
}

/// `classify.complexity.weights`.
package struct ComplexityWeightsSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var length: Int?
    package var structure: Int?
    package var code: Int?
    package var steps: Int?
    package var tools: Int?

    package init() {}

    package static let table = RecordTable<Self>(
        "classify.complexity.weights",
        "What each input may add at most; the estimate is their sum, at most 100.",
        [
            RecordField("length", \.length, .integer(0...100), default: "35", "How long the text is."),
            RecordField(
                "structure",
                \.structure,
                .integer(0...100),
                default: "15",
                "Lists, headings, questions, turns."
            ),
            RecordField("code", \.code, .integer(0...100), default: "20", "Code in the text."),
            RecordField(
                "steps",
                \.steps,
                .integer(0...100),
                default: "40",
                "Steps and reasoning that the text asks for."
            ),
            RecordField("tools", \.tools, .integer(0...100), default: "15", "Tools that the request brings along."),
        ]
    )
}
