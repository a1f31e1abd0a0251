import TurnoutCore
import TurnoutYAML

/// What holds of every document that the reader gives, whatever the text.
enum Invariants {
    /// The first promise that reading a text breaks; `nil` where all hold.
    static func fault(in bytes: [UInt8]) -> String? {
        let limits = YAMLLimits(maxDepth: 16, maxProblems: 20)
        let document = YAMLReader.read(bytes, limits: limits)
        let source = SourceText(bytes)
        if (document.root == nil) != document.hasErrors { return "a root with errors, or neither" }
        if document.root != nil, document.partialRoot == nil { return "a root, but no partial root" }
        if document.problems.count > 2 * (limits.maxProblems + 1) { return "too many problems" }
        var before: UInt32 = 0
        for problem in document.problems {
            if let fault = place(problem.span, source) { return "problem \(problem.code.rawValue): \(fault)" }
            for related in problem.related {
                if let fault = place(related.span, source) { return "related to \(problem.code.rawValue): \(fault)" }
            }
            let isCount = problem.code == .tooManyProblems || problem.code == .tooManyWarnings
            if !isCount, problem.span.offset < before { return "problems out of order" }
            before = problem.span.offset
        }
        return document.partialRoot.flatMap { node($0, source, depth: 0) }
    }

    /// Line and column must be those of the byte offset, and the span must lie in the text.
    private static func place(_ span: YAMLSpan, _ source: SourceText) -> String? {
        guard span.offset <= span.endOffset, Int(span.endOffset) <= source.bytes.count else { return "outside \(span)" }
        let start = source.position(ofByte: Int(span.offset), file: "")
        let end = source.position(ofByte: Int(span.endOffset), file: "")
        guard start.line == span.line, start.column == span.column else { return "start \(span), should be \(start)" }
        guard end.line == span.endLine, end.column == span.endColumn else { return "end \(span), should be \(end)" }
        return nil
    }

    private static func node(_ node: YAMLNode, _ source: SourceText, depth: Int) -> String? {
        if depth > 16 { return "too deep" }
        if let fault = place(node.span, source) { return "\(node.outline.prefix(40)): \(fault)" }
        let parts: [YAMLNode] =
            switch node.content {
            case .scalar: []
            case .sequence(let items): items
            case .mapping(let entries): entries.flatMap { [$0.key, $0.value] }
            }
        var before = node.span.offset
        for part in parts {
            if part.span.offset < before { return "\(part.outline.prefix(40)) stands before its neighbour" }
            if part.span.endOffset > node.span.endOffset { return "\(part.outline.prefix(40)) ends behind its parent" }
            if let fault = self.node(part, source, depth: depth + 1) { return fault }
            before = part.span.endOffset
        }
        return nil
    }
}
