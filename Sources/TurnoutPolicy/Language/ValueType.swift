import TurnoutYAML

/// A type of the language: how its values are described, and how they are read.
package struct ValueType<Value: Sendable>: Sendable {
    let shape: Shape
    /// Reads a value; `nil` when it is wrong, which has then been reported.
    let read: @Sendable (YAMLNode, inout Reading) -> Value?
}

extension ValueType {
    /// A scalar that a parser accepts; what it refuses is reported with what was expected.
    static func scalar(
        _ name: String,
        example: String,
        pattern: String? = nil,
        plain: PlainForm = .text,
        _ parse: @escaping @Sendable (String) -> Value?
    ) -> ValueType {
        ValueType(shape: .scalar(name: name, example: example, pattern: pattern, plain: plain)) { node, reading in
            guard let text = reading.text(node, expected: "\(name), such as `\(example)`") else { return nil }
            guard let value = parse(text) else {
                reading.report(
                    .invalidValue,
                    "`\(text.shortened)` is not \(name)",
                    at: node.span,
                    help: "write it like `\(example)`"
                )
                return nil
            }
            return value
        }
    }

    /// A value together with its place.
    static func located<Inner>(_ type: ValueType<Inner>) -> ValueType where Value == Located<Inner> {
        ValueType(shape: type.shape) { node, reading in
            type.read(node, &reading).map { Located(value: $0, place: reading.place(node.span)) }
        }
    }

    /// A list of values; wrong elements are reported and left out.
    static func list<Element>(
        _ element: ValueType<Element>, orSingle: Bool = false, allowsEmpty: Bool = false
    ) -> ValueType where Value == [Element] {
        ValueType(shape: .list(element.shape, orSingle: orSingle, allowsEmpty: allowsEmpty)) { node, reading in
            guard let nodes = node.sequence else {
                guard orSingle else {
                    reading.wrongType(node, expected: "a list", help: Reading.listHelp)
                    return nil
                }
                return element.read(node, &reading).map { [$0] }
            }
            if nodes.isEmpty, !allowsEmpty {
                reading.report(
                    .emptyList, "this list is empty", at: node.span, help: "name at least one, or leave the key out")
            }
            return nodes.compactMap { element.read($0, &reading) }
        }
    }

    /// A mapping from names to values, in the order written; wrong values are reported and left out.
    static func map<Element>(_ element: ValueType<Element>, key: String) -> ValueType
    where Value == [NamedValue<Element>] {
        ValueType(shape: .map(key: key, value: element.shape)) { node, reading in
            guard let entries = node.mapping else {
                reading.wrongType(
                    node, expected: "a mapping from each \(key) to its settings", help: Reading.mappingHelp)
                return nil
            }
            return entries.compactMap { entry in
                if entry.isMergeKey { return nil }
                return element.read(entry.value, &reading).map {
                    NamedValue(name: Located(value: entry.name, place: reading.place(entry.key.span)), value: $0)
                }
            }
        }
    }
}

/// An entry of a mapping whose keys are names.
package struct NamedValue<Value: Sendable>: Sendable {
    package var name: Located<String>
    package var value: Value
}

extension ValueType where Value == String {
    /// Any text.
    static var text: ValueType { .scalar("a text", example: "some words", plain: .anything) { $0 } }

    /// An identifier's characters, as those that it does not have: letters of all scripts are allowed.
    private static let identifierPattern =
        #"^[^\u0000-\u002f\u003a-\u0040\u005b-\u005e\u0060\u007b-\u007f]"#
        + #"[^\u0000-\u002a\u002c\u003b-\u003f\u005b-\u005e\u0060\u007b-\u007f]{0,127}$"#

    /// A name that other parts refer to.
    static var identifier: ValueType {
        ValueType(
            shape: .scalar(
                name: "an identifier",
                example: "user-day",
                pattern: Self.identifierPattern,
                plain: .anything
            )
        ) { node, reading in
            guard let text = reading.text(node, expected: "an identifier") else { return nil }
            return reading.identifier(text, at: node.span) ? text : nil
        }
    }

    /// A text in which `${NAME}` stands for an environment variable and `${NAME:-default}` has a default.
    static func interpolated(_ name: String, example: String) -> ValueType {
        ValueType(shape: .scalar(name: name, example: example, pattern: nil, plain: .anything)) { node, reading in
            guard let text = reading.text(node, expected: "\(name), such as `\(example)`") else { return nil }
            // An empty text stands for one that could not be made, so that the key is not reported as missing too.
            guard let value = reading.interpolate(text, at: node.span) else { return "" }
            if value.isEmpty {
                reading.report(
                    .invalidValue, "\(name) cannot be empty", at: node.span, help: "write it like `\(example)`")
            }
            return value
        }
    }
}

extension ValueType where Value == Bool {
    /// `true` or `false`, and nothing else that YAML might take for them.
    static var flag: ValueType {
        ValueType(shape: .flag) { node, reading in
            guard let text = reading.text(node, expected: "`true` or `false`") else { return nil }
            switch text {
            case "true": return true
            case "false": return false
            default:
                reading.report(
                    .invalidValue,
                    "`\(text.shortened)` is neither `true` nor `false`",
                    at: node.span,
                    help: "write `true` or `false`"
                )
                return nil
            }
        }
    }
}

extension ValueType where Value: CaseIterable & RawRepresentable, Value.RawValue == String, Value.AllCases: Sendable {
    /// One of an enumeration's words.
    static var choice: ValueType { choice(of: Array(Value.allCases)) }

    /// One of some of an enumeration's words.
    static func choice(of cases: [Value]) -> ValueType {
        let words = cases.map(\.rawValue)
        return ValueType(shape: .choice(words)) { node, reading in
            guard let text = reading.text(node, expected: "one of \(words.quotedList)") else { return nil }
            if let value = Value(rawValue: text), words.contains(text) { return value }
            reading.unknownName(.unknownChoice, "value", text, among: words, at: node.span)
            return nil
        }
    }
}
