extension SyntaxFinding {
    /// Errors of structure: what follows does not fit what is open.
    static func parser(_ problem: String, _ site: SyntaxSite) -> SyntaxFinding? {
        switch problem {
        case "did not find expected ',' or ']'": flow(site, open: "[", close: "]", is: "list")
        case "did not find expected ',' or '}'": flow(site, open: "{", close: "}", is: "mapping")
        case "did not find expected key": block(site, inList: false)
        case "did not find expected '-' indicator": block(site, inList: true)
        case "did not find expected node content": missingValue(site)
        case "did not find expected <document start>": behindDocument(site)
        default: nil
        }
    }

    private static func flow(_ site: SyntaxSite, open: String, close: String, is kind: String) -> SyntaxFinding {
        let opening = site.opening ?? site.place
        if site.isAtEnd { return unclosed(opening, site) }
        let isOtherBracket = site.byte == UInt8(ascii: "]") || site.byte == UInt8(ascii: "}")
        let message =
            isOtherBracket
            ? "\(site.character) cannot close what ‘\(open)’ opened"
            : "a ‘,’ or ‘\(close)’ is missing before \(site.character)"
        return SyntaxFinding(
            .unclosedBracket,
            site.word(at: site.place),
            message,
            help: isOtherBracket
                ? "close the \(kind) with ‘\(close)’ first"
                : "separate items with ‘,’, close the \(kind) with ‘\(close)’, and quote text that has , [ ] { }",
            related: [.init(message: "the \(kind) was opened here", span: site.character(at: opening))]
        )
    }

    private static func block(_ site: SyntaxSite, inList: Bool) -> SyntaxFinding {
        if let unmatched = unmatched(site) { return unmatched }
        guard site.isFirstOnLine else { return behindValue(site) }
        let kind = inList ? "list" : "mapping"
        let related = (site.opening.map { [$0] } ?? []).map {
            YAMLProblem.Related(message: "the \(kind) begins here", span: site.word(at: $0))
        }
        if site.opening?.column == site.place.column, inList || site.isDash {
            return SyntaxFinding(
                inList ? .badIndentation : .unexpectedDash,
                site.word(at: site.place),
                inList ? "this line stands among list items, but has no ‘- ’" : "a list item ‘- ’ stands among keys",
                help: "indent the line if it belongs to the one above, or move it left if it belongs to an outer level",
                related: related
            )
        }
        return SyntaxFinding(
            .badIndentation,
            site.word(at: site.place),
            "the indentation of this line fits none of the lines above",
            help: "align it with the lines that it belongs to",
            related: related
        )
    }

    private static func unmatched(_ site: SyntaxSite) -> SyntaxFinding? {
        guard let byte = site.byte, [0x2C, 0x5D, 0x7D].contains(byte) else { return nil }
        return SyntaxFinding(
            .unmatchedBracket,
            site.character(at: site.place),
            "\(site.character) stands here, but no list or mapping in brackets is open",
            help: "remove it, or put quotes around the text that it belongs to"
        )
    }

    private static func behindValue(_ site: SyntaxSite) -> SyntaxFinding {
        var related: [YAMLProblem.Related] = []
        var help = "put quotes around the whole value"
        if let quoted = site.lastQuoted, quoted.endOffset <= site.place.offset, quoted.endLine == site.place.line {
            let isLong = quoted.line < quoted.endLine
            related = [
                .init(
                    message: isLong ? "this quoted text goes over several lines" : "the value ends here", span: quoted)
            ]
            help =
                isLong
                ? "check its closing quote"
                : "double a quote that belongs to the text (''), or escape it (\\\") inside double quotes"
        }
        return SyntaxFinding(
            .unexpectedText,
            site.word(at: site.place),
            "text follows a value that is complete",
            help: help,
            related: related
        )
    }

    private static func unclosed(_ opening: YAMLPlace, _ site: SyntaxSite) -> SyntaxFinding {
        let isList = site.bytes[min(Int(opening.offset), site.bytes.count - 1)] == UInt8(ascii: "[")
        return SyntaxFinding(
            .unclosedBracket,
            site.character(at: opening),
            "this ‘\(isList ? "[" : "{")’ is not closed",
            help: "add a ‘\(isList ? "]" : "}")’",
            related: [.init(message: "the text ends here", span: YAMLSpan(at: site.place))]
        )
    }

    private static func missingValue(_ site: SyntaxSite) -> SyntaxFinding {
        if site.isAtEnd, let bracket = site.openBracket { return unclosed(bracket, site) }
        if !site.context.contains("flow"), let unmatched = unmatched(site) { return unmatched }
        return SyntaxFinding(
            .missingValue,
            site.character(at: site.place),
            "a value must stand before \(site.character)",
            help: "add the value, remove one comma too many, or put quotes around the text"
        )
    }

    private static func behindDocument(_ site: SyntaxSite) -> SyntaxFinding {
        if let unmatched = unmatched(site) { return unmatched }
        if site.isFirstOnLine {
            return SyntaxFinding(
                .badIndentation,
                site.word(at: site.place),
                "this line stands further left than the first line, or behind the end of the document",
                help: "begin all keys of the outermost mapping in one column"
            )
        }
        return behindValue(site)
    }

    /// Errors in anchors, aliases, tags and directives, none of which a policy may use anyway.
    static func property(_ problem: String, _ site: SyntaxSite) -> SyntaxFinding? {
        let start = site.opening ?? site.place
        let quote = "put quotes around it if it is meant as text"
        if site.context.contains("alias") {
            return SyntaxFinding(
                .aliasNotAllowed,
                site.restOfLine(from: start),
                "‘*’ begins an alias here, and aliases are not allowed",
                help: quote
            )
        }
        if site.context.contains("anchor") {
            return SyntaxFinding(
                .anchorNotAllowed,
                site.restOfLine(from: start),
                "‘&’ begins an anchor here, and anchors are not allowed",
                help: quote
            )
        }
        if problem.contains("directive") || problem.contains("incompatible YAML") || site.context.contains("directive")
            || site.context.contains("%TAG")
        {
            return SyntaxFinding(
                .directiveNotAllowed,
                site.restOfLine(from: start),
                "a directive other than ‘%YAML 1.1’ or ‘%YAML 1.2’ is not allowed",
                help: "remove the line; " + quote
            )
        }
        if problem.contains("tag handle") || site.context.contains("tag") {
            return SyntaxFinding(
                .tagNotAllowed,
                site.word(at: start),
                "‘!’ begins a tag here, and tags are not allowed",
                help: quote
            )
        }
        return nil
    }
}
