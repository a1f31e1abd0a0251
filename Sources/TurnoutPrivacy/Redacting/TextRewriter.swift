/// Replaces findings in a text.
///
/// All offsets are those of the original, so no replacement moves the next one. A text is rewritten whole, or not
/// at all.
public struct TextRewriter: Sendable {
    private let hashKey: CorrelationKey?

    /// Creates a rewriter; without a key, ``RedactionMethod/hash`` is an error.
    public init(hashKey: CorrelationKey? = nil) {
        self.hashKey = hashKey
    }

    /// Replaces each finding that `how` names a method for.
    ///
    /// - Parameters:
    ///   - text: The text that was scanned.
    ///   - findings: What was found in it, ordered by place, without overlaps; ranges are UTF-8 offsets.
    ///   - format: Whether the text must stay JSON. Inside JSON strings the values behind pseudonyms, masks and
    ///     hashes are those without escapes.
    ///   - map: The pseudonyms of the conversation, needed for ``RedactionMethod/pseudonymise``.
    ///   - how: What to do with a finding; `nil` leaves it.
    public func rewrite(
        _ text: String,
        _ findings: [Finding],
        in format: TextFormat = .plain,
        map: PseudonymMap? = nil,
        how: (Finding) -> RedactionMethod?
    ) throws(RewriteError) -> Rewritten {
        let bytes = Array(text.utf8)
        try check(findings, in: bytes)
        var methods: [Int: RedactionMethod] = [:]
        var chosen: [(index: Int, range: Range<Int>)] = []
        for (index, finding) in findings.enumerated() {
            guard let method = how(finding) else { continue }
            methods[index] = method
            chosen.append((index, finding.range))
        }
        guard !chosen.isEmpty else { return Rewritten(text: text, replacements: []) }

        let pieces =
            switch format {
            case .plain:
                chosen.map { index, range in
                    RewritePiece(finding: index, range: range, value: Array(bytes[range]), needsQuotes: false)
                }
            case .json: try JSONPieces.cut(bytes, chosen)
            }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var replacements: [Replacement] = []
        replacements.reserveCapacity(pieces.count)
        var copied = 0
        for piece in pieces {
            guard let method = methods[piece.finding] else { continue }
            let type = findings[piece.finding].type
            output += bytes[copied..<piece.range.lowerBound]
            let start = output.count
            if piece.needsQuotes { output.append(UInt8(ascii: "\"")) }
            output += try substitute(for: piece.value, type: type, method: method, map: map).utf8
            if piece.needsQuotes { output.append(UInt8(ascii: "\"")) }
            replacements.append(
                Replacement(type: type, method: method, original: piece.range, range: start..<output.count)
            )
            copied = piece.range.upperBound
        }
        output += bytes[copied...]
        return Rewritten(text: String(decoding: output, as: UTF8.self), replacements: replacements)
    }

    private func check(_ findings: [Finding], in bytes: [UInt8]) throws(RewriteError) {
        var end = 0
        for (index, finding) in findings.enumerated() {
            let range = finding.range
            guard range.lowerBound >= 0, range.upperBound <= bytes.count, !range.isEmpty else {
                throw .rangeOutside(finding: index)
            }
            guard range.lowerBound >= end else { throw .disordered(finding: index) }
            for edge in [range.lowerBound, range.upperBound] where edge < bytes.count && bytes[edge] & 0xC0 == 0x80 {
                throw .splitCharacter(finding: index)
            }
            end = range.upperBound
        }
    }

    /// What goes in place of a value: ASCII that no JSON string has to escape.
    private func substitute(
        for value: [UInt8], type: EntityType, method: RedactionMethod, map: PseudonymMap?
    ) throws(RewriteError) -> String {
        switch method {
        case .redact:
            return "<\(PlaceholderGrammar.name(of: type))>"
        case .mask:
            return Mask.mask(value, type: type)
        case .hash:
            guard let hashKey else { throw .missingKey }
            // Behind a colon, detectors would take the digest for the value of a `PASSWORD`.
            return "<\(PlaceholderGrammar.name(of: type))#\(hashKey.tag(of: value, type: type))>"
        case .pseudonymise:
            guard let map else { throw .missingMap }
            do throws(PseudonymError) {
                return try map.placeholder(for: value, of: type)
            } catch {
                throw .pseudonyms(error)
            }
        }
    }
}
