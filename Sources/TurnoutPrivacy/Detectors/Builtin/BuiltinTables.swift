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
    /// A bit for each possible second byte (its low six bits) at the first byte.
    let secondBytes: [UInt64]
    /// A bit for each possible byte before the last (its low six bits) at the last byte of a secret's name.
    let beforeLast: [UInt64]
    /// Whether a secret's name may end in three bytes, and whether a key's prefix may begin with three, at the place
    /// that ``triple(_:_:_:)`` gives.
    let nameTriples: [Bool]
    let ruleTriples: [Bool]
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
        var seconds = [UInt64](repeating: 0, count: 256)
        for rule in sorted { seconds[Int(rule.prefix[0])] |= 1 << UInt64(rule.prefix[1] & 63) }
        // `ey` begins JSON web tokens.
        seconds[Int(UInt8(ascii: "e"))] |= 1 << UInt64(UInt8(ascii: "y") & 63)
        // `PuTTY-User-Key-File` begins a private key.
        seconds[Int(UInt8(ascii: "P"))] |= 1 << UInt64(UInt8(ascii: "u") & 63)
        rules = sorted
        ruleHeads = sorted.map { rule in
            rule.prefix.prefix(8).enumerated().reduce(0) { $0 | UInt64($1.element) << UInt64(8 * $1.offset) }
        }
        ruleMasks = sorted.map { $0.prefix.count >= 8 ? .max : 1 << UInt64(8 * $0.prefix.count) - 1 }
        secondBytes = seconds
        ruleStarts = (0...256).map { byte in sorted.firstIndex { Int($0.prefix[0]) >= byte } ?? sorted.count }
        let endings = SecretName.all
        nameStarts = (0...256).map { byte in endings.firstIndex { Int($0.last) >= byte } ?? endings.count }
        var befores = [UInt64](repeating: 0, count: 256)
        for ending in endings {
            let before = UInt8(truncatingIfNeeded: ending.tail.low >> 8)
            let bits: UInt64 = 1 << UInt64(before & 63) | 1 << UInt64(before & 0xDF & 63)
            befores[Int(ending.last)] |= bits
            befores[Int(ending.last & 0xDF)] |= bits
        }
        beforeLast = befores
        nameTriples = BuiltinTables.triples(
            endings.map { ending in
                let bytes = (0..<3).map { UInt8(truncatingIfNeeded: ending.tail.low >> UInt64(8 * (2 - $0))) }
                return ending.count > 2 ? [bytes[0], bytes[1], bytes[2]] : [bytes[1], bytes[2]]
            }, fromEnd: true)
        ruleTriples = BuiltinTables.triples(sorted.map(\.prefix), fromEnd: false)
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

    /// A place below 4096 for three bytes.
    @inline(__always)
    static func triple(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
        (Int(first) << 7 ^ Int(second) << 4 ^ Int(third)) & 4095
    }

    /// The places of the first or last three bytes of names; of one with two bytes, those of all it may be part of.
    private static func triples(_ names: [[UInt8]], fromEnd: Bool) -> [Bool] {
        var triples = [Bool](repeating: false, count: 4096)
        for name in names {
            guard name.count < 3 else {
                let start = fromEnd ? name.count - 3 : 0
                triples[triple(name[start], name[start + 1], name[start + 2])] = true
                continue
            }
            for other in UInt8.min...UInt8.max {
                triples[fromEnd ? triple(other, name[0], name[1]) : triple(name[0], name[1], other)] = true
            }
        }
        return triples
    }
}
