/// Runs detectors over a text and joins what they find.
///
/// The text is folded first, as far as it needs it, and read a second time where values are disguised; ranges always
/// count in the text as it was given.
public struct Scanner: Sendable {
    /// The findings kept of one text; more is a failure, because memory must not follow the sender's wishes.
    public static let findingLimit = 16_384

    /// The scanner with the built-in detectors only.
    public static let standard = Scanner(detectors: [BuiltinDetector()])

    /// The detectors, in the order they run.
    public let detectors: [any Detector]
    /// The least score of a finding, by type name (`CREDIT_CARD`) or by label with all below it (`pii`, `pii.card`).
    public let thresholds: [String: Double]
    /// The work units allowed for each byte of a text.
    public let workPerByte: Int

    /// Creates a scanner.
    ///
    /// - Parameters:
    ///   - detectors: What to run; they share one budget.
    ///   - thresholds: The least score of a finding, from 0 to 1, by type name or label. The name goes before a label,
    ///     a longer label before a shorter one; what none of them names is kept whatever its score.
    ///   - workPerByte: The work units allowed for each byte. Text made to be slow costs the built-in detectors about 15,
    ///     and as much again for each kind of disguise it is full of.
    public init(detectors: [any Detector], thresholds: [String: Double] = [:], workPerByte: Int = 64) {
        self.detectors = detectors
        self.thresholds = thresholds
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
        guard buffer.count <= OffsetMap.limit else {
            return ScanResult(failures: [DetectorError(detector: "scanner", reason: .textTooLong)])
        }
        var pass = ScanPass(
            detectors: detectors, thresholds: thresholds,
            budget: WorkBudget(byteCount: buffer.count, perByte: workPerByte))
        if let folded = FoldedText(buffer, budget: &pass.budget) {
            folded.bytes.withUnsafeBufferPointer { pass.run($0) }
            for index in pass.findings.indices {
                pass.findings[index].range = folded.source(of: pass.findings[index].range)
            }
        } else {
            pass.run(buffer)
        }
        return pass.result(of: buffer)
    }
}
