import TurnoutEngine

/// A value that cannot be used: what is wrong with it, and what to do.
struct ValueProblem: Error, Hashable {
    var message: String
    var help: String?

    init(_ message: String, help: String? = nil) {
        self.message = message
        self.help = help
    }

    init(_ error: FactError) { self.init(error.message, help: error.help) }

    /// A name that is not known, with the known one that was probably meant or else all of them.
    static func unknown(_ what: String, _ name: String, known: [String], nearest: String?) -> ValueProblem {
        let help = nearest.map { "did you mean `\($0)`?" }
        return ValueProblem(
            "unknown \(what) `\(name)`",
            help: help ?? (known.isEmpty ? "the policy has none" : "known: \(known.joined(separator: ", "))"))
    }
}

/// A command that cannot be carried out as it was given.
struct UsageError: Error, Hashable {
    /// The flag or argument at fault.
    var subject: String?
    var message: String
    var help: String?

    init(_ subject: String?, _ message: String, help: String? = nil) {
        self.subject = subject
        self.message = message
        self.help = help
    }

    init(_ subject: String?, _ problem: ValueProblem) {
        self.init(subject, problem.message, help: problem.help)
    }

    /// The error for a terminal.
    func text(style: Style, columns: Int) -> String {
        let named = (subject.map { "\($0): " } ?? "") + message
        var text = style.error("error") + ": "
        text += TextWrap.wrap(named, columns: columns, first: 7, rest: 7) + "\n"
        if let help {
            text += style.note(" help") + ": " + TextWrap.wrap(help, columns: columns, first: 7, rest: 7) + "\n"
        }
        return text
    }
}
