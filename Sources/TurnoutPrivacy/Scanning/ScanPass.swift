/// One scan while it runs: the detectors over the text, and again over what is disguised in it.
struct ScanPass {
    let detectors: [any Detector]
    /// The least score of a finding by type name or label.
    let thresholds: [String: Double]
    var budget: WorkBudget
    var findings: [Finding] = []
    private(set) var failures: [DetectorError] = []

    init(detectors: [any Detector], thresholds: [String: Double], budget: WorkBudget) {
        self.detectors = detectors
        self.thresholds = thresholds
        self.budget = budget
    }

    /// Scans a text that is folded already.
    mutating func run(_ text: UnsafeBufferPointer<UInt8>) {
        findings = detect(text)
        guard !detectors.isEmpty, !budget.isExhausted else { return }
        var finder = ViewFinder(text: text)
        finder.run()
        budget.spend(finder.work)
        let views = [finder.decoded, finder.worded, finder.joined, finder.wrapped, finder.blobs].filter { !$0.isEmpty }
        let plain = Coverage.bySource(views.isEmpty ? [] : findings)
        for view in views {
            guard !budget.isExhausted else { break }
            budget.spend(view.count)
            for finding in view.view.bytes.withUnsafeBufferPointer({ detect($0) }) {
                guard let (disguise, range) = view.place(of: finding.range), disguise.keeps(finding) else { continue }
                var finding = finding
                finding.range = range
                finding.detector += "/" + disguise.name
                finding.score = max(0, finding.score - Disguise.discount)
                guard let score = (plain[ScanPass.source(of: finding)] ?? .none).score(for: finding) else { continue }
                finding.score = score
                add(finding)
            }
        }
        let found = Coverage.bySource(finder.findings.isEmpty ? [] : findings)
        for finding in finder.findings
        where (found[ScanPass.source(of: finding)] ?? .none).score(for: finding) != nil { add(finding) }
        if budget.isExhausted { fail("scanner", .workBudgetExceeded) }
    }

    /// What is left when thresholds are kept and overlaps resolved.
    func result(of text: UnsafeBufferPointer<UInt8>) -> ScanResult {
        var kept = findings
        removeDoubtful(from: &kept)
        for index in kept.indices { kept[index].range = ScanPass.snapped(kept[index].range, in: text) }
        var result = ScanResult(findings: OverlapResolution.resolve(kept), failures: failures, work: budget.spent)
        guard detectors.count > 1, result.findings.count < kept.count else { return result }
        // Detectors know nothing of each other: what one finds says nothing against what another does.
        let sources = Dictionary(grouping: kept, by: ScanPass.source)
        guard sources.count > 1 else { return result }
        let won = Set(result.findings)
        result.covered = sources.values.flatMap { OverlapResolution.resolve($0) }.filter { !won.contains($0) }
            .sorted { ($0.range.lowerBound, $0.label) < ($1.range.lowerBound, $1.label) }
        return result
    }

    private func removeDoubtful(from findings: inout [Finding]) {
        guard !thresholds.isEmpty else { return }
        findings.removeAll { $0.score < ScanPass.threshold(of: $0.type, in: thresholds) }
    }

    /// Whose finding it is: all parts of the built-in pass are one, and judge among themselves.
    static func source(of finding: Finding) -> String {
        finding.detector.hasPrefix("builtin.")
            ? "builtin" : String(finding.detector.prefix { $0 != "/" })
    }

    /// Runs the detectors that have budget left.
    private mutating func detect(_ buffer: UnsafeBufferPointer<UInt8>) -> [Finding] {
        let text = TextBytes(buffer)
        var found: [Finding] = []
        for detector in detectors {
            // An array of its own, so that a detector of someone else cannot take away what others found.
            var own: [Finding] = []
            do throws(DetectorError) {
                try detector.findings(in: text, into: &own, budget: &budget)
                if budget.isExhausted { fail(detector.id, .workBudgetExceeded) }
            } catch {
                fail(error.detector, error.reason)
            }
            if own.contains(where: { $0.range.lowerBound < 0 || $0.range.upperBound > text.count }) {
                own.removeAll { $0.range.lowerBound < 0 || $0.range.upperBound > text.count }
                fail(detector.id, .invalidRange)
            }
            if found.count + own.count > Scanner.findingLimit {
                own.removeLast(found.count + own.count - Scanner.findingLimit)
                fail(detector.id, .tooManyFindings)
            }
            if found.isEmpty { found = own } else { found += own }
            if budget.isExhausted { break }
        }
        // What is too doubtful to count must not stand in the way of what does.
        removeDoubtful(from: &found)
        return found
    }

    private mutating func add(_ finding: Finding) {
        guard findings.count < Scanner.findingLimit else { return fail("scanner", .tooManyFindings) }
        findings.append(finding)
    }

    private mutating func fail(_ detector: String, _ reason: DetectorError.Reason) {
        let failure = DetectorError(detector: detector, reason: reason)
        if !failures.contains(failure) { failures.append(failure) }
    }

    /// The threshold of a type: by its name, or by the longest label that holds it.
    private static func threshold(of type: EntityType, in thresholds: [String: Double]) -> Double {
        if let named = thresholds[type.rawValue] { return named }
        var label = type.label[...]
        while !label.isEmpty {
            if let held = thresholds[String(label)] { return held }
            label = label.lastIndex(of: ".").map { label[..<$0] } ?? ""
        }
        return 0
    }

    /// A range widened to whole scalars.
    private static func snapped(_ range: Range<Int>, in text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        var lower = range.lowerBound
        var upper = range.upperBound
        while lower > 0, lower < text.count, range.lowerBound - lower < 3, text[lower] & 0xC0 == 0x80 { lower -= 1 }
        while upper < text.count, upper - range.upperBound < 3, text[upper] & 0xC0 == 0x80 { upper += 1 }
        return lower..<upper
    }
}

/// Where findings lie, so that those of a second reading can be kept off them.
private struct Coverage {
    private let findings: [Finding]

    init(_ findings: [Finding]) { self.findings = OverlapResolution.resolve(findings) }

    /// Where nothing lies.
    static let none = Coverage([])

    /// Where the findings of each source lie.
    static func bySource(_ findings: [Finding]) -> [String: Coverage] {
        findings.isEmpty ? [:] : Dictionary(grouping: findings, by: ScanPass.source).mapValues(Coverage.init)
    }

    /// The score with which a finding stands beside these: its own where nothing else lies, or only parts of it that
    /// are less sure; that of a part of the same type which it completes; nil where it must give way.
    func score(for finding: Finding) -> Double? {
        let range = finding.range
        var score = finding.score
        var low = 0
        var high = findings.count
        while low < high {
            let middle = (low + high) / 2
            if findings[middle].range.upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
        }
        while low < findings.count, findings[low].range.lowerBound < range.upperBound {
            let held = findings[low]
            guard held.range.lowerBound >= range.lowerBound, held.range.upperBound <= range.upperBound,
                held.range.count < range.count
            else { return nil }
            if held.score >= finding.score {
                guard held.type == finding.type, held.score <= finding.score + 2 * Disguise.discount else { return nil }
                score = max(score, held.score)
            }
            low += 1
        }
        return score
    }
}
