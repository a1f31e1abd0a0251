import TurnoutCore
import TurnoutPolicy
import TurnoutPrivacy

/// Replaces in a request what guards want replaced.
struct ContentRewriter {
    let scanner: Scanner
    let rules: [RewriteRule]
    let means: RewritingMeans

    /// Rewrites a request.
    ///
    /// - Throws: when something cannot be replaced; there is no half rewritten request.
    func rewrite(_ request: ModelRequest) throws(RewriteError) -> RewrittenContent {
        var map: PseudonymMap?
        if rules.contains(where: { $0.method == .pseudonymise }) {
            // One draw seeds the nonce: it need not be secret, only new.
            var generator = SplitMix64(seed: means.random())
            do throws(PseudonymError) {
                map = try means.conversation.map(for: request.texts, using: &generator)
            } catch {
                throw .pseudonyms(error)
            }
        }
        let rewriter = TextRewriter(hashKey: means.key)
        var counts = ReplacementCounts()
        let rewritten = try request.mappingTexts { text, format throws(RewriteError) in
            let found = scanner.scan(text).findings
            guard !found.isEmpty else { return text }
            let result = try rewriter.rewrite(text, found, in: format, map: map, how: method)
            for replacement in result.replacements { counts.add(replacement.type, replacement.method) }
            return result.text
        }
        return RewrittenContent(request: rewritten, counts: counts, restorations: map?.restorations())
    }

    /// What is done to a finding: of several rules that are about it, what tells the provider least.
    private func method(for finding: Finding) -> RedactionMethod? {
        rules.lazy.filter { $0.covers(finding.label) }.map(\.method).min { $0.telling < $1.telling }
    }
}

/// A request of which parts were replaced.
struct RewrittenContent: Sendable {
    let request: ModelRequest
    /// What was replaced.
    let counts: ReplacementCounts
    /// What the answer may bring back; `nil` when nothing may.
    let restorations: Restorations?
}

extension RedactionMethod {
    /// The rank by how much of a value a method lets through.
    var telling: Int {
        switch self {
        case .redact: 0
        case .pseudonymise: 1
        case .hash: 2
        case .mask: 3
        }
    }
}
