/// Runs detectors over a text and joins what they find.
public struct Scanner: Sendable {
    /// The findings kept of one text; more is a failure, because memory must not follow the sender's wishes.
    public static let findingLimit = 16_384

    /// The scanner with the built-in detectors only.
    public static let standard = Scanner(detectors: [BuiltinDetector()])

    /// The detectors, in the order they run.
    public let detectors: [any Detector]
    /// The work units allowed for each byte of a text.
    public let workPerByte: Int

    /// Creates a scanner.
    ///
    /// - Parameters:
    ///   - detectors: What to run; they share one budget.
    ///   - workPerByte: The work units allowed for each byte. Text made to be slow costs the built-in detectors about 15.
    public init(detectors: [any Detector], workPerByte: Int = 64) {
        self.detectors = detectors
        self.workPerByte = max(1, workPerByte)
    }

    /// Every label the detectors may report, each once.
    public var labels: [String] {
        var seen: Set<String> = []
        return detectors.flatMap(\.labels).filter { seen.insert($0).inserted }
    }

    /// Scans a text.
    public func scan(_ text: String) -> ScanResult {
        var text = text
        return text.withUTF8 { scan(buffer: $0) }
    }

    /// Scans bytes; bytes that are no valid UTF-8 are scanned all the same, and reported as a failure.
    public func scan(_ bytes: [UInt8]) -> ScanResult {
        var result = bytes.withUnsafeBufferPointer { scan(buffer: $0) }
        if String(validating: bytes, as: UTF8.self) == nil {
            result.failures.append(DetectorError(detector: "scanner", reason: .invalidUTF8))
        }
        return result
    }

    private func scan(buffer: UnsafeBufferPointer<UInt8>) -> ScanResult {
        let text = TextBytes(buffer)
        var budget = WorkBudget(byteCount: text.count, perByte: workPerByte)
        var findings: [Finding] = []
        var failures: [DetectorError] = []
        for detector in detectors {
            let before = findings.count
            do throws(DetectorError) {
                try detector.findings(in: text, into: &findings, budget: &budget)
                if budget.isExhausted { failures.append(.init(detector: detector.id, reason: .workBudgetExceeded)) }
            } catch {
                failures.append(error)
            }
            // A detector of someone else may have replaced the array, so its length is not taken on trust.
            let added = min(before, findings.count)..<findings.count
            if findings[added].contains(where: { $0.range.lowerBound < 0 || $0.range.upperBound > text.count }) {
                findings.removeAll { $0.range.lowerBound < 0 || $0.range.upperBound > text.count }
                failures.append(.init(detector: detector.id, reason: .invalidRange))
            }
            if findings.count > Scanner.findingLimit {
                findings.removeLast(findings.count - Scanner.findingLimit)
                failures.append(.init(detector: detector.id, reason: .tooManyFindings))
            }
            if budget.isExhausted { break }
        }
        return ScanResult(findings: OverlapResolution.resolve(findings), failures: failures, work: budget.spent)
    }
}
