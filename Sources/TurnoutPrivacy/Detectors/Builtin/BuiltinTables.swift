/// The tables that every scan reads, built once.
final class BuiltinTables: Sendable {
    static let shared = BuiltinTables()

    /// The class of each byte.
    let classes: [UInt16] = ByteClass.table
    /// Where in ``rules`` those with a first byte begin; one more entry than there are bytes.
    let ruleStarts: [Int]
    /// Key prefixes by first byte, the longest first.
    let rules: [TokenRule]
    /// A bit for each possible second byte (its low six bits) at the first byte.
    let secondBytes: [UInt64]
    /// A bit for each possible byte before the last (its low six bits) at the last byte of a secret's name.
    let beforeLast: [UInt64]
    let names = SecretName.byLastByte
    let contextAutomaton = ContextWords.automaton
    let contextKinds = ContextWords.all.map(\.kind)

    private init() {
        let sorted = TokenRules.all.sorted { lhs, rhs in
            lhs.prefix[0] != rhs.prefix[0] ? lhs.prefix[0] < rhs.prefix[0] : lhs.prefix.count > rhs.prefix.count
        }
        var seconds = [UInt64](repeating: 0, count: 256)
        for rule in sorted { seconds[Int(rule.prefix[0])] |= 1 << UInt64(rule.prefix[1] & 63) }
        // `ey` begins JSON web tokens.
        seconds[Int(UInt8(ascii: "e"))] |= 1 << UInt64(UInt8(ascii: "y") & 63)
        rules = sorted
        secondBytes = seconds
        ruleStarts = (0...256).map { byte in sorted.firstIndex { Int($0.prefix[0]) >= byte } ?? sorted.count }
        beforeLast = SecretName.byLastByte.map { endings in
            endings.reduce(0) { mask, entry in
                let byte = entry.ending[entry.ending.count - 2]
                return mask | 1 << UInt64(byte & 63) | 1 << UInt64(byte & 0xDF & 63)
            }
        }
    }
}
