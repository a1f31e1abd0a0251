import Testing

@testable import TurnoutPrivacy

@Suite struct PlaceholderGrammarTests {
    @Test func namesAreSafeEverywhere() {
        let names = [
            "EMAIL_ADDRESS", "project-ü", "a\"b\\c", "", String(repeating: "x", count: 200), "[A_1.kxfqb]", "née",
        ].map { PlaceholderGrammar.name(of: EntityType($0, label: "internal.x")) }
        #expect(names[0] == "EMAIL_ADDRESS")
        #expect(names[1] == "PROJECT___")
        #expect(names[3] == "DATA")
        #expect(names[4].utf8.count == PlaceholderGrammar.longestName)
        for name in names {
            #expect(name.utf8.allSatisfy { (65...90).contains($0) || (48...57).contains($0) || $0 == 95 })
        }
    }

    @Test func noncesHaveNeitherDigitsNorVowels() {
        var generator = SeededGenerator(seed: 241)
        let nonces = (0..<200).map { _ in PlaceholderGrammar.nonce(using: &generator) }
        #expect(Set(nonces).count > 195)
        #expect(nonces.allSatisfy { $0.count == 5 && $0.allSatisfy(PlaceholderGrammar.nonceLetters.contains) })
        #expect(!PlaceholderGrammar.nonceLetters.contains { "aeiouyl".utf8.contains($0) })
    }

    @Test func typesThatShareANameShareItsNumbers() throws {
        let map = map()
        #expect(
            try map.placeholder(for: "a", of: EntityType("CODE-NAME", label: "internal.a")) == "[CODE_NAME_1.kxfqb]")
        #expect(
            try map.placeholder(for: "a", of: EntityType("CODE_NAME", label: "internal.b")) == "[CODE_NAME_2.kxfqb]")
        #expect(try map.placeholder(for: "a", of: EntityType("CODE_NAME_1", label: "c")) == "[CODE_NAME_1_1.kxfqb]")
    }
}
