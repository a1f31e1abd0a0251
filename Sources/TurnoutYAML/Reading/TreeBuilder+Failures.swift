import CLibYAML

extension TreeBuilder {
    /// Reports a syntax error in words that a person understands.
    mutating func reportSyntax(_ failure: LibYAMLEvents.Failure) {
        guard !failure.isOutOfMemory else { return reportOutOfMemory() }
        let opening = failure.contextMark.map { finder.place($0) }
        let site = SyntaxSite(
            bytes: bytes,
            textStart: finder.textStart,
            place: finder.place(failure.mark),
            opening: opening,
            openBracket: openBracket,
            lastQuoted: lastQuoted,
            context: failure.context
        )
        let finding = SyntaxFinding(failure.problem, site)
        problems.add(finding.code, at: finding.span) { finding.text }
    }

    /// The innermost `[` or `{` that is open.
    private var openBracket: YAMLPlace? {
        frames.last { frame in
            let offset = Int(frame.start.offset)
            return offset < bytes.count && (bytes[offset] == UInt8(ascii: "[") || bytes[offset] == UInt8(ascii: "{"))
        }?.start
    }

    /// Reports that the parser got no memory.
    mutating func reportOutOfMemory() {
        problems.add(.outOfMemory, at: YAMLSpan(at: .origin)) {
            ProblemText(message: "there is not enough memory to read this text", help: "free memory and try again")
        }
    }

    /// Reports that the text has more values than the limit.
    mutating func reportTooManyEvents(at event: UnsafePointer<yaml_event_t>) {
        let place = finder.place(event.pointee.start_mark)
        problems.add(.tooManyEvents, at: YAMLSpan(at: place)) { [limits] in
            ProblemText(
                message: "the text has more than \(limits.maxEvents) values, keys and brackets",
                help: "split the policy, and name the parts under ‘include’"
            )
        }
    }
}
