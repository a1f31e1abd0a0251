import Testing

@testable import TurnoutPrivacy

@Suite struct SymbolSpreadTests {
    private func spread(_ text: String) -> SymbolSpread {
        var text = text
        return text.withUTF8 { buffer in
            var pass = BuiltinPass(
                text: TextBytes(buffer), tables: .shared, budget: WorkBudget(byteCount: buffer.count, perByte: 96)
            )
            return pass.spread(0..<buffer.count)
        }
    }

    @Test func countsKindsAndChanges() {
        let spread = spread("aaB1_x")
        #expect(spread.count == 6)
        #expect(spread.lowers == 3)
        #expect(spread.uppers == 1)
        #expect(spread.digits == 1)
        #expect(spread.symbols == 1)
        #expect(spread.switches == 2)
        #expect(spread.digitSwitches == 1)
        #expect(spread.longestRun == 2)
        #expect(spread.squares == 4 + 1 + 1 + 1 + 1)
    }

    @Test func tellsRandomFromWritten() {
        var generator = SeededGenerator(seed: 31)
        #expect(spread(Samples.token(32, using: &generator)).looksRandom)
        #expect(spread(Samples.text(Samples.hex, 40, using: &generator)).looksRandom)
        #expect(!spread("primaryDatabaseConnection").looksRandom)
        #expect(!spread("xxxxxxxxxxxxxxxxxxxxxxxx").looksRandom)
        #expect(!spread("sha256_of_the_first_block").looksRandom)
        #expect(!spread("").looksRandom)
    }

    @Test func theCountsAreClearedBetweenUses() {
        var text = "abcabc"
        let squares = text.withUTF8 { buffer in
            var pass = BuiltinPass(text: TextBytes(buffer), tables: .shared, budget: WorkBudget(limit: 1000))
            return [pass.spread(0..<6).squares, pass.spread(0..<6).squares, pass.spread(0..<0).squares]
        }
        #expect(squares == [12, 12, 0])
    }
}
