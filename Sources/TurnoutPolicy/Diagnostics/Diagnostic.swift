public import TurnoutCore

/// A finding about a policy: what is wrong, where, and what to do.
public struct Diagnostic: Hashable, Sendable {
    /// How bad a finding is.
    public enum Severity: String, Sendable, Comparable, CaseIterable {
        /// The policy is not used.
        case error
        /// The policy is used, and probably does not mean what it says.
        case warning
        /// Worth knowing.
        case note

        private var rank: Int { self == .error ? 0 : self == .warning ? 1 : 2 }
        public static func < (lhs: Severity, rhs: Severity) -> Bool { lhs.rank < rhs.rank }
    }

    /// A second place that matters, such as a first definition.
    public struct Related: Hashable, Sendable {
        /// What stands there: `first defined here`.
        public var message: String
        public var span: SourceSpan

        /// Creates a second place.
        public init(message: String, span: SourceSpan) {
            self.message = message
            self.span = span
        }
    }

    /// The kind of finding.
    public var code: DiagnosticCode
    /// How bad it is.
    public var severity: Severity
    /// What is wrong, in lower case, with the input in backticks.
    public var message: String
    /// Where it is; `nil` only when no file could be read.
    public var span: SourceSpan?
    /// What to do: accepted values, a did-you-mean.
    public var help: String?
    /// The text that would mend it in place of the span, where one is certain enough to offer.
    public var replacement: String?
    /// Other places that matter.
    public var related: [Related]

    /// Creates a finding.
    public init(
        _ code: DiagnosticCode,
        severity: Severity = .error,
        _ message: String,
        at span: SourceSpan?,
        help: String? = nil,
        replacement: String? = nil,
        related: [Related] = []
    ) {
        self.code = code
        self.severity = severity
        self.message = message
        self.span = span
        self.help = help
        self.replacement = replacement
        self.related = related
    }
}

extension [Diagnostic] {
    /// Whether any finding is an error, so that there is no policy.
    public var hasErrors: Bool { contains { $0.severity == .error } }

    /// In the order of their places, the worse first where they share one.
    public func sortedByPlace() -> [Diagnostic] {
        sorted { first, second in
            switch (first.span?.start, second.span?.start) {
            case (.some(let a), .some(let b)) where a != b: a < b
            case (.none, .some): true
            case (.some, .none): false
            default: (first.severity, first.code.rawValue) < (second.severity, second.code.rawValue)
            }
        }
    }
}
