import Testing

@testable import TurnoutPrivacy

@Suite struct IdentifierTests {
    static let types = Array(Set(IdentifierSamples.definitions.map(\.type))).sorted()

    @Test func tablesNameOnlyTypesThatExist() {
        let names = Set(IdentifierRules.types.map(\.rawValue))
        for definition in IdentifierSamples.definitions { #expect(names.contains(definition.type)) }
        for entry in EntityType.identifierNames {
            #expect(!IdentifierSamples.words(for: entry.name).isEmpty, "no words for \(entry.name)")
            #expect(IdentifierTests.types.contains(entry.name), "no rule for \(entry.name)")
        }
    }

    /// Every written form of every type, each behind a few of its words.
    @Test(arguments: types) func everyFormIsFound(_ type: String) throws {
        var generator = SeededGenerator(seed: 201)
        let words = type == "MEDICAL_RECORD_NUMBER" ? ["MRN", "patient id"] : IdentifierSamples.words(for: type)
        for definition in IdentifierSamples.definitions where definition.type == type {
            let lists = definition.shapes + (definition.strong.isEmpty ? "" : "|" + definition.strong)
            for shape in IdentifierSamples.shapes(lists, using: &generator) {
                let value = try #require(
                    IdentifierSamples.make(shape, definition, using: &generator), "\(type) \(shape)")
                for word in words.shuffled(using: &generator).prefix(2) {
                    let text = "x, \(word): \(value), y"
                    let hits = Scanner.standard.scan(text).findings.filter {
                        IdentifierTests.text($0, of: text) == value
                    }
                    #expect(hits.count == 1, "\(type): \(text)")
                }
            }
        }
    }

    /// Every word of every type, each before a number of its type.
    @Test(arguments: types) func everyWordCounts(_ type: String) throws {
        var generator = SeededGenerator(seed: 202)
        let definition = try #require(IdentifierSamples.definitions.first { $0.type == type })
        let shape = try #require(IdentifierSamples.shapes(definition.shapes, using: &generator).first)
        for word in IdentifierSamples.words(for: type) {
            let value = try #require(IdentifierSamples.make(shape, definition, using: &generator))
            for text in ["\(word) \(value)", "a \(word.uppercased()): \(value).", "{\"\(word)\":\"\(value)\"}"] {
                let hits = Scanner.standard.scan(text).findings.filter { IdentifierTests.text($0, of: text) == value }
                let possible = IdentifierSamples.types(for: word).union([type])
                #expect(hits.contains { possible.contains($0.type.rawValue) }, "\(type): \(text): \(hits)")
            }
        }
    }

    /// One digit of a number with a check digit is changed: it is that type no more, whatever stands before it.
    @Test(arguments: types) func wrongCheckDigitsAreRefused(_ type: String) throws {
        var generator = SeededGenerator(seed: 203)
        let definitions = IdentifierSamples.definitions.filter { $0.type == type }
        let definition = try #require(definitions.first)
        let word = IdentifierSamples.words(for: type).first ?? "MRN"
        let shape = try #require(IdentifierSamples.shapes(definition.shapes, using: &generator).first)
        for _ in 0..<20 {
            let value = try #require(IdentifierSamples.make(shape, definition, using: &generator))
            for _ in 0..<3 {
                var bytes = Array(value.utf8)
                let digits = bytes.indices.filter { bytes[$0] &- 48 < 10 }
                let place = try #require(digits.randomElement(using: &generator))
                bytes[place] = 48 + (bytes[place] - 48 + .random(in: 1...9, using: &generator)) % 10
                let wrong = String(decoding: bytes, as: UTF8.self)
                let values = wrong.utf8.compactMap { byte -> UInt8? in
                    byte &- 48 < 10 ? byte - 48 : byte &- 65 < 26 ? byte - 55 : nil
                }
                guard !definitions.contains(where: { $0.canBe(values) }) else { continue }
                let text = "\(word) \(wrong)"
                let hits = Scanner.standard.scan(text).findings
                    .filter { IdentifierTests.text($0, of: text) == wrong && $0.type.rawValue == type }
                #expect(hits.isEmpty, "\(type): \(text)")
            }
        }
    }

    /// Shapes that speak for themselves need no word, in any script's surroundings.
    @Test(arguments: types) func strongShapesStandAlone(_ type: String) throws {
        var generator = SeededGenerator(seed: 204)
        for definition in IdentifierSamples.definitions where definition.type == type && !definition.strong.isEmpty {
            for shape in IdentifierSamples.shapes(definition.strong, using: &generator) {
                for _ in 0..<5 {
                    let value = try #require(IdentifierSamples.make(shape, definition, using: &generator))
                    for text in ["row 14;\(value);ok", "see \(value).", "。\(value)です", "user \(value) wrote again"] {
                        let found = Scanner.standard.scan(text).findings.map { IdentifierTests.text($0, of: text) }
                        #expect(found.contains(value), "\(type): \(text)")
                    }
                }
            }
        }
    }

    private static func text(_ finding: Finding, of text: String) -> String {
        String(decoding: Array(text.utf8)[finding.range], as: UTF8.self)
    }
}

extension IdentifierDefinition {
    /// Whether some shape has room for so many characters and the check passes.
    fileprivate func canBe(_ values: [UInt8]) -> Bool {
        let letters = values.indices.reduce(UInt32(0)) { values[$1] > 9 ? $0 | 1 << UInt32($1) : $0 }
        return IdentifierPattern.compile(shapes + "|" + strong).contains {
            $0.length == values.count && (letters ^ $0.letters) & ~$0.free == 0
        } && check(values[...])
    }
}
