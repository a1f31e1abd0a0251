import Testing

@testable import TurnoutPrivacy

@Suite struct ContextWordsTests {
    private static func holds(_ words: String, _ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.withUnsafeBufferPointer { buffer in
            let text = TextBytes(buffer)
            var tracker = ContextTracker(words: ContextWords([(.birth, words)]))
            var budget = WorkBudget(limit: 100_000)
            return tracker.holds(.birth, in: text, before: bytes.count, within: 1000, budget: &budget)
        }
    }

    @Test func caseAccentsAndPunctuationDoNotCount() {
        for text in ["tax id", "Tax-ID", "TAX_ID", "taxId", "tax  id:", "x.tax id=", "(tax\tid)", "税tax id", "myTaxId"]
        {
            #expect(ContextWordsTests.holds("tax id", text), "\(text)")
        }
        for text in ["NUMÉRO DE SÉCU", "numero de secu", "Numéro-de-sécu", "nume\u{301}ro de se\u{301}cu"] {
            #expect(ContextWordsTests.holds("numéro de sécu", text), "\(text)")
        }
        for text in ["ИНН", "инн", "Инн "] { #expect(ContextWordsTests.holds("инн", text)) }
        for text in ["ΑΦΜ", "αφμ"] { #expect(ContextWordsTests.holds("αφμ", text)) }
        for text in ["SỐ CĂN CƯỚC", "số căn cước", "so can cuoc"] {
            #expect(ContextWordsTests.holds("số căn cước", text))
        }
        #expect(ContextWordsTests.holds("emšo", "EMŠO"))
        #expect(ContextWordsTests.holds("身份证", "我的身份证号"))
    }

    @Test func wordsHaveToBeWhole() {
        for text in ["syntax id", "tax idea", "taxi", "tax idé", "étax id", "Taxid"] {
            #expect(!ContextWordsTests.holds("tax id", text), "\(text)")
        }
        #expect(!ContextWordsTests.holds("инн", "инновация"))
        #expect(ContextWordsTests.holds("паспорт*", "паспорта"))
        #expect(!ContextWordsTests.holds("паспорт", "паспорта"))
    }

    /// The automaton against a search for each phrase on its own.
    @Test func theAutomatonFindsWhatASearchFinds() {
        var generator = SeededGenerator(seed: 231)
        for round in 0..<200 {
            let phrases = Array(
                Set(
                    (0..<8).map { _ in
                        Array(Samples.text(Array("abc"), .random(in: 1...5, using: &generator), using: &generator).utf8)
                    }))
            let text = Array(Samples.text(Array("abcd"), 60, using: &generator).utf8)
            let automaton = PhraseAutomaton(phrases: phrases)
            var state = 0
            for end in 1...text.count {
                state = automaton.advance(state, by: text[end - 1])
                var found: Set<Int> = []
                var rest = state
                while let (phrase, next) = automaton.phrase(at: rest) {
                    found.insert(phrase)
                    guard next > 0 else { break }
                    rest = next
                }
                let expected = phrases.indices.filter { text[..<end].reversed().starts(with: phrases[$0].reversed()) }
                #expect(found == Set(expected), "seed 231, round \(round)")
                #expect(automaton.ends(state) == !expected.isEmpty)
            }
        }
    }

    @Test func theTableStaysSmall() {
        #expect(ContextWords.shared.automaton.stateCount < 40_000)
    }
}
