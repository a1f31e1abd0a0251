/// Why a detector of patterns cannot be used.
public enum PatternDetectorError: Error, Sendable, Hashable {
    /// There is no pattern.
    case noPatterns
    /// There are more patterns than one detector takes.
    case tooManyPatterns(limit: Int)
}

/// Finds what patterns describe, such as an organisation's own customer numbers.
///
/// All patterns share one pass over the text. A finding covers the whole match; a match that fails the checksum, or
/// lacks a required context word, is none, and the search goes on behind it. Neither the patterns nor what they
/// matched show up in descriptions.
public struct PatternDetector: Detector {
    /// The most patterns of one detector.
    public static let patternLimit = 256

    public let id: String
    /// What findings are reported as.
    public let type: EntityType
    /// The score of a finding, from 0 to 1, before a context word raises it.
    public let score: Double

    private let patterns: PatternSet
    private let checksum: PatternChecksum?
    private let context: PatternContext?

    /// Creates a detector.
    ///
    /// - Parameters:
    ///   - id: The detector's name in findings.
    ///   - label: The label of its findings, such as `internal.customer`.
    ///   - patterns: One to ``patternLimit`` patterns.
    ///   - score: The score of a finding, from 0 to 1.
    ///   - checksum: What the digits of a match must pass.
    ///   - context: Words near a match, and what they do.
    public init(
        id: String, label: String, patterns: [Pattern], score: Double = 1, checksum: PatternChecksum? = nil,
        context: PatternContext? = nil
    ) throws(PatternDetectorError) {
        let name = String(label.uppercased().map { $0.isLetter || $0.isNumber ? $0 : "_" })
        try self.init(
            id: id, type: EntityType(name, label: label), patterns: patterns, score: score, checksum: checksum,
            context: context)
    }

    /// Creates a detector whose findings are of a given type.
    public init(
        id: String, type: EntityType, patterns: [Pattern], score: Double = 1, checksum: PatternChecksum? = nil,
        context: PatternContext? = nil
    ) throws(PatternDetectorError) {
        guard !patterns.isEmpty else { throw .noPatterns }
        guard patterns.count <= PatternDetector.patternLimit else {
            throw .tooManyPatterns(limit: PatternDetector.patternLimit)
        }
        self.id = id
        self.type = type
        self.patterns = PatternSet(patterns)
        self.score = score
        self.checksum = checksum
        self.context = context
    }

    public var labels: [String] { [type.label] }

    public func findings(
        in text: borrowing TextBytes,
        into findings: inout [Finding],
        budget: inout WorkBudget
    ) throws(DetectorError) {
        let matches = patterns.matches(in: text, limit: Scanner.findingLimit, budget: &budget)
        if matches.count > Scanner.findingLimit { throw DetectorError(detector: id, reason: .tooManyFindings) }
        var places: PatternContext.Places?
        for match in matches {
            if let checksum, !checksum.passes(match.range, of: text, budget: &budget) { continue }
            var score = score
            if let context {
                // The words are looked for once, and only in a text that has a match.
                let known = places ?? context.places(in: text, budget: &budget)
                places = known
                let isNear = known.isNear(match.range, reach: context.reach)
                switch context.effect {
                case .required: if !isNear { continue }
                case .raises(let raised): if isNear { score = max(score, raised) }
                }
            }
            findings.append(Finding(type: type, detector: id, range: match.range, score: score))
        }
        if budget.isExhausted { throw DetectorError(detector: id, reason: .workBudgetExceeded) }
    }
}

extension PatternDetector: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The detector's name and label, without its patterns.
    public var description: String { "PatternDetector(\(id), \(type.label))" }
    /// As ``description``.
    public var debugDescription: String { description }
    /// Shows nothing but the label, so that `dump` does not print what the patterns look for.
    public var customMirror: Mirror { Mirror(self, children: ["id": id, "label": type.label]) }
}
