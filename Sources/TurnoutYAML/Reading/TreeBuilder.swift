import CLibYAML

/// Builds the tree from libyaml's events without recursion, and reports what a policy may not use.
struct TreeBuilder: ~Copyable {
    /// A collection whose end has not come yet.
    struct Frame {
        var isMapping: Bool
        /// How many nodes the stack had when it began.
        var base: Int
        var start: YAMLPlace
        /// Where its opening mark ends, for a collection that stays empty.
        var opened: YAMLPlace
        /// Whether a key is no scalar.
        var hasBadKey = false
    }

    /// Whether to go on after an event.
    enum Step {
        case more
        case done
    }

    let bytes: UnsafeBufferPointer<UInt8>
    let limits: YAMLLimits
    let isASCII: Bool
    var finder: PlaceFinder
    var problems: ProblemList
    var frames: [Frame] = []
    var nodes = NodeStack()
    /// The last quoted text, to explain a quote that was closed in the wrong place.
    var lastQuoted: YAMLSpan?
    private var documents = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>, scan: InputScan, limits: YAMLLimits, problems: ProblemList) {
        self.bytes = bytes
        self.limits = limits
        self.problems = problems
        isASCII = scan.isASCII
        finder = PlaceFinder(bytes, scan: scan)
        frames.reserveCapacity(min(max(limits.maxDepth, 0), 64) + 1)
    }

    /// The finished tree; `nil` where the parse broke off.
    mutating func takeRoot() -> YAMLNode? {
        frames.isEmpty ? nodes.pop() : nil
    }

    /// Takes one event in.
    mutating func take(_ event: UnsafePointer<yaml_event_t>) -> Step {
        switch event.pointee.type {
        case YAML_SCALAR_EVENT: scalar(event)
        case YAML_ALIAS_EVENT: alias(event)
        case YAML_SEQUENCE_START_EVENT, YAML_MAPPING_START_EVENT: return open(event)
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: close(event)
        case YAML_DOCUMENT_START_EVENT: return startDocument(event)
        case YAML_STREAM_END_EVENT:
            if documents == 0 { reportEmpty(at: .origin) }
            return .done
        default: break
        }
        return .more
    }

    private mutating func startDocument(_ event: UnsafePointer<yaml_event_t>) -> Step {
        documents += 1
        let start = finder.place(event.pointee.start_mark)
        guard documents == 1 else {
            let end = finder.place(event.pointee.end_mark)
            problems.add(.multipleDocuments, at: YAMLSpan(start, end)) {
                ProblemText(
                    message: "a second document begins here; a policy is one document",
                    help: "keep one document in a file, and name others under ‘include’"
                )
            }
            return .done
        }
        let tags = event.pointee.data.document_start.tag_directives
        if tags.start != tags.end {
            let span = Directives.firstTagDirective(bytes, from: start)
            problems.add(.directiveNotAllowed, at: span) {
                ProblemText(message: "%TAG is not allowed: policies have no tags", help: "remove this line")
            }
        }
        return .more
    }

    private mutating func open(_ event: UnsafePointer<yaml_event_t>) -> Step {
        let isMapping = event.pointee.type == YAML_MAPPING_START_EVENT
        var start = finder.place(event.pointee.start_mark)
        let end = finder.place(event.pointee.end_mark)
        let hasProperties =
            isMapping
            ? event.pointee.data.mapping_start.anchor != nil || event.pointee.data.mapping_start.tag != nil
            : event.pointee.data.sequence_start.anchor != nil || event.pointee.data.sequence_start.tag != nil
        if hasProperties { start = reportProperties(from: start, notBehind: end) }
        guard frames.count < limits.maxDepth else {
            problems.add(.tooDeep, at: YAMLSpan(start, max(start, end))) { [limits] in
                ProblemText(
                    message: "more than \(limits.maxDepth) lists and mappings are nested here",
                    help: "flatten the structure"
                )
            }
            return .done
        }
        frames.append(Frame(isMapping: isMapping, base: nodes.count, start: start, opened: max(start, end)))
        return .more
    }

    private mutating func close(_ event: UnsafePointer<yaml_event_t>) {
        guard let frame = frames.popLast() else { return }
        // A block collection has no closing mark; libyaml ends it before the next token. It ends with its last node.
        let hasMark = event.pointee.end_mark.index > event.pointee.start_mark.index
        let end =
            hasMark
            ? finder.place(event.pointee.end_mark) : nodes.lastEnd(above: frame.base) ?? frame.opened
        let span = YAMLSpan(frame.start, end)
        if frame.isMapping {
            var entries = nodes.popEntries(from: frame.base)
            if frame.hasBadKey { entries.removeAll { $0.key.scalar == nil } }
            DuplicateKeys.report(entries, to: &problems)
            reportKey(span, isScalar: false)
            nodes.push(YAMLNode(content: .mapping(entries), span: span))
        } else {
            let items = nodes.popItems(from: frame.base)
            reportKey(span, isScalar: false)
            nodes.push(YAMLNode(content: .sequence(items), span: span))
        }
    }

    /// Whether the next node is a mapping's key.
    @inline(__always)
    var isAtKey: Bool {
        guard let frame = frames.last else { return false }
        return frame.isMapping && (nodes.count &- frame.base) & 1 == 0
    }

    private mutating func reportKey(_ span: YAMLSpan, isScalar: Bool) {
        guard !isScalar, isAtKey else { return }
        frames[frames.count - 1].hasBadKey = true
        problems.add(.nonScalarKey, at: span) {
            ProblemText(
                message: "a key must be one piece of text, not a list or a mapping",
                help: "put quotes around it if it is meant as text"
            )
        }
    }

    mutating func reportEmpty(at place: YAMLPlace) {
        problems.add(.emptyDocument, at: YAMLSpan(at: place)) {
            ProblemText(message: "there is nothing in this text", help: "the smallest policy begins with ‘version: 1’")
        }
    }
}

extension YAMLPlace: Comparable {
    static func < (lhs: YAMLPlace, rhs: YAMLPlace) -> Bool { lhs.offset < rhs.offset }
}
