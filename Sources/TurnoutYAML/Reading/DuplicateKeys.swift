/// Finds keys that stand more than once in a mapping.
enum DuplicateKeys {
    /// Up to this many entries, comparing each with each is faster than a table.
    private static let linearLimit = 8

    /// Reports every key that stands in the mapping before; keys compare as Swift compares strings, so two spellings
    /// of one character count as the same.
    static func report(_ entries: [YAMLEntry], to problems: inout ProblemList) {
        guard entries.count > 1 else { return }
        if entries.count <= linearLimit {
            for later in 1..<entries.count {
                guard case .scalar(let key) = entries[later].key.content else { continue }
                for earlier in 0..<later {
                    guard case .scalar(let other) = entries[earlier].key.content, other.text == key.text else {
                        continue
                    }
                    report(entries[later].key, first: entries[earlier].key, to: &problems)
                    break
                }
            }
            return
        }
        var seen: [String: Int] = [:]
        seen.reserveCapacity(entries.count)
        for (index, entry) in entries.enumerated() {
            guard case .scalar(let key) = entry.key.content else { continue }
            if let first = seen[key.text] {
                report(entry.key, first: entries[first].key, to: &problems)
            } else {
                seen[key.text] = index
            }
        }
    }

    private static func report(_ key: YAMLNode, first: YAMLNode, to problems: inout ProblemList) {
        problems.add(.duplicateKey, at: key.span) {
            ProblemText(
                message: "the key ‘\((key.scalar?.text ?? "").prefix(80))’ stands twice in this mapping",
                help: "remove one of the two, or rename it",
                related: [YAMLProblem.Related(message: "first defined here", span: first.span)]
            )
        }
    }
}
