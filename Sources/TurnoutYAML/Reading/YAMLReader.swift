import CLibYAML

/// Reads the YAML of policies: the system's libyaml for the syntax, and one meaning for every text.
///
/// Anchors, aliases, merge keys, tags and further documents are errors, because a reviewer must see at a place what
/// holds there. Reading never throws and never traps: whatever is wrong comes back as problems with places.
public enum YAMLReader {
    /// Reads a text.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8, with or without a byte-order mark.
    ///   - limits: how much the text may ask for.
    /// - Returns: the tree, or the problems; all that one pass can find.
    public static func read(_ bytes: [UInt8], limits: YAMLLimits = .standard) -> YAMLDocument {
        var problems = ProblemList(limit: limits.maxProblems)
        let maxBytes = min(max(limits.maxBytes, 0), 1 << 30)
        guard bytes.count <= maxBytes else {
            problems.add(.tooLarge, at: YAMLSpan(at: .origin)) {
                ProblemText(
                    message: "this text has \(bytes.count) bytes; at most \(maxBytes) are read",
                    help: "split the policy, and name the parts under ‘include’"
                )
            }
            return YAMLDocument(root: nil, partialRoot: nil, problems: problems.finish())
        }
        return bytes.withUnsafeBufferPointer { read($0, limits, problems) }
    }

    private static func read(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ limits: YAMLLimits,
        _ found: ProblemList
    ) -> YAMLDocument {
        var problems = found
        guard let scan = InputScan(bytes, problems: &problems), !problems.hasErrors else {
            return YAMLDocument(root: nil, partialRoot: nil, problems: problems.finish())
        }
        var builder = TreeBuilder(bytes, scan: scan, limits: limits, problems: problems)
        let text = UnsafeBufferPointer(rebasing: bytes[scan.textStart...])
        guard text.baseAddress != nil, !text.isEmpty else {
            builder.reportEmpty(at: .origin)
            return YAMLDocument(root: nil, partialRoot: nil, problems: builder.problems.finish())
        }
        let isComplete = run(&builder, text, limits)
        let tree = isComplete ? builder.takeRoot() : nil
        let hasErrors = builder.problems.hasErrors
        return YAMLDocument(root: hasErrors ? nil : tree, partialRoot: tree, problems: builder.problems.finish())
    }

    /// Feeds all events to the builder; whether the text was read to its end, or to a second document.
    private static func run(
        _ builder: inout TreeBuilder,
        _ text: UnsafeBufferPointer<UInt8>,
        _ limits: YAMLLimits
    ) -> Bool {
        guard var events = LibYAMLEvents(text) else {
            builder.reportOutOfMemory()
            return false
        }
        var count = 0
        while true {
            guard let event = events.next() else {
                builder.reportSyntax(events.failure)
                return false
            }
            count += 1
            guard count <= limits.maxEvents else {
                builder.reportTooManyEvents(at: event)
                return false
            }
            if builder.take(event) == .done { return builder.frames.isEmpty }
        }
    }
}
