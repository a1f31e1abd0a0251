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
        for message in request.messages { try checkJoined(message) }
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
            let found = scanner.scan(text).stretches { method(for: $0)?.telling }
            guard !found.isEmpty else { return text }
            // A stretch that bears the name of something else is in it for what it overlaps.
            let result = try rewriter.rewrite(text, found, in: format, map: map) { method(for: $0) ?? .redact }
            for replacement in result.replacements { counts.add(replacement.type, replacement.method) }
            return result.text
        }
        return RewrittenContent(request: rewritten, counts: counts, restorations: map?.restorations())
    }

    /// Services join the text parts of a message. What only the joined text holds cannot be replaced in its parts: half of
    /// a key is a key no longer, and would go out.
    private func checkJoined(_ message: Message) throws(RewriteError) {
        var ends: [Int] = []
        for case .text(let text) in message.content { ends.append((ends.last ?? 0) + text.byteCount) }
        guard ends.count > 1 else { return }
        for finding in scanner.scan(message.text).stretches(rank: { method(for: $0)?.telling })
        where ends.contains(where: { finding.range.lowerBound < $0 && $0 < finding.range.upperBound }) {
            throw .acrossTexts(type: finding.type)
        }
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
