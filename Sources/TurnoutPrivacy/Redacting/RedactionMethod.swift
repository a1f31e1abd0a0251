/// What takes the place of a finding in the text that goes out.
public enum RedactionMethod: String, Sendable, Hashable, CaseIterable {
    /// The type alone: `<EMAIL_ADDRESS>`. Nobody can tell two values apart, and nothing comes back.
    case redact
    /// A placeholder that stands for this value in its conversation and is replaced by it in the answer.
    case pseudonymise
    /// What lets the owner recognise the value, at most a quarter of it: `****1111`.
    case mask
    /// The type and a keyed digest: `<EMAIL_ADDRESS#bdkmtrcq>`. Equal values stay equal while the key lives.
    case hash
}

extension RedactionMethod {
    /// The rank by how much of a value a method lets through, the least first.
    package var telling: Int {
        switch self {
        case .redact: 0
        case .pseudonymise: 1
        case .hash: 2
        case .mask: 3
        }
    }
}

/// How a text is to be read while its findings are replaced.
public enum TextFormat: String, Sendable, Hashable, CaseIterable {
    /// Text without rules of its own.
    case plain
    /// A JSON text, such as a tool's arguments or schema, which must stay one.
    case json
}
