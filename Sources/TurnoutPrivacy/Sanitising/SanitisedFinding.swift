/// A finding in what a sanitiser holds, with what is to be done about it.
struct SanitisedFinding {
    let finding: Finding
    /// What is to be done; `nil` lets it pass.
    let action: SanitiseAction?
    /// The stretches of the held text that it covers, in order: what has gone out and placeholders are left out.
    let parts: [Range<Int>]

    /// From the first to the last byte of it that is held.
    var range: Range<Int> { (parts.first?.lowerBound ?? 0)..<(parts.last?.upperBound ?? 0) }

    /// The findings that are to be judged, as offsets in `bytes`, of which `base` and `released` tell what is before
    /// them in the answer, and how many of them are out.
    static func all(
        of findings: [Finding], in bytes: [UInt8], released: Int, base: Int, issued: Restorations?,
        action: (Finding) -> SanitiseAction?
    ) -> [SanitisedFinding] {
        let found = findings.filter { $0.range.upperBound > released && !$0.range.isEmpty }
        guard !found.isEmpty else { return [] }
        let placeholders = issued?.places(in: bytes) ?? []
        var first = 0
        return found.compactMap { finding in
            let held = max(finding.range.lowerBound, released)..<finding.range.upperBound
            while first < placeholders.count, placeholders[first].upperBound <= held.lowerBound { first += 1 }
            let parts = without(placeholders[first...], in: held)
            guard !parts.isEmpty else { return nil }
            var placed = finding
            placed.range = (finding.range.lowerBound + base)..<(finding.range.upperBound + base)
            return SanitisedFinding(finding: finding, action: action(placed), parts: parts)
        }
    }

    private static func without(_ placeholders: ArraySlice<Range<Int>>, in range: Range<Int>) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = range.lowerBound
        for placeholder in placeholders {
            guard placeholder.lowerBound < range.upperBound else { break }
            if start < placeholder.lowerBound { parts.append(start..<placeholder.lowerBound) }
            start = max(start, placeholder.upperBound)
        }
        if start < range.upperBound { parts.append(start..<range.upperBound) }
        return parts
    }
}
