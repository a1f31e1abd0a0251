import TurnoutYAML

/// Reads a text.
func read(_ text: String, limits: YAMLLimits = .standard) -> YAMLDocument {
    YAMLReader.read(Array(text.utf8), limits: limits)
}

extension YAMLSpan {
    /// `line:column-line:column`, or only the first half where the span marks a place.
    var short: String {
        let start = "\(line):\(column)"
        return endOffset == offset ? start : start + "-\(endLine):\(endColumn)"
    }
}

extension YAMLDocument {
    /// All problems as `code span`, with related places behind `<`.
    var report: [String] {
        problems.map { problem in
            ([problem.code.rawValue, problem.span.short] + problem.related.map { "< " + $0.span.short })
                .joined(separator: " ")
        }
    }
}

extension YAMLNode {
    /// The tree in one line: quoted text in quotes, `∅` for a value left out.
    var outline: String {
        switch content {
        case .scalar(let scalar):
            scalar.isPlainNull ? "∅" : scalar.isQuoted ? scalar.text.debugDescription : scalar.text
        case .sequence(let items): "[" + items.map(\.outline).joined(separator: ", ") + "]"
        case .mapping(let entries):
            "{" + entries.map { $0.key.outline + ": " + $0.value.outline }.joined(separator: ", ") + "}"
        }
    }

    /// All nodes of the tree with their spans, in source order.
    var spans: [String] {
        var result = [outline + " " + span.short]
        switch content {
        case .scalar: break
        case .sequence(let items): result += items.flatMap(\.spans)
        case .mapping(let entries): result += entries.flatMap { $0.key.spans + $0.value.spans }
        }
        return result
    }
}
