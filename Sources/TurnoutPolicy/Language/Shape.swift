/// The form of a value, for everything that describes the language: the JSON Schema, the reference, messages.
package indirect enum Shape: Sendable {
    /// A scalar with a name for its kind (`duration`), an example, a pattern (ECMA 262) that it follows, and what else
    /// than a text YAML may take it for.
    case scalar(name: String, example: String, pattern: String?, plain: PlainForm = .text)
    /// `true` or `false`.
    case flag
    /// A whole number.
    case integer(ClosedRange<Int>)
    /// One of a closed list of words.
    case choice([String])
    /// A list; `orSingle` also takes one element without the list around it, `allowsEmpty` one without elements.
    case list(Shape, orSingle: Bool, allowsEmpty: Bool)
    /// A mapping whose keys are names.
    case map(key: String, value: Shape)
    /// A mapping with known keys.
    case record(@Sendable () -> RecordDescription)
    /// Nothing: the key with no value behind it.
    case nothing
    /// Any of several forms.
    case union([Shape])
    /// A condition on requests.
    case condition
    /// A condition on targets.
    case targetCondition
    /// A mapping of request attributes to values, in tests.
    case facts
}

/// What YAML's own types may be where the language has a text.
package enum PlainForm: Sendable {
    /// Never anything but a text, such as `30s`.
    case text
    /// A whole number as well, such as `8000`.
    case integer
    /// A number or a truth value as well, such as `2024` or `no`.
    case anything
}

/// What the table says of a record.
package struct RecordDescription: Sendable {
    package var name: String
    package var summary: String
    package var fields: [FieldDescription]
    /// Keys of which exactly one must be there; empty where there is no such rule.
    package var exactlyOne: [String]
}

/// What the table says of a field.
package struct FieldDescription: Sendable {
    package var name: String
    package var summary: String
    package var shape: Shape
    package var isRequired: Bool
    package var defaultText: String?
}
