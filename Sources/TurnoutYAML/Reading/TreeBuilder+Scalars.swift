import CLibYAML

extension TreeBuilder {
    /// Takes in a piece of text.
    mutating func scalar(_ event: UnsafePointer<yaml_event_t>) {
        let data = event.pointee.data.scalar
        let buffer = UnsafeBufferPointer(start: data.value, count: data.length)
        let text = data.length == 0 ? "" : String(decoding: buffer, as: UTF8.self)
        var start = finder.place(event.pointee.start_mark)
        var end = finder.place(event.pointee.end_mark)
        if data.anchor != nil || data.tag != nil { start = reportProperties(from: start, notBehind: end) }
        let isPlain = data.style == YAML_PLAIN_SCALAR_STYLE
        if data.style == YAML_LITERAL_SCALAR_STYLE || data.style == YAML_FOLDED_SCALAR_STYLE {
            end = finder.trimmed(end, notBefore: start)
        }
        let span = YAMLSpan(start, end)
        if isPlain {
            if data.length == 0, frames.isEmpty { reportEmpty(at: start) }
            if data.length == 2, text == "<<", isAtKey { reportMergeKey(span) }
            if !isASCII, let found = text.firstLookalike { report(found, in: text, span) }
        } else {
            lastQuoted = span
        }
        nodes.push(YAMLNode(content: .scalar(YAMLScalar(text: text, isQuoted: !isPlain)), span: span))
    }

    /// Takes in an alias: reported, and kept as the text that stands there.
    mutating func alias(_ event: UnsafePointer<yaml_event_t>) {
        let span = YAMLSpan(finder.place(event.pointee.start_mark), finder.place(event.pointee.end_mark))
        let name = "*" + (event.pointee.data.alias.anchor.map { String(cString: $0) } ?? "")
        problems.add(.aliasNotAllowed, at: span) {
            ProblemText(
                message: "the alias ‘\(name)’ is not allowed: a policy says what it means where it says it",
                help: "write the value out, or put quotes around it if it is meant as text"
            )
        }
        nodes.push(YAMLNode(content: .scalar(YAMLScalar(text: name, isQuoted: false)), span: span))
    }

    /// Reports an anchor and a tag in front of a node, and finds where the node itself begins.
    mutating func reportProperties(from start: YAMLPlace, notBehind end: YAMLPlace) -> YAMLPlace {
        var scan = PropertyScan(bytes, at: start)
        while let property = scan.next(limit: end) {
            if property.isAnchor {
                problems.add(.anchorNotAllowed, at: property.span) {
                    ProblemText(
                        message: "the anchor ‘\(property.text)’ is not allowed: policies have no aliases",
                        help: "remove it, or put quotes around the value if it is meant as text"
                    )
                }
            } else {
                problems.add(.tagNotAllowed, at: property.span) {
                    ProblemText(
                        message: "the tag ‘\(property.text)’ is not allowed: the type follows from the key",
                        help: "remove it, or put quotes around the value if it is meant as text"
                    )
                }
            }
        }
        return min(scan.place, max(start, end))
    }

    private mutating func reportMergeKey(_ span: YAMLSpan) {
        problems.add(.mergeKeyNotAllowed, at: span) {
            ProblemText(
                message: "the merge key ‘<<’ is not allowed: a policy says what it means where it says it",
                help: "write the entries out"
            )
        }
    }

    private mutating func report(_ found: Lookalike, in text: String, _ span: YAMLSpan) {
        var place = span
        // Text without quotes has no escapes: on one line, what stands in it stands at the same distance in the source.
        if span.line == span.endLine {
            let before = text.unicodeScalars.prefix(found.scalarOffset).reduce(0) { $0 + UTF8.width($1) }
            place.offset &+= UInt32(clamping: before)
            place.column &+= UInt32(clamping: found.scalarOffset)
            place.endOffset = place.offset &+ UInt32(clamping: UTF8.width(found.scalar))
            place.endColumn = place.column &+ 1
        }
        problems.add(.lookalikeCharacter, at: place) {
            ProblemText(
                message: "in ‘\(text.prefix(60))’, \(found.description)",
                help: "type the Latin letter, or put quotes around the text if it is meant so"
            )
        }
    }
}
