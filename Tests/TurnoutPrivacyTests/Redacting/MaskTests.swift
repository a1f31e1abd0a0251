import Testing

@testable import TurnoutPrivacy

@Suite struct MaskTests {
    private func mask(_ text: String, _ type: EntityType) -> String { Mask.mask(Array(text.utf8), type: type) }

    @Test func whatIsLeft() {
        var generator = SeededGenerator(seed: 202)
        let card = Samples.card("4", length: 16, using: &generator)
        #expect(mask(card, .card) == "****" + card.suffix(4))
        #expect(mask(Samples.grouped(card, by: 4, with: " "), .card) == "****" + card.suffix(4))
        #expect(mask("201-555-0123", .phone) == "****23")
        #expect(mask("anna.lindqvist@example.com", .email) == "a***@***.com")
        #expect(mask("kim@example.org", .email) == "***@***.org")
        #expect(mask("a@b.de", .email) == "a***@***")
        #expect(mask("a@b.d", .email) == "***@***")
        #expect(mask("\"ü\"@example.org", .email) == "***@***")
        #expect(mask("kim at example dot org", .email) == "*** ** ******* *** ***")
        #expect(mask("123-45-6789", EntityType(rawValue: "US_SSN")) == "***-**-****")
        #expect(mask("１２３٤", .phone) == "****")
        #expect(mask("日本 12", .birthDate) == "** **")
        #expect(mask(String(repeating: "1 ", count: 40), .birthDate) == "****")
    }

    @Test func secretsShowNothingOfThemselves() {
        for type in EntityType.builtin where type.isSecret {
            #expect(mask("ab-cd ef.1234:5678", type) == "****")
        }
        #expect(mask("ab-cd", EntityType("X", label: "secret")) == "****")
    }

    @Test func neverMoreThanAQuarter() {
        var generator = SeededGenerator(seed: 203)
        let alphabet = Array("abcXYZ0123456789@@..-- +é日\"\\\n")
        for round in 0..<4000 {
            let text = Samples.text(alphabet, Int.random(in: 1...40, using: &generator), using: &generator)
            let type = EntityType.builtin.randomElement(using: &generator) ?? .email
            let masked = mask(text, type)
            let kept = masked.utf8.count(where: isWord)
            #expect(4 * kept <= text.utf8.count(where: isWord), "seed 203, round \(round)")
            #expect(masked.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C })
        }
    }

    private func isWord(_ byte: UInt8) -> Bool { byte &- 48 < 10 || (byte | 0x20) &- 97 < 26 }
}
