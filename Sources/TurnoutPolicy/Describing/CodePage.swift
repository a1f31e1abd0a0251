/// What there is to know about one code: the page that `turnout explain CODE` prints and `docs/codes/` holds.
public struct CodePage: Sendable, Hashable {
    /// What kind of thing a code names.
    public enum Kind: String, Sendable {
        /// A finding about a policy.
        case diagnostic
        /// A reason in a decision.
        case reason
    }

    /// The code as it is printed: `unknown_key`.
    public let code: String
    public let kind: Kind
    /// How bad the finding may be, the worst first; empty for a reason.
    public let severities: [Diagnostic.Severity]
    /// What the code says, in one sentence.
    public let summary: String
    /// Why it matters, and what to do; paragraphs between empty lines.
    public let discussion: String
    /// A part of a policy that has the problem, in YAML; `nil` where none is short enough, and for reasons.
    public let wrong: String?
    /// The same part without it.
    public let right: String?

    /// Creates a page.
    ///
    /// - Parameters:
    ///   - why: why it matters.
    ///   - mend: what to do.
    public init(
        code: String, kind: Kind, severities: [Diagnostic.Severity] = [], summary: String, why: String, mend: String,
        wrong: String? = nil, right: String? = nil
    ) {
        self.code = code
        self.kind = kind
        self.severities = severities
        self.summary = summary
        self.discussion = "\(why)\n\n\(mend)"
        self.wrong = wrong
        self.right = right
    }

    /// Creates the page of a finding.
    init(
        _ code: DiagnosticCode, _ severity: Diagnostic.Severity, _ summary: String, why: String, mend: String,
        wrong: String? = nil, right: String? = nil
    ) {
        self.init(
            code: code.rawValue, kind: .diagnostic, severities: [severity], summary: summary, why: why, mend: mend,
            wrong: wrong, right: right)
    }

    /// Creates the page of a finding that is an error.
    init(
        _ code: DiagnosticCode, _ summary: String, why: String, mend: String, wrong: String? = nil,
        right: String? = nil
    ) {
        self.init(code, .error, summary, why: why, mend: mend, wrong: wrong, right: right)
    }
}
