/// A value of a YAML text, with the place where it stands.
public struct YAMLNode: Sendable, Hashable {
    /// What a node holds.
    public enum Content: Sendable, Hashable {
        /// One piece of text.
        case scalar(YAMLScalar)
        /// A list, in source order.
        case sequence([YAMLNode])
        /// Keys with their values, in source order.
        case mapping([YAMLEntry])
    }

    /// What the node holds.
    public var content: Content
    /// Where it stands. A collection's span covers those of its parts.
    public var span: YAMLSpan

    /// Creates a node.
    public init(content: Content, span: YAMLSpan) {
        self.content = content
        self.span = span
    }

    /// The text, where the node is a scalar.
    public var scalar: YAMLScalar? {
        if case .scalar(let scalar) = content { scalar } else { nil }
    }

    /// The items, where the node is a sequence.
    public var sequence: [YAMLNode]? {
        if case .sequence(let items) = content { items } else { nil }
    }

    /// The entries, where the node is a mapping.
    public var mapping: [YAMLEntry]? {
        if case .mapping(let entries) = content { entries } else { nil }
    }
}

/// A piece of text and how it was written; what type it stands for is decided by its place in the policy.
public struct YAMLScalar: Sendable, Hashable {
    /// The text, with quotes, escapes and folding resolved. `no`, `017` and `1:30` stay as they are.
    public var text: String
    /// Whether it was written in quotes or as a block (`|`, `>`), so that it can only mean text.
    public var isQuoted: Bool

    /// Creates a scalar.
    public init(text: String, isQuoted: Bool) {
        self.text = text
        self.isQuoted = isQuoted
    }

    /// Whether the writer left the value out: nothing, `~` or `null`, without quotes.
    public var isPlainNull: Bool {
        !isQuoted && (text.isEmpty || text == "~" || text == "null")
    }
}

/// One key of a mapping with its value.
public struct YAMLEntry: Sendable, Hashable {
    /// The key, always a scalar.
    public var key: YAMLNode
    /// The value; a scalar that `isPlainNull` where the source gives none.
    public var value: YAMLNode

    /// Creates an entry.
    public init(key: YAMLNode, value: YAMLNode) {
        self.key = key
        self.value = value
    }

    /// The key's text.
    public var name: String { key.scalar?.text ?? "" }
}
