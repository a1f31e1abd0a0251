/// What one shape may be: a row of the table that candidates are looked up in. It holds plain numbers only, so that
/// reading one counts no references.
struct IdentifierRule: Sendable {
    /// The place of the type in ``IdentifierRules/types``.
    let type: Int
    /// A bit for each character that has to be a letter.
    let letters: UInt32
    /// A bit for each character that may be either.
    let free: UInt32
    let kind: ContextWords.Kind
    /// A bit for each kind of words that says less, by its number.
    let hints: UInt32
    let alone: Double
    let known: Double
    let hinted: Double
    let reach: Int
    let anyCase: Bool
    let isBare: Bool
}

/// All shapes of all identifiers, found by one look-up whatever the number of types.
struct IdentifierRules: Sendable {
    /// The rules of the built-in types.
    static let shared = IdentifierRules(
        english + western + northern + eastern + asian + latin + documents)

    /// What the rules' types are places in.
    static let types = EntityType.identifiers + [.medicalRecord]

    /// The rules, those of one shape side by side.
    let rules: [IdentifierRule]
    /// The check of each rule.
    let checks: [IdentifierDefinition.Check]
    /// The farthest that any rule's word may stand before a number, in bytes.
    let reach: Int
    private let keys: [UInt64]
    private let places: [Places]
    private let mask: Int
    /// A bit for each beginning of a shape with what stands behind it, at a hash of them.
    private let beginnings: [UInt64]

    /// The rules of one shape.
    struct Places: Sendable {
        /// Their places in ``rules``.
        let range: Range<UInt16>
        /// Whether some of them need no word nearby.
        let speaksAlone: Bool
    }

    /// Compiles definitions. One of a type that does not exist is left out; a test sees to it that there is none.
    init(_ definitions: [IdentifierDefinition]) {
        var indices: [String: Int] = [:]
        for (index, type) in IdentifierRules.types.enumerated() { indices[type.rawValue] = index }
        var byShape: [UInt64: [(rule: IdentifierRule, check: IdentifierDefinition.Check)]] = [:]
        for definition in definitions {
            guard let type = indices[definition.type] else { continue }
            for (list, alone) in [(definition.strong, definition.alone), (definition.shapes, 0)] {
                for pattern in IdentifierPattern.compile(list) {
                    let rule = IdentifierRule(
                        type: type, letters: pattern.letters, free: pattern.free,
                        kind: type < EntityType.identifiers.count ? .identifier(type) : .medicalRecord,
                        hints: definition.hints.reduce(0) { $0 | 1 << UInt32($1.rawValue) }, alone: alone,
                        known: definition.known, hinted: definition.hinted, reach: definition.reach,
                        anyCase: definition.anyCase, isBare: definition.isBare)
                    byShape[pattern.shape, default: []].append((rule, definition.check))
                }
            }
        }
        var size = 64
        while size < byShape.count * 4 { size *= 2 }
        mask = size - 1
        var keys = [UInt64](repeating: 0, count: size)
        var places = [Places](repeating: IdentifierRules.nowhere, count: size)
        var rules: [IdentifierRule] = []
        var checks: [IdentifierDefinition.Check] = []
        var beginnings = [UInt64](repeating: 0, count: IdentifierRules.beginningBits / 64)
        for code in byShape.keys {
            var rest = code
            while rest > 0xFF {
                let place = IdentifierRules.place(rest >> 8, UInt8(rest & 7))
                beginnings[place >> 6] |= 1 << UInt64(place & 63)
                rest >>= 8
            }
        }
        self.beginnings = beginnings
        for (code, group) in byShape.sorted(by: { $0.key < $1.key }) {
            var slot = IdentifierRules.slot(code, mask)
            while keys[slot] != 0 { slot = (slot + 1) & mask }
            keys[slot] = code
            places[slot] = Places(
                range: UInt16(rules.count)..<UInt16(rules.count + group.count),
                speaksAlone: group.contains { $0.rule.alone > 0 })
            rules += group.map(\.rule)
            checks += group.map(\.check)
        }
        self.keys = keys
        self.places = places
        self.rules = rules
        self.checks = checks
        reach = max(40, rules.map(\.reach).max() ?? 0)
    }

    private static let nowhere = Places(range: 0..<0, speaksAlone: false)

    /// The rules with a shape.
    @inline(__always)
    func places(of shape: UInt64) -> Places {
        var slot = IdentifierRules.slot(shape, mask)
        while keys[slot] != 0 {
            if keys[slot] == shape { return places[slot] }
            slot = (slot + 1) & mask
        }
        return Places(range: 0..<0, speaksAlone: false)
    }

    /// Whether some shape may go on behind its first groups with a separator; it says no only where none does.
    @inline(__always)
    func goesOn(_ shape: UInt64, separator: UInt8) -> Bool {
        let place = IdentifierRules.place(shape, separator)
        return beginnings[place >> 6] &>> UInt64(truncatingIfNeeded: place) & 1 != 0
    }

    private static let beginningBits = 1 << 13

    @inline(__always)
    private static func place(_ shape: UInt64, _ separator: UInt8) -> Int {
        Int(truncatingIfNeeded: ((shape << 3 | UInt64(separator)) &* 0x9E37_79B9_7F4A_7C15) >> 51)
    }

    @inline(__always)
    private static func slot(_ code: UInt64, _ mask: Int) -> Int {
        Int(truncatingIfNeeded: (code &* 0x9E37_79B9_7F4A_7C15) >> 40) & mask
    }
}
