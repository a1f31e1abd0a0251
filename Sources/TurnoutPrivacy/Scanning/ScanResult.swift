/// What a scan found, and what it could not vouch for.
public struct ScanResult: Sendable, Hashable {
    /// The findings, ordered by place, without overlaps.
    public var findings: [Finding]
    /// What lost its place to a finding of another detector: its label holds all the same.
    public var covered: [Finding] = []
    /// The detectors that failed. Whoever decides must then treat the text as sensitive.
    public var failures: [DetectorError]
    /// The units of work spent: about one for each byte looked at.
    public var work: Int

    /// Creates a result.
    public init(findings: [Finding] = [], failures: [DetectorError] = [], work: Int = 0) {
        self.findings = findings
        self.failures = failures
        self.work = work
    }

    /// The labels of the findings, each once, in order of their first place.
    public var labels: [String] {
        var seen: Set<String> = []
        return (findings + covered).compactMap { seen.insert($0.label).inserted ? $0.label : nil }
    }
}
