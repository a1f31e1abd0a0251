import Testing

@testable import TurnoutPrivacy

@Suite struct WordListDetectorTests {
    private func matches(_ words: [String], in text: String) throws -> [String] {
        let detector = try WordListDetector(id: "words", label: "internal.name", words: words)
        return found(text, by: Scanner(detectors: [detector])).map { String($0.dropFirst("INTERNAL_NAME ".count)) }
    }

    @Test func wordsEndAtBoundaries() throws {
        #expect(
            try matches(["Kestrel"], in: "kestrel, KESTREL; Kestrels akestrel _kestrel kestrel") == [
                "kestrel", "KESTREL", "kestrel",
            ])
        #expect(try matches(["kestrel"], in: "kestrel") == ["kestrel"])
    }

    @Test func phrasesAndOverlaps() throws {
        #expect(
            try matches(["project", "Project Red Kite", "kite"], in: "on project red kite") == ["project red kite"])
        #expect(try matches(["he", "she", "hers"], in: "she he hers ushers") == ["she", "he", "hers"])
        #expect(try matches(["C++", "#12"], in: "C++ and #12 but not #123") == ["C++", "#12"])
    }

    @Test func scriptsWithoutSpacesMatchAnywhere() throws {
        #expect(try matches(["机密", "Öl"], in: "这是机密文件, das Öl") == ["机密", "Öl"])
    }

    @Test func listsThatCannotBeUsedAreRefused() {
        #expect(throws: WordListError.empty) { try WordListDetector(id: "w", label: "l", words: ["", ""]) }
        let long = (0..<70_000).map { "w\($0)" }
        #expect(throws: WordListError.tooLarge(limit: WordAutomaton.stateLimit - 1)) {
            try WordListDetector(id: "w", label: "l", words: long)
        }
    }

    @Test func agreesWithAPlainSearch() throws {
        var generator = SeededGenerator(seed: 81)
        for round in 0..<100 {
            let words = (0..<8).map { _ in
                Samples.text(["a", "b", "c"], .random(in: 1...4, using: &generator), using: &generator)
            }
            let text = Samples.text(["a", "b", "c", " ", "-"], 60, using: &generator)
            let expected = text.split { $0 == " " || $0 == "-" }.map(String.init).filter(words.contains)
            #expect(try matches(words, in: text) == expected, "seed 81, round \(round)")
        }
    }
}
