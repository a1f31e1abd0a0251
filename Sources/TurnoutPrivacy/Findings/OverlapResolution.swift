/// Keeps the best of findings that overlap: higher score, then longer, then earlier.
enum OverlapResolution {
    /// The findings that remain, ordered by place and free of overlaps.
    static func resolve(_ findings: [Finding]) -> [Finding] {
        // One pass mostly reports in order, and without overlaps.
        if isResolved(findings) { return findings }
        let ordered = findings.sorted { lhs, rhs in
            (lhs.range.lowerBound, lhs.range.upperBound) < (rhs.range.lowerBound, rhs.range.upperBound)
        }
        var kept: [Finding] = []
        kept.reserveCapacity(ordered.count)
        // Findings that touch no other are the common case, so only a cluster of overlapping ones is compared.
        var clusterStart = 0
        while clusterStart < ordered.count {
            var clusterEnd = clusterStart + 1
            var reach = ordered[clusterStart].range.upperBound
            while clusterEnd < ordered.count, ordered[clusterEnd].range.lowerBound < reach {
                reach = max(reach, ordered[clusterEnd].range.upperBound)
                clusterEnd += 1
            }
            if clusterEnd - clusterStart == 1 {
                kept.append(ordered[clusterStart])
            } else {
                kept += best(of: ordered[clusterStart..<clusterEnd])
            }
            clusterStart = clusterEnd
        }
        return kept
    }

    /// Whether each finding begins behind the end of the one before it.
    private static func isResolved(_ findings: [Finding]) -> Bool {
        var end = Int.min
        for finding in findings {
            guard finding.range.lowerBound >= end, !finding.range.isEmpty else { return false }
            end = finding.range.upperBound
        }
        return true
    }

    private static func best(of cluster: ArraySlice<Finding>) -> [Finding] {
        let byRank = cluster.sorted { lhs, rhs in
            if lhs.score != rhs.score { return lhs.score > rhs.score }
            if lhs.range.count != rhs.range.count { return lhs.range.count > rhs.range.count }
            return lhs.range.lowerBound < rhs.range.lowerBound
        }
        var kept: [Finding] = []  // ordered by place; disjoint, so starts and ends rise together
        for finding in byRank {
            var low = 0
            var high = kept.count
            while low < high {
                let middle = (low + high) / 2
                if kept[middle].range.upperBound <= finding.range.lowerBound { low = middle + 1 } else { high = middle }
            }
            if low == kept.count || kept[low].range.lowerBound >= finding.range.upperBound {
                kept.insert(finding, at: low)
            }
        }
        return kept
    }
}
