package import TurnoutCore

/// What a decision needs of a dimension to find a request's cell on it, without anything to retain.
///
/// The request path visits every axis of the policy; a plain value with numbers into side tables keeps that free of
/// reference counting.
package struct Axis: Sendable {
    package var source: AttributeSource
    package var lookup: Lookup

    /// How a cell is found; the numbers lead into ``AxisTables``.
    package enum Lookup: Sendable {
        /// The choices of an attribute that callers send as text.
        case choices(table: Int)
        case texts(table: Int)
        case numbers(table: Int)
        case flag
        case member(table: Int)
        /// The value is a cell already: task, sensitivity, priority, budgets.
        case direct
    }
}

/// The side tables of a policy's axes.
package struct AxisTables: Sendable {
    package private(set) var axes: [Axis] = []
    /// The cell of each choice, and the number of choices, which is the cell for "no value".
    package private(set) var choices: [[String: UInt32]] = []
    package private(set) var texts: [TextCut] = []
    package private(set) var bounds: [[Int64]] = []
    package private(set) var members: [Member] = []
    /// The name under which a caller sends the attribute, and how its text becomes a number, by axis.
    package private(set) var names: [String] = []
    package private(set) var units: [AttributeKind.NumberUnit] = []
    /// The axis of the task and of the sensitivity, which classification puts right.
    package private(set) var task: Int?
    package private(set) var sensitivity: Int?

    /// A member that rules ask for.
    package struct Member: Sendable {
        package let name: String
        /// The capability of that name.
        package let capability: Capabilities
    }

    init(_ dimensions: [Dimension], attributes: [Attribute]) {
        for (index, dimension) in dimensions.enumerated() {
            let kind = attributes[dimension.attribute].kind
            names.append(dimension.name)
            if case .number(let unit) = kind { units.append(unit) } else { units.append(.count) }
            switch dimension.source {
            case .builtin(.task): task = index
            case .builtin(.sensitivity): sensitivity = index
            default: break
            }
            axes.append(Axis(source: dimension.source, lookup: lookup(dimension, kind)))
        }
    }

    private mutating func lookup(_ dimension: Dimension, _ kind: AttributeKind) -> Axis.Lookup {
        switch dimension.cut {
        case .choices:
            guard case .choice(let words, _) = kind, dimension.source.isSentAsText else { return .direct }
            choices.append(
                Dictionary(words.enumerated().map { ($1, UInt32($0)) }, uniquingKeysWith: { first, _ in first }))
            return .choices(table: choices.count - 1)
        case .texts(let cut):
            texts.append(cut)
            return .texts(table: texts.count - 1)
        case .numbers(let cut):
            bounds.append(cut)
            return .numbers(table: bounds.count - 1)
        case .flag: return .flag
        case .member(let name):
            members.append(
                Member(name: name, capability: Capability(rawValue: name).map { Capabilities($0) } ?? []))
            return .member(table: members.count - 1)
        }
    }
}

extension AttributeSource {
    /// Whether callers send the value as text, so that a choice has to be looked up.
    fileprivate var isSentAsText: Bool {
        switch self {
        case .declared, .builtin(.user), .builtin(.tenant), .builtin(.feature), .builtin(.region): true
        case .builtin, .budget: false
        }
    }
}
