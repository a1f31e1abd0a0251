/// Keeps what an answer must not say out of it, while it arrives in pieces.
///
/// It holds back the last hundred bytes or so, looks at them together with a little of what is out, and lets go what
/// lies before a place where no value can go on. However the answer is cut into pieces, what comes out is the same:
/// looks follow a count of bytes. JSON is held whole, because a tool's arguments are of no use before their end. Make
/// one for each choice and each tool call, and restore placeholders behind it: before that, what the answer says is
/// the model's own.
///
/// The same value may be judged differently than in the whole text where what tells of it stands farther away than the
/// reach. Of a finding that begins in what is out already, only the rest can be replaced.
public struct StreamSanitiser: Sendable {
    /// The longest JSON text, in bytes.
    public static let jsonLimit = 1 << 20

    private let scanner: Scanner
    private let format: TextFormat
    private let rewriter: TextRewriter
    private let issued: Restorations?
    private let action: @Sendable (Finding) -> SanitiseAction?
    private let schedule: SanitisingSchedule

    /// What is held, behind some of what is out.
    private var bytes: [UInt8] = []
    /// How many of `bytes` are out.
    private var released = 0
    /// How much of the answer was before `bytes`.
    private var base = 0
    /// How many bytes must be held for the next look.
    private var due: Int
    private var replaced: [SanitisedCount] = []

    /// Why it stopped, if it did; whatever it is given then is refused for the same reason.
    public private(set) var stop: SanitiserStop?

    /// Creates a sanitiser.
    ///
    /// - Parameters:
    ///   - scanner: What looks for findings.
    ///   - format: Whether the text is JSON and must stay so.
    ///   - hashKey: The key for ``RedactionMethod/hash``.
    ///   - issued: The placeholders of the conversation; findings inside them are none.
    ///   - reach: How far from a value words may stand that make it one, in bytes up to 4096. The built-in detectors
    ///     need nothing; patterns with a ``PatternContext`` of a longer reach do. So much of the answer is held back.
    ///   - action: What to do with a finding, whose range counts in the answer; `nil` lets it pass. It is asked again
    ///     when a finding is seen again, and should say the same.
    public init(
        scanner: Scanner,
        format: TextFormat = .plain,
        hashKey: CorrelationKey? = nil,
        ignoring issued: Restorations? = nil,
        reach: Int = 0,
        action: @escaping @Sendable (Finding) -> SanitiseAction?
    ) {
        self.scanner = scanner
        self.format = format
        rewriter = TextRewriter(hashKey: hashKey)
        self.issued = issued
        self.action = action
        schedule = SanitisingSchedule(reach: reach)
        due = format == .json ? StreamSanitiser.jsonLimit + 1 : schedule.next(held: 0)
    }

    /// How many bytes are held back.
    public var held: Int { bytes.count - released }

    /// Takes a piece and appends what may go out.
    public mutating func take(_ piece: String, into output: inout String) throws(SanitiserStop) {
        var rest = Array(piece.utf8)[...]
        if let stop { throw stop }
        while !rest.isEmpty {
            let part = rest.prefix(due - held)
            bytes += part
            rest = rest.dropFirst(part.count)
            if held == due { try look(isLast: false, into: &output) }
        }
    }

    /// Ends the answer and appends the rest of it.
    public mutating func finish(into output: inout String) throws(SanitiserStop) {
        if let stop { throw stop }
        if held > 0 { try look(isLast: true, into: &output) }
    }

    /// What was replaced since the last call, each type and method once, in the order they were first met.
    public mutating func drainReplaced() -> [SanitisedCount] {
        defer { replaced = [] }
        return replaced
    }

    private mutating func look(isLast: Bool, into output: inout String) throws(SanitiserStop) {
        do throws(SanitiserStop) {
            try release(isLast: isLast, into: &output)
        } catch {
            stop = error
            bytes = []
            released = 0
            throw error
        }
    }

