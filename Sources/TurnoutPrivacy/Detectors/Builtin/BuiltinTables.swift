/// The tables that every scan reads, built once.
final class BuiltinTables: Sendable {
    static let shared = BuiltinTables()

    /// The class of each byte.
    let classes: [UInt16]
    /// Names of passwords in other scripts, by their last byte.
    let foreignNames = SecretName.foreign
    /// Whether one of ``foreignNames`` ends with a byte.
    let foreignLast: [Bool]
    /// A bit for each possible byte before the last (its low six bits) at the last byte of ``foreignNames``.
    let foreignBefore: [UInt64]
    /// Where in ``rules`` those with a first byte begin; one more entry than there are bytes.
    let ruleStarts: [Int]
    /// Key prefixes by first byte, the longest first.
    let rules: [TokenRule]
    /// The first eight bytes of each rule's prefix, the first in the lowest place.
    let ruleHeads: [UInt64]
    /// The bytes of ``ruleHeads`` that the prefix has.
    let ruleMasks: [UInt64]
    /// How keys, JSON web tokens and private keys begin.
    let keyStarts: QuadSet
    /// How secrets' names end.
    let nameEnds: QuadSet
    /// The endings of secrets' names, by their last byte.
    let names: [SecretEnding] = SecretName.all
    /// Where in ``names`` those with a last byte begin.
    let nameStarts: [Int]
    let contextWords = ContextWords.shared
    let identifiers = IdentifierRules.shared

    private init() {
        let sorted = TokenRules.all.sorted { lhs, rhs in
            lhs.prefix[0] != rhs.prefix[0] ? lhs.prefix[0] < rhs.prefix[0] : lhs.prefix.count > rhs.prefix.count
        }
        // JSON web tokens begin with `eyJ`, and a private key with `PuTTY-User-Key-File`.
        keyStarts = QuadSet.beginnings(of: sorted.map(\.prefix) + ["eyJ", "PuTT"].map { Array($0.utf8) })
        rules = sorted
        ruleHeads = sorted.map { rule in
            rule.prefix.prefix(8).enumerated().reduce(0) { $0 | UInt64($1.element) << UInt64(8 * $1.offset) }
        }
        ruleMasks = sorted.map { $0.prefix.count >= 8 ? .max : 1 << UInt64(8 * $0.prefix.count) - 1 }
        ruleStarts = (0...256).map { byte in sorted.firstIndex { Int($0.prefix[0]) >= byte } ?? sorted.count }
        let endings = SecretName.all
        nameStarts = (0...256).map { byte in endings.firstIndex { Int($0.last) >= byte } ?? endings.count }
        nameEnds = QuadSet.endings(
            of: endings.map { ending in
                (0..<min(4, ending.count)).reversed()
                    .map { UInt8(truncatingIfNeeded: ending.tail.low >> UInt64(8 * $0)) }
            })
        foreignBefore = SecretName.foreign.map { names in
            names.reduce(0) { $0 | 1 << UInt64($1[$1.count - 2] & 63) }
        }
        foreignLast = SecretName.foreign.indices.map { byte in
            !SecretName.foreign[Int(ByteClass.lowercased(UInt8(truncatingIfNeeded: byte)))].isEmpty
        }
        // The last letters of such names are places where a candidate may begin.
        classes = ByteClass.table.enumerated().map { byte, kinds in
            byte < 0x80 || SecretName.foreign[byte].isEmpty ? kinds : kinds | ByteClass.anchor.rawValue
        }
    }
}
