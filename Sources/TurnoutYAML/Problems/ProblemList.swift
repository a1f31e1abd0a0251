/// Collects problems without letting a hostile text fill the memory with them.
struct ProblemList {
    private(set) var problems: [YAMLProblem] = []
    private let limit: Int
    private var errors = 0
    private var warnings = 0
    private var end = YAMLPlace.origin

    init(limit: Int) {
        self.limit = max(1, limit)
    }

    /// Whether an error was added, listed or not.
    var hasErrors: Bool { errors > 0 }

    /// Whether a further problem of this severity would only be counted, so that its message need not be made.
    func isFull(_ severity: YAMLProblem.Severity) -> Bool {
        (severity == .error ? errors : warnings) >= limit
    }

    /// Adds a problem, or counts it where its severity has its limit already.
    mutating func add(_ code: YAMLProblemCode, at span: YAMLSpan, _ problem: () -> ProblemText) {
        let full = isFull(code.severity)
        if code.severity == .error { errors += 1 } else { warnings += 1 }
        if span.endOffset > end.offset { end = span.end }
        guard !full else { return }
        let text = problem()
        problems.append(
            YAMLProblem(code: code, message: text.message, span: span, related: text.related, help: text.help)
        )
    }

    /// All problems in source order, and last how many more there are.
    consuming func finish() -> [YAMLProblem] {
        // The order of discovery breaks ties, so that one text always gives one order.
        var sorted = problems.enumerated()
            .sorted { ($0.element.span.offset, $0.offset) < ($1.element.span.offset, $1.offset) }
            .map(\.element)
        if errors > limit {
            sorted.append(Self.rest(.tooManyProblems, errors - limit, "errors", end))
        }
        if warnings > limit {
            sorted.append(Self.rest(.tooManyWarnings, warnings - limit, "warnings", end))
        }
        return sorted
    }

    private static func rest(_ code: YAMLProblemCode, _ count: Int, _ what: String, _ end: YAMLPlace) -> YAMLProblem {
        YAMLProblem(
            code: code,
            message: "\(count) more \(what) are not listed",
            span: YAMLSpan(at: end),
            help: "fix the first ones, then check again"
        )
    }
}

/// The words of a problem.
struct ProblemText {
    var message: String
    var help: String?
    var related: [YAMLProblem.Related] = []
}
