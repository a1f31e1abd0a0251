import Testing
import TurnoutCore

@Suite struct MoneyTests {
    @Test(arguments: [
        ("5", 5_000_000_000), ("5.00", 5_000_000_000), ("0.000000001", 1), ("9223372036.854775807", Int64.max),
        ("0", 0), ("00.5", 500_000_000),
    ])
    func readsDecimals(_ text: String, _ nanoUSD: Int64) {
        #expect(Money(decimal: text) == Money(nanoUSD: nanoUSD))
    }

    @Test(arguments: ["", ".", "5.", ".5", "-1", "+1", "1e3", "1,5", "0.0000000001", "9223372036.854775808", "5 ", "٥"])
    func refusesEverythingElse(_ text: String) {
        #expect(Money(decimal: text) == nil)
    }

    @Test func printsWithAtLeastTwoDecimals() {
        #expect(Money(nanoUSD: 5_000_000_000).description == "5.00 USD")
        #expect(Money(nanoUSD: 125_000).description == "0.000125 USD")
        #expect(Money(nanoUSD: -1).description == "-0.000000001 USD")
        #expect(Money(nanoUSD: .min).description == "-9223372036.854775808 USD")
    }

    @Test func sumsDoNotWrap() {
        #expect(Money(nanoUSD: .max).adding(Money(nanoUSD: 1)) == nil)
        #expect(Money(nanoUSD: 1).adding(Money(nanoUSD: 2)) == Money(nanoUSD: 3))
    }

    @Test func pricesAreWholePicoDollars() {
        #expect(TokenPrice(perMillion: Money(nanoUSD: 2_500_000_000))?.picoUSDPerToken == 2_500_000)
        #expect(TokenPrice(perMillion: Money(nanoUSD: 1)) == nil)
        #expect(TokenPrice(picoUSDPerToken: .max).picoUSD(tokens: 2) == nil)
    }
}
