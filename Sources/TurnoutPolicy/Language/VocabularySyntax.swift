import TurnoutYAML

/// `vocabulary`: the words that requests and rules share.
package struct VocabularySyntax: RecordSyntax {
    package var place = Place.nowhere
    package var tasks: [Located<String>]?
    package var sensitivity: [Located<String>]?
    package var attributes: [NamedValue<AttributeTypeSyntax>]?
    package var labels: [NamedValue<LabelSyntax>]?

    package init() {}

    package static let table = RecordTable<Self>(
        "vocabulary",
        "The words that requests and rules share, beside the built-in ones.",
        [
            RecordField(
                "tasks",
                \.tasks,
                .list(.located(.identifier)),
                "Task types of your own; `simple`, `complex`, `sensitive` and `creative` are always there."
            ),
            RecordField(
                "sensitivity",
                \.sensitivity,
                .list(.located(.identifier)),
                default: "[public, internal, confidential, restricted]",
                "All levels from low to high. The built-in four must be among them in their order; others may stand between."
            ),
            RecordField(
                "attributes",
                \.attributes,
                .map(.attributeType, key: "attribute"),
                "What callers may send along and rules may test: `string`, `int`, `bool`, `duration`, `money` or `{enum: […]}`."
            ),
            RecordField(
                "labels",
                \.labels,
                .map(.record, key: "label"),
                "Labels of your own for content, with the words that give them away."
            ),
        ]
    )
}

/// The type of an attribute that a policy declares.
package enum AttributeTypeSyntax: Sendable, Equatable {
    case text, integer, flag, duration, money
    case choice([Located<String>])
}

/// The mapping form of an attribute's type.
package struct AttributeChoiceSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var choices: [Located<String>]?

    package init() {}

    package static let table = RecordTable<Self>(
        "vocabulary.attributes.*",
        "An attribute with a closed list of values.",
        [.required("enum", \.choices, .list(.located(.identifier)), "The values that a caller may send.")]
    )
}

/// `vocabulary.labels.*`.
package struct LabelSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var description: String?
    package var words: [Located<String>]?
    package var patterns: [Located<String>]?
    package var near: [Located<String>]?

    package init() {}

    package static let table = RecordTable<Self>(
        "vocabulary.labels.*",
        "A label of your own.",
        [
            RecordField("description", \.description, .text, "What the label means, for readers."),
            RecordField(
                "words",
                \.words,
                .list(.located(.text), allowsEmpty: true),
                "Words or phrases that put the label on a request whose text has them, in any case of letters."
            ),
            RecordField(
                "patterns",
                \.patterns,
                .list(.located(.text), allowsEmpty: true),
                "Regular expressions that do the same; they take time in proportion to the text, whatever it is."
            ),
            RecordField(
                "near",
                \.near,
                .list(.located(.text), allowsEmpty: true),
                "Words of which one must stand near what a pattern matches, within 40 bytes."
            ),
        ]
    )
}

extension ValueType where Value == AttributeTypeSyntax {
    static var attributeType: ValueType {
        let words: [(String, AttributeTypeSyntax)] = [
            ("string", .text), ("int", .integer), ("bool", .flag), ("duration", .duration), ("money", .money),
        ]
        return ValueType(
            shape: .union([.choice(words.map(\.0)), .record { AttributeChoiceSyntax.table.description }])
        ) { node, reading in
            if node.mapping != nil {
                return reading.record(node, AttributeChoiceSyntax.table)?.choices.map { .choice($0) }
            }
            guard let text = reading.text(node, expected: "a type, such as `string` or `{enum: [a, b]}`") else {
                return nil
            }
            if let known = words.first(where: { $0.0 == text }) { return known.1 }
            reading.unknownName(.unknownChoice, "type", text, among: words.map(\.0), at: node.span)
            return nil
        }
    }
}
