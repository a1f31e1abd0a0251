import Testing
import TurnoutCore

@testable import TurnoutProviders

@Suite struct TokenPriceTests {
    @Test(
        arguments: [
            ("0", 0), ("0.00000015", 150_000), ("0.000000000001", 1), ("1", 1_000_000_000_000),
            ("0.0000006000000000", 600_000),
            ("12.5", 12_500_000_000_000),
        ] as [(String, Int64)])
    func prices(text: String, pico: Int64) {
        #expect(TokenPrice(perToken: text)?.picoUSDPerToken == pico)
    }

    @Test(arguments: [
        "", "-1", "1e-7", "0.0000000000001", ".5", "1.", "1.2.3", "٣", " 1", "99999999999999999999", "9300000",
    ])
    func whatIsNoPrice(text: String) { #expect(TokenPrice(perToken: text) == nil) }
}
