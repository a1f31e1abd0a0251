import Testing

@testable import TurnoutPrivacy

@Suite struct CardIssuerTests {
    private func issuer(_ lead: String, _ length: Int) -> CardIssuer? {
        let digits = Samples.values(lead + String(repeating: "0", count: length - lead.count))
        return CardIssuer.match(digits[...])?.issuer
    }

    @Test func leadingDigitsAndLengthTellTheNetwork() {
        #expect(issuer("4", 16) == .visa)
        #expect(issuer("4", 15) == nil)
        #expect(issuer("37", 15) == .amex)
        #expect(issuer("6011", 16) == .discover)
        #expect(issuer("3528", 16) == .jcb)
        #expect(issuer("36", 14) == .diners)
        #expect(issuer("62", 19) == .unionpay)
        #expect(issuer("5018", 16) == .maestro)
        #expect(issuer("2200", 16) == .mir)
        #expect(issuer("1", 16) == nil)
        #expect(issuer("9", 16) == nil)
    }

    @Test func secondSeriesOfMastercardHasExactEnds() {
        #expect(issuer("2220", 16) == nil)
        #expect(issuer("2221", 16) == .mastercard)
        #expect(issuer("2720", 16) == .mastercard)
        #expect(issuer("2721", 16) == nil)
        #expect(issuer("51", 16) == .mastercard)
        #expect(issuer("55", 15) == nil)
    }

    @Test func lengthsOutsideTheStandardFail() {
        #expect(CardIssuer.match([4, 1, 1]) == nil)
        #expect(CardIssuer.match(ArraySlice(repeating: 4, count: 20)) == nil)
        #expect(CardIssuer.match([]) == nil)
    }
}
