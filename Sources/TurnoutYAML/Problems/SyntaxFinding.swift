/// What a syntax error is called, where it stands, and the words for it.
struct SyntaxFinding {
    var code: YAMLProblemCode
    var span: YAMLSpan
    var text: ProblemText

    init(
        _ code: YAMLProblemCode,
        _ span: YAMLSpan,
        _ message: String,
        help: String? = nil,
        related: [YAMLProblem.Related] = []
    ) {
        self.code = code
        self.span = span
        text = ProblemText(message: message, help: help, related: related)
    }

    /// Translates libyaml's words for a problem.
    init(_ problem: String, _ site: SyntaxSite) {
        self =
            Self.tab(problem, site) ?? Self.scanner(problem, site) ?? Self.quotedText(problem, site)
            ?? Self.parser(problem, site) ?? Self.property(problem, site)
            ?? SyntaxFinding(.syntax, site.character(at: site.place), "this is no valid YAML: \(problem)")
    }

    /// Tabs first: they cause many different errors, and none of them names the tab.
    private static func tab(_ problem: String, _ site: SyntaxSite) -> SyntaxFinding? {
        let help = "indent with spaces"
        let message = "a tab stands in the indentation, where YAML allows spaces only"
        guard !site.context.contains("quoted"), !site.context.contains("flow") else { return nil }
        let places = [site.place] + (site.opening.map { [$0] } ?? [])
        for place in places {
            if let tab = site.tabInIndentation(of: place) {
                return SyntaxFinding(.tabIndentation, site.character(at: tab), message, help: help)
            }
        }
        guard site.byte == 0x09 else { return nil }
        return SyntaxFinding(
            .tabIndentation,
            site.character(at: site.place),
            "a tab stands where YAML allows a space only",
            help: "use spaces"
        )
    }

    private static func scanner(_ problem: String, _ site: SyntaxSite) -> SyntaxFinding? {
        switch problem {
        case "mapping values are not allowed in this context":
            return unexpectedColon(site)
        case "could not find expected ':'":
            return SyntaxFinding(
                .missingColon,
                site.restOfLine(from: site.opening ?? site.place),
                "this line stands among keys, but has no ‘:’ behind its key",
                help: "write ‘key: value’, indent the line if it belongs to the value above, or close an open quote"
            )
        case "found character that cannot start any token":
            return SyntaxFinding(
                .unexpectedCharacter,
                site.character(at: site.place),
                "text without quotes cannot begin with \(site.character)",
                help: "put quotes around the text"
            )
        case "block sequence entries are not allowed in this context":
            return SyntaxFinding(
                .unexpectedDash,
                site.character(at: site.place),
                "a list item ‘- ’ cannot stand here",
                help: "begin the list on a line of its own, or write it as [a, b]; quote a text that begins with ‘- ’"
            )
        case "mapping keys are not allowed in this context":
            return SyntaxFinding(
                .unexpectedCharacter,
                site.character(at: site.place),
                "‘? ’ begins a key, and none can stand here",
                help: "put quotes around the text"
            )
        case "found unexpected ':'":
            return SyntaxFinding(
                .unexpectedColon,
                site.character(at: site.place),
                "a ‘:’ stands in a text without quotes inside brackets",
                help: "put a space behind it if it separates key and value, or put quotes around the text"
            )
        case "found an indentation indicator equal to 0", "did not find expected comment or line break":
            guard site.context.contains("block scalar") else { return nil }
            return SyntaxFinding(
                .badBlockText,
                site.word(at: site.place),
                "behind ‘|’ or ‘>’ only ‘+’, ‘-’, one of the digits 1 to 9, and a comment may stand",
                help: "begin the text on the next line, indented; or put quotes around it"
            )
        default:
            return nil
        }
    }

    private static func unexpectedColon(_ site: SyntaxSite) -> SyntaxFinding {
        let span = site.character(at: site.place)
        if let quoted = site.lastQuoted, quoted.endLine == site.place.line, quoted.line < quoted.endLine {
            return SyntaxFinding(
                .unclosedQuote,
                span,
                "a ‘:’ stands where a value is complete already",
                help: "check the closing quote of the text before",
                related: [.init(message: "this quoted text goes over several lines", span: quoted)]
            )
        }
        if site.hasColonBefore {
            return SyntaxFinding(
                .unexpectedColon,
                span,
                "a second ‘: ’ stands on this line, but a value without quotes cannot contain one",
                help: "put quotes around the value, or write an inner mapping as {key: value}"
            )
        }
        if let above = site.lineAboveWithoutColon(site.place) {
            return SyntaxFinding(
                .missingColon,
                site.restOfLine(from: above),
                "this line stands among keys, but has no ‘:’ behind its key",
                help: "write ‘key: value’",
                related: [.init(message: "a key follows in the same column", span: span)]
            )
        }
        return SyntaxFinding(
            .badIndentation,
            span,
            "this key is indented as if it belonged to the line above, which has a value already",
            help: "align it with the key it stands beside"
        )
    }

    private static func quotedText(_ problem: String, _ site: SyntaxSite) -> SyntaxFinding? {
        guard site.context.contains("quoted scalar") else { return nil }
        switch problem {
        case "found unexpected end of stream", "found unexpected document indicator":
            let opening = site.opening ?? site.place
            let isEnd = problem == "found unexpected end of stream"
            return SyntaxFinding(
                .unclosedQuote,
                site.character(at: opening),
                "this quote is not closed",
                help: "close it, or double a single quote that belongs to the text",
                related: [
                    .init(
                        message: isEnd ? "the text ends here, still inside the quotes" : "the document ends here",
                        span: YAMLSpan(at: site.place)
                    )
                ]
            )
        case "found unknown escape character":
            return SyntaxFinding(
                .badEscape,
                site.escape(at: site.place),
                "YAML has no such escape",
                help: "double the backslash, or use single quotes, in which it has no meaning"
            )
        case "did not find expected hexdecimal number", "found invalid Unicode character escape code":
            return SyntaxFinding(
                .badEscape,
                site.digits(at: site.place),
                "this is not the number of a Unicode character",
                help: "\\x takes two hexadecimal digits, \\u four, \\U eight; use single quotes if no escape is meant"
            )
        default:
            return nil
        }
    }
}
