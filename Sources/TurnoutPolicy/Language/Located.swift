import TurnoutCore
package import TurnoutYAML

/// A place in one of a policy's files.
package struct Place: Hashable, Sendable {
    /// The file's index among the policy's files.
    package var file: Int
    package var span: YAMLSpan

    /// The place of what is in no file.
    static let nowhere = Place(
        file: -1,
        span: YAMLSpan(offset: 0, line: 0, column: 0, endOffset: 0, endLine: 0, endColumn: 0)
    )
}

/// A value and where it was written.
package struct Located<Value: Sendable>: Sendable {
    package var value: Value
    package var place: Place
}

extension Located: Equatable where Value: Equatable {}
