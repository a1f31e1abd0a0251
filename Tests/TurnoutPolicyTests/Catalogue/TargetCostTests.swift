import Testing
import TurnoutCore
import TurnoutPolicy

@Suite("What a call cost")
struct TargetCostTests {
    static func target(_ price: ModelPrice?, locality: Locality = .external, entry: ModelEntry? = nil) -> Target {
        Target(
            name: TargetName(provider: "p", model: "m"), kind: .openai, endpoint: nil, modelID: "m", locality: locality,
            data: .unknown, price: price, entry: entry)
    }

    /// 2.50, 10 and 1.25 dollars for a million tokens.
    static let price = ModelPrice(
        input: TokenPrice(picoUSDPerToken: 2_500_000), output: TokenPrice(picoUSDPerToken: 10_000_000),
        cachedInput: TokenPrice(picoUSDPerToken: 1_250_000))

    @Test(
        "by hand",
        arguments: [
            // 1000 × 2.50 + 500 × 10 = 7500 dollars for a million: 0.0075.
            (Usage(promptTokens: 1_000, completionTokens: 500), 7_500_000),
            // 400 × 2.50 + 600 × 1.25 + 500 × 10 = 6750.
            (Usage(promptTokens: 1_000, completionTokens: 500, cachedTokens: 600), 6_750_000),
            (Usage(promptTokens: 1_000, completionTokens: 0, cachedTokens: 5_000), 1_250_000),
            (Usage(), 0), (Usage(promptTokens: 1), 2_500),
        ] as [(Usage, Int64)])
    func byHand(_ usage: Usage, _ nanoUSD: Int64) {
        #expect(Self.target(Self.price).cost(of: usage) == Money(nanoUSD: nanoUSD))
    }

    @Test("is rounded up once")
    func rounding() {
        // Three amounts of a third of a nano-dollar and more: 333 + 333 + 400 pico-dollars.
        let price = ModelPrice(
            input: TokenPrice(picoUSDPerToken: 333), output: TokenPrice(picoUSDPerToken: 400),
            cachedInput: TokenPrice(picoUSDPerToken: 333))
        let usage = Usage(promptTokens: 2, completionTokens: 1, cachedTokens: 1)
        #expect(Self.target(price).cost(of: usage) == Money(nanoUSD: 2))
        #expect(Self.target(price).cost(of: Usage(promptTokens: 1)) == Money(nanoUSD: 1))
    }

    @Test("without a price for cached tokens is the full one")
    func noCachedPrice() {
        var price = Self.price
        price.cachedInput = nil
        let usage = Usage(promptTokens: 1_000, cachedTokens: 1_000)
        #expect(Self.target(price).cost(of: usage) == Money(nanoUSD: 2_500_000))
    }

    @Test("is not known without a price, and nothing at home")
    func unknown() {
        #expect(Self.target(nil).cost(of: Usage(promptTokens: 5)) == nil)
        #expect(Self.target(nil, locality: .local).cost(of: Usage(promptTokens: 5)) == .zero)
        let free = ModelPrice(input: .free, output: .free)
        #expect(Self.target(free).cost(of: Usage(promptTokens: 5)) == .zero)
    }

    @Test(
        "never wraps",
        arguments: [
            Usage(promptTokens: -1), Usage(completionTokens: -1), Usage(cachedTokens: -1), Usage(promptTokens: .max),
            Usage(completionTokens: .max), Usage(promptTokens: 3_000_000_000_000, completionTokens: 900_000_000_000),
        ])
    func outOfRange(_ usage: Usage) {
        #expect(Self.target(Self.price).cost(of: usage) == nil)
    }

    @Test("takes the tier of a long prompt, unless the policy has its own price")
    func tiers() {
        let dear = ModelPrice(
            input: TokenPrice(picoUSDPerToken: 5_000_000), output: TokenPrice(picoUSDPerToken: 15_000_000))
        let entry = ModelEntry(
            kind: .openai, id: "m", price: Self.price, tiers: [PriceTier(above: 200_000, price: dear)])
        let target = Self.target(Self.price, entry: entry)
        #expect(target.cost(of: Usage(promptTokens: 200_000)) == Money(nanoUSD: 500_000_000))
        #expect(target.cost(of: Usage(promptTokens: 200_001)) == Money(nanoUSD: 1_000_005_000))
        let own = ModelPrice(input: TokenPrice(picoUSDPerToken: 1_000_000), output: .free)
        #expect(Self.target(own, entry: entry).cost(of: Usage(promptTokens: 300_000)) == Money(nanoUSD: 300_000_000))
    }
}
