import Testing

@testable import TurnoutEngine

/// What is counted in a text; the expected numbers are those of scripts/tokens/features.py.
@Suite struct TokenFeaturesTests {
    private func counts(_ texts: String...) -> [TokenFeature: Int] {
        var features = TokenFeatures()
        for text in texts { features.add(text) }
        let pairs = zip(TokenFeature.allCases, features.all).filter { $0.1 != 0 }
        return Dictionary(uniqueKeysWithValues: pairs.map { ($0.0, $0.1) })
    }

    @Test func words() {
        #expect(
            counts("Hello camelCase WORLDwide internationalization!!") == [
                .words: 5, .lettersBeyond4: 23, .lettersBeyond8: 13, .lettersBeyond12: 8, .capitals: 4,
                .punctuationRuns: 1, .punctuation: 1,
            ])
        #expect(
            counts("Größe übermäßig ist gut, naïve café 2026-11-03 a1b2c3  x\n\n\ty") == [
                .words: 7, .lettersBeyond4: 7, .lettersBeyond8: 1, .accentedWords: 4, .accentedLetters: 7,
                .foreignWords: 6, .foreignLetters: 29, .digits: 11, .digitGroups: 7, .mixes: 5, .spacesBeforeDigits: 1,
                .spaceRuns: 1, .spaceRunLetters: 1, .newlineRuns: 1, .newlines: 1, .controls: 1, .punctuationRuns: 3,
            ])
    }

    @Test func scripts() {
        #expect(
            counts("Привет, международный мир") == [
                .punctuationRuns: 1, .cyrillicWords: 3, .cyrillicLetters: 22, .cyrillicBeyond6: 7,
            ])
        #expect(
            counts("日本語のテキスト、漢字カナ。 한국어 עברית हिन्दी ελληνικά") == [
                .greekWords: 1, .greekLetters: 8, .semiticWords: 1, .semiticLetters: 5, .devanagari: 6,
                .kana: 7, .han: 5, .hangul: 3, .wide: 2,
            ])
        #expect(counts("👍👍 – €5 €") == [.digits: 1, .digitGroups: 1, .symbols: 3, .emoji: 2])
    }

    @Test func textsAddUp() {
        var first = TokenFeatures()
        first.add("Grüße aus Köln")
        var second = TokenFeatures()
        second.add("42 words 🙂")
        first.add(second)
        var both = TokenFeatures()
        both.add("Grüße aus Köln")
        both.add("42 words 🙂")
        #expect(first.all == both.all)
        #expect(!first.isASCII)
    }

    @Test func everyFamilyWeighsEveryFeature() {
        for family in TokenFamily.allCases {
            let weights = TokenWeights.weights(of: family)
            #expect(weights.count == TokenFeature.allCases.count)
            #expect(weights.allSatisfy { $0 >= 0 })
        }
    }
}
