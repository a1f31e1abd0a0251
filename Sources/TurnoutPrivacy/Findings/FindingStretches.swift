extension ScanResult {
    /// What has to be replaced: findings that overlap as one stretch, whole, when any of them is meant.
    ///
    /// Detectors know nothing of each other. Where one finds a name inside the address that another found, to replace the
    /// name alone would leave the rest of the address standing.
    ///
    /// - Parameter rank: how urgently a finding is meant, the lowest first; `nil` for one that is not. A stretch is named
    ///   after a secret in it, else after the most urgent finding.
    public func stretches(rank: (Finding) -> Int?) -> [Finding] {
        guard !covered.isEmpty else { return findings.filter { rank($0) != nil } }
        var stretches: [(finding: Finding, order: (Int, Int), isMeant: Bool)] = []
        let all = (findings + covered).sorted { $0.range.lowerBound < $1.range.lowerBound }
        for finding in all {
            let own = rank(finding)
            let order = (finding.type.isSecret ? 0 : 1, own ?? .max)
            guard let last = stretches.last, finding.range.lowerBound < last.finding.range.upperBound else {
                stretches.append((finding, order, own != nil))
                continue
            }
            let isFirst = order < last.order
            var whole = isFirst ? finding : last.finding
            whole.range =
                last.finding.range.lowerBound..<max(last.finding.range.upperBound, finding.range.upperBound)
            stretches[stretches.count - 1] = (whole, isFirst ? order : last.order, last.isMeant || own != nil)
        }
        return stretches.filter(\.isMeant).map(\.finding)
    }
}