    /// The findings; where some overlap, joined into what has to be replaced.
    private func stretches(of result: ScanResult) -> [Finding] {
        guard !result.covered.isEmpty else { return result.findings }
        return result.stretches { finding in
            var placed = finding
            placed.range = (finding.range.lowerBound + base)..<(finding.range.upperBound + base)
            return action(placed)?.rank
        }
    }

    private mutating func release(isLast: Bool, into output: inout String) throws(SanitiserStop) {
        if format == .json, held > StreamSanitiser.jsonLimit { throw .heldTooLong(limit: StreamSanitiser.jsonLimit) }
        let end = isLast ? bytes.count : SafeCut.wholeEnd(of: bytes)
        let result = scanner.scan(end == bytes.count ? bytes : Array(bytes[..<end]))
        if let failure = result.failures.first { throw .detectorFailed(failure) }
        let found = SanitisedFinding.all(
            of: stretches(of: result), in: bytes, released: released, base: base, issued: issued,
            action: action
        )
        let cut = isLast ? end : cut(before: end - schedule.window, around: found)
        if cut > released {
            output += try rewritten(upTo: cut, found.filter { $0.range.upperBound <= cut })
            forget(upTo: cut)
        } else if held >= SanitisingSchedule.openLimit {
            throw .heldTooLong(limit: SanitisingSchedule.openLimit)
        }
        if format == .plain { due = schedule.next(held: held) }
    }

    /// Where to cut: at a boundary outside of all findings; in a long text without one, outside of those that matter.
    private func cut(before limit: Int, around found: [SanitisedFinding]) -> Int {
        let cut = SafeCut.last(in: bytes, behind: released, upTo: limit, outside: found.map(\.range), .boundary)
        if cut > released || held < SanitisingSchedule.tokenLimit { return cut }
        let kept = found.filter { $0.action != nil }.map(\.range)
        for rule in [SafeCut.Rule.boundary, .character] {
            let cut = SafeCut.last(in: bytes, behind: released, upTo: limit, outside: kept, rule)
            if cut > released { return cut }
        }
        return released
    }

    /// The held text up to a cut, with what must not be said replaced.
    private mutating func rewritten(upTo cut: Int, _ found: [SanitisedFinding]) throws(SanitiserStop) -> String {
        let text = String(decoding: bytes[released..<cut], as: UTF8.self)
        var findings: [Finding] = []
        var methods: [Int: RedactionMethod] = [:]
        var counted: [(EntityType, RedactionMethod)] = []
        for held in found {
            guard let action = held.action else { continue }
            guard case .replace(let method) = action else {
                throw .refused(type: held.finding.type, detector: held.finding.detector)
            }
            counted.append((held.finding.type, method))
            for part in held.parts {
                var finding = held.finding
                finding.range = (part.lowerBound - released)..<(part.upperBound - released)
                methods[finding.range.lowerBound] = method
                findings.append(finding)
            }
        }
        guard !findings.isEmpty else { return text }
        do throws(RewriteError) {
            let new = try rewriter.rewrite(text, findings, in: format) { methods[$0.range.lowerBound] }
            for (type, method) in counted { count(type, method) }
            return new.text
        } catch {
            throw .notReplaceable(error)
        }
    }

    private mutating func count(_ type: EntityType, _ method: RedactionMethod) {
        if let index = replaced.firstIndex(where: { $0.type == type && $0.method == method }) {
            replaced[index].count += 1
        } else {
            replaced.append(SanitisedCount(type: type, method: method, count: 1))
        }
    }

    /// Keeps of what is out only what detectors are to see again.
    private mutating func forget(upTo cut: Int) {
        var dropped = max(0, cut - schedule.context)
        while dropped < cut, !SafeCut.startsCharacter(dropped, in: bytes) { dropped += 1 }
        bytes.removeFirst(dropped)
        base += dropped
        released = cut - dropped
    }
}

extension StreamSanitiser: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// How much it holds back.
    public var description: String { "StreamSanitiser(\(held) bytes held)" }
    /// As ``description``.
    public var debugDescription: String { description }
    /// Shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
