/// What one shape may be: a row of the table that candidates are looked up in.
struct IdentifierRule: Sendable {
    /// The place of the type in ``IdentifierRules/types``.
    let type: Int
    let pattern: IdentifierPattern
    let kind: ContextWords.Kind
    let hints: [ContextWords.Kind]
    let alone: Double
    let known: Double
    let hinted: Double
    let reach: Int
    let anyCase: Bool
    let isBare: Bool
    let check: IdentifierDefinition.Check
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
    private let keys: [UInt64]
    private let places: [Range<UInt16>]
    private let mask: Int

    /// Compiles definitions. One of a type that does not exist is left out; a test sees to it that there is none.
    init(_ definitions: [IdentifierDefinition]) {
        var indices: [String: Int] = [:]
        for (index, type) in IdentifierRules.types.enumerated() { indices[type.rawValue] = index }
        var byShape: [UInt64: [IdentifierRule]] = [:]
        for definition in definitions {
            guard let type = indices[definition.type] else { continue }
            for (list, alone) in [(definition.strong, definition.alone), (definition.shapes, 0)] {
                for pattern in IdentifierPattern.compile(list) {
                    let rule = IdentifierRule(
                        type: type, pattern: pattern,
                        kind: type < EntityType.identifiers.count ? .identifier(type) : .medicalRecord,
                        hints: definition.hints, alone: alone,
                        known: definition.known, hinted: definition.hinted, reach: definition.reach,
                        anyCase: definition.anyCase, isBare: definition.isBare, check: definition.check)
                    byShape[pattern.shape, default: []].append(rule)
                }
            }
        }
        var size = 64
        while size < byShape.count * 4 { size *= 2 }
        mask = size - 1
        var keys = [UInt64](repeating: 0, count: size)
        var places = [Range<UInt16>](repeating: 0..<0, count: size)
        var rules: [IdentifierRule] = []
        for (code, group) in byShape.sorted(by: { $0.key < $1.key }) {
            var slot = IdentifierRules.slot(code, mask)
            while keys[slot] != 0 { slot = (slot + 1) & mask }
            keys[slot] = code
            places[slot] = UInt16(rules.count)..<UInt16(rules.count + group.count)
            rules += group
        }
        self.keys = keys
        self.places = places
        self.rules = rules
    }

    /// The places in ``rules`` of those with a shape.
    @inline(__always)
    func places(of shape: UInt64) -> Range<Int> {
        var slot = IdentifierRules.slot(shape, mask)
        while keys[slot] != 0 {
            if keys[slot] == shape { return Int(places[slot].lowerBound)..<Int(places[slot].upperBound) }
            slot = (slot + 1) & mask
        }
        return 0..<0
    }

    @inline(__always)
    private static func slot(_ code: UInt64, _ mask: Int) -> Int {
        Int(truncatingIfNeeded: (code &* 0x9E37_79B9_7F4A_7C15) >> 40) & mask
    }
}
