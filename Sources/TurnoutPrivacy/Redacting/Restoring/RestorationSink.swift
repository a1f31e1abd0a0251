/// Where a restored text goes to, which says how values are written and which stay away.
public enum RestorationSink: Sendable, Hashable, CaseIterable {
    /// Text for the caller: values as they are.
    case text
    /// JSON text for the caller, such as a structured answer: values escaped as contents of JSON strings.
    case json
    /// A tool's arguments in JSON: escaped as well, and secrets keep their placeholders.
    case toolArguments
    /// A tool's input in plain text: values as they are, and secrets keep their placeholders.
    case toolText

    var escapes: Bool { self == .json || self == .toolArguments }
    var restoresSecrets: Bool { self == .text || self == .json }
}
