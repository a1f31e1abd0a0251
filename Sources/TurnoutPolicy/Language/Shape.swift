/// The form of a value, for everything that describes the language: the JSON Schema, the reference, messages.
package indirect enum Shape: Sendable {
    /// A scalar with a name for its kind (`duration`), an example, and a pattern (ECMA 262) that it follows.
    case scalar(name: String, example: String, pattern: String?)
    /// `true` or `false`.
    case flag
    /// A whole number.
    case integer(ClosedRange<Int>)
    /// One of a closed list of words.
    case choice([String])
    /// A list; `orSingle` also takes one element without the list around it.
    case list(Shape, orSingle: Bool)
    /// A mapping whose keys are names.
    case map(key: String, value: Shape)
    /// A mapping with known keys.
    case record(@Sendable () -> RecordDescription)
    /// Any of several forms.
    case union([Shape])
    /// A condition on requests.
    case condition
    /// A condition on targets.
    case targetCondition
    /// A mapping of request attributes to values, in tests.
    case facts
}

/// What the table says of a record.
package struct RecordDescription: Sendable {
    package var name: String
    package var summary: String
    package var fields: [FieldDescription]
}

/// What the table says of a field.
package struct FieldDescription: Sendable {
    package var name: String
    package var summary: String
    package var shape: Shape
    package var isRequired: Bool
    package var defaultText: String?
}
