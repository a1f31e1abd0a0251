/// Something in a YAML text that a person should change.
public struct YAMLProblem: Sendable, Hashable {
    /// How much a problem weighs.
    public enum Severity: String, Sendable, Hashable {
        /// The text cannot be used.
        case error
        /// The text can be used, but may not mean what it seems to.
        case warning
    }

    /// A second place that a problem speaks of.
    public struct Related: Sendable, Hashable {
        /// What stands there.
        public var message: String
        /// Where.
        public var span: YAMLSpan

        /// Creates a related place.
        public init(message: String, span: YAMLSpan) {
            self.message = message
            self.span = span
        }
    }

    /// What kind of problem it is; stable.
    public var code: YAMLProblemCode
    /// What is wrong, in one sentence.
    public var message: String
    /// Where.
    public var span: YAMLSpan
    /// Further places that matter, such as the first definition of a duplicate key.
    public var related: [Related]
    /// What to do about it.
    public var help: String?

    /// Creates a problem.
    public init(
        code: YAMLProblemCode,
        message: String,
        span: YAMLSpan,
        related: [Related] = [],
        help: String? = nil
    ) {
        self.code = code
        self.message = message
        self.span = span
        self.related = related
        self.help = help
    }

    /// How much the problem weighs, which its code fixes.
    public var severity: Severity { code.severity }
}
