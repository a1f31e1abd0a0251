import Testing

@testable import TurnoutPrivacy

@Suite struct CardTests {
    static let leads: [(String, Int)] = [
        ("4", 16), ("51", 16), ("2221", 16), ("2720", 16), ("2345", 16), ("34", 15), ("6011", 16), ("3528", 16),
        ("305", 14),
        ("62", 16), ("5018", 16),
    ]

    @Test(arguments: leads) func isFoundInEveryShape(_ lead: String, _ length: Int) {
        var generator = SeededGenerator(seed: 91)
        for _ in 0..<50 {
            let number = Samples.card(lead, length: length, using: &generator)
            #expect(found("n \(number).") == ["CREDIT_CARD \(number)"])
            #expect(found("番号\(number)です") == ["CREDIT_CARD \(number)"])
            for separator in [" ", "-"] {
                let grouped = CardTests.grouped(number, separator)
                #expect(found("n \(grouped), ok") == ["CREDIT_CARD \(grouped)"])
            }
        }
    }

    @Test func theExpiryBehindItIsNoPartOfIt() {
        var generator = SeededGenerator(seed: 92)
        let grouped = Samples.grouped(Samples.card("4", length: 16, using: &generator), by: 4, with: " ")
        #expect(found("\(grouped) 12/27 123") == ["CREDIT_CARD \(grouped)"])
    }

    @Test func wrongCheckDigitsAndLongerNumbersAreNone() {
        var generator = SeededGenerator(seed: 93)
        for _ in 0..<50 {
            let number = Samples.card("4", length: 16, using: &generator)
            let last = (number.last?.wholeNumberValue ?? 0 + 1) % 10
            let wrong = number.dropLast() + String((last + 1) % 10)
            #expect(found("order \(wrong)") == [])
            let grouped = Samples.grouped(number, by: 4, with: "-")
            for text in ["\(number)a", "_\(number)", "\(number)00000", "x-\(number)", "\(grouped)-1234", "0.\(number)"]
            {
                #expect(found(text) == [], "\(text)")
            }
        }
    }

    @Test func tablesOfNumbersAreNone() {
        let table = (5011..<5411).map(String.init).joined(separator: " ")
        #expect(found(table) == [])
        #expect(found(String(repeating: "0", count: 16) + " " + String(repeating: "4", count: 16)) == [])
    }

    @Test func cardsInARowAreAllFound() {
        var generator = SeededGenerator(seed: 94)
        let cards = (0..<4).map { _ in
            Samples.grouped(Samples.card("5300", length: 16, using: &generator), by: 4, with: " ")
        }
        #expect(found(cards.joined(separator: " ")).count == 4)
        let list = Array(repeating: cards, count: 10).joined()
        #expect(found(list.joined(separator: "\n")).count == 40)
    }

    @Test func shortNumbersNeedAWordForCard() {
        var generator = SeededGenerator(seed: 95)
        let short = Samples.card("4", length: 13, using: &generator)
        #expect(found("id \(short)") == [])
        #expect(found("Kreditkarte \(short)") == ["CREDIT_CARD \(short)"])
    }

    private static func grouped(_ number: String, _ separator: String) -> String {
        guard number.count < 16 else { return Samples.grouped(number, by: 4, with: separator) }
        return [number.prefix(4), number.dropFirst(4).prefix(6), number.dropFirst(10)].joined(separator: separator)
    }
}
