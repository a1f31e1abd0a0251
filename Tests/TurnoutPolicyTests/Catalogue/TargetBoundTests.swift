import Testing
import TurnoutCore
import TurnoutPolicy

@Suite("What a call costs at most, and most likely")
struct TargetBoundTests {
    private func pico(_ value: Int64) -> TokenPrice { TokenPrice(picoUSDPerToken: value) }

    private func target(
        _ price: ModelPrice?, maxOutput: Int? = nil, locality: Locality = .external, entry: ModelEntry? = nil
    ) -> Target {
        var target = TargetCostTests.target(price, locality: locality, entry: entry)
        target.maxOutput = maxOutput
        return target
    }

    /// 2, 8, 0.50, 2.50 and 10 dollars for a million tokens.
    private var full: ModelPrice {
        ModelPrice(
            input: pico(2_000_000), output: pico(8_000_000), cachedInput: pico(500_000), cacheWrite: pico(2_500_000),
            reasoning: pico(10_000_000), image: Money(nanoUSD: 3_000_000), request: Money(nanoUSD: 1_000_000),
            batchDiscount: 50)
    }

    @Test("each kind of token has its price, and what is charged by the piece is added")
    func cost() {
        let usage = Usage(
            promptTokens: 1_000, completionTokens: 300, cachedTokens: 400, reasoningTokens: 100, cacheWriteTokens: 200)
        // 400 × 2 + 400 × 0.50 + 200 × 2.50 + 200 × 8 + 100 × 10 = 4,100 millionths; + 1,000 + 2 × 3,000.
        #expect(target(full).cost(of: usage, images: 2) == Money(nanoUSD: 11_100_000))
        #expect(target(full).cost(of: usage) == Money(nanoUSD: 5_100_000))
        #expect(target(full).cost(of: usage, images: 2, isBatch: true) == Money(nanoUSD: 5_550_000))
    }

    @Test("what is not given costs as the whole that it is part of")
    func defaults() {
        let plain = target(ModelPrice(input: pico(2_000), output: pico(8_000)))
        let usage = Usage(
            promptTokens: 10, completionTokens: 10, cachedTokens: 3, reasoningTokens: 4, cacheWriteTokens: 5)
        #expect(plain.cost(of: usage) == Money(nanoUSD: 100))
        #expect(plain.cost(of: usage, images: 7, isBatch: true) == Money(nanoUSD: 100))
    }

    @Test("parts that are more than their whole make nothing negative")
    func nonsense() {
        let usage = Usage(
            promptTokens: 10, completionTokens: 5, cachedTokens: 8, reasoningTokens: 50, cacheWriteTokens: 100)
        // 8 × 0.50 + 2 × 2.50 + 5 × 10 = 59 millionths, + 1,000.
        #expect(target(full).cost(of: usage) == Money(nanoUSD: 1_059_000))
        #expect(target(full).cost(of: Usage(cacheWriteTokens: -1)) == nil)
        #expect(target(full).cost(of: Usage(reasoningTokens: -1)) == nil)
        #expect(target(full).cost(of: Usage(), images: -1) == nil)
        #expect(target(full).cost(of: Usage(), images: .max) == nil)
    }

    @Test("a discount is taken off before the one rounding")
    func discount() {
        var price = ModelPrice(input: pico(999), output: .free, batchDiscount: 33)
        // 999 × 0.67 = 669.33 pico-dollars.
        #expect(target(price).cost(of: Usage(promptTokens: 1), isBatch: true) == Money(nanoUSD: 1))
        // 1,500 × 999 × 0.67 = 1,003,995 pico-dollars.
        #expect(target(price).cost(of: Usage(promptTokens: 1_500), isBatch: true) == Money(nanoUSD: 1_004))
        price.batchDiscount = 100
        #expect(target(price).cost(of: Usage(promptTokens: 1_500), isBatch: true) == .zero)
        price.batchDiscount = 101
        #expect(target(price).cost(of: Usage(promptTokens: 1_500), isBatch: true) == nil)
    }

    @Test("the bound takes the dearest that the cache and thinking can make of a call")
    func bound() {
        // 1,000 × 2.50 + 100 × 10 + 1,000 + 3,000 = 7,500 millionths.
        #expect(target(full).worstCaseCost(inputBound: 1_000, output: 100, images: 1) == Money(nanoUSD: 7_500_000))
        #expect(target(full, maxOutput: 10).worstCaseCost(inputBound: 0, output: nil) == Money(nanoUSD: 1_100_000))
        #expect(
            target(full).worstCaseCost(inputBound: 1_000, output: 100, images: 1, isBatch: true)
                == Money(nanoUSD: 3_750_000))
    }

    @Test("what nobody can bound has none")
    func unbounded() {
        var price = full
        #expect(target(price).worstCaseCost(inputBound: 1, output: nil) == nil)
        #expect(target(nil).worstCaseCost(inputBound: 1, output: 1) == nil)
        #expect(target(nil, locality: .local).worstCaseCost(inputBound: 1, output: nil, images: 5) == .zero)
        price.image = nil
        #expect(target(price).worstCaseCost(inputBound: 1, output: 1, images: 1) == nil)
        #expect(target(price).worstCaseCost(inputBound: 1, output: 1, images: 0) != nil)
        #expect(target(price).worstCaseCost(inputBound: .max, output: 1) == nil)
        #expect(target(price).worstCaseCost(inputBound: -1, output: 1) == nil)
        let free = ModelPrice(input: .free, output: .free)
        #expect(target(free).worstCaseCost(inputBound: .max, output: nil, images: 3) == .zero)
    }

    @Test("no call costs more than its bound, whatever the provider counts")
    func isBound() {
        var random = SystemRandomNumberGenerator()
        let seed = random.next()
        var generator = TierRandom(state: seed)
        for _ in 0..<2_000 {
            let entry = ModelEntry(
                kind: .openai, id: "m", price: generator.price(),
                tiers: [
                    PriceTier(above: 50, price: generator.price()), PriceTier(above: 120, price: generator.price()),
                ])
            let target = target(entry.price, entry: entry)
            let (bound, most) = (generator.int(200), generator.int(200))
            let prompt = generator.int(bound)
            let cached = generator.int(prompt)
            let answer = generator.int(most)
            let usage = Usage(
                promptTokens: prompt, completionTokens: answer, cachedTokens: cached,
                reasoningTokens: generator.int(answer), cacheWriteTokens: generator.int(prompt - cached))
            guard let cost = target.cost(of: usage), let worst = target.worstCaseCost(inputBound: bound, output: most)
            else {
                Issue.record("no cost, seed \(seed)")
                return
            }
            #expect(cost <= worst, "seed \(seed): \(usage), \(entry)")
        }
    }

    @Test("a shorter prompt may fall into a dearer tier, and that counts")
    func tiers() {
        let (low, high) = (ModelPrice(input: pico(1_000), output: .free), ModelPrice(input: pico(10), output: .free))
        let entry = ModelEntry(kind: .openai, id: "m", price: low, tiers: [PriceTier(above: 100, price: high)])
        let target = target(low, entry: entry)
        #expect(target.worstCaseCost(inputBound: 500, output: 0) == Money(nanoUSD: 100))
        #expect(target.worstCaseCost(inputBound: 50, output: 0) == Money(nanoUSD: 50))
        #expect(target.worstCaseCost(inputBound: 100_000, output: 0) == Money(nanoUSD: 1_000))
    }

    @Test("what a call most likely costs takes a typical answer where the request names none")
    func expected() {
        let price = ModelPrice(input: pico(2), output: pico(3), image: Money(nanoUSD: 1), request: Money(nanoUSD: 1))
        #expect(target(price).expectedPicoUSD(tokens: 10, output: 5, images: 2) == 3_035)
        #expect(target(price).expectedPicoUSD(tokens: 10, output: nil, images: 0) == 4_020)
        #expect(target(price, maxOutput: 100).expectedPicoUSD(tokens: 10, output: nil, images: 0) == 1_320)
        #expect(target(nil).expectedPicoUSD(tokens: 1, output: 1, images: 0) == .max)
        #expect(target(nil, locality: .local).expectedPicoUSD(tokens: 1, output: 1, images: 0) == 0)
        #expect(target(price).expectedPicoUSD(tokens: .max, output: 1, images: 0) == .max)
    }
}

/// Draws prices; the seed stands in the message of a failure.
private struct TierRandom {
    var state: UInt64

    mutating func int(_ most: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % (most + 1)
    }

    mutating func price() -> ModelPrice {
        func optional(_ value: Int) -> TokenPrice? {
            value % 2 == 0 ? nil : TokenPrice(picoUSDPerToken: Int64(value))
        }
        return ModelPrice(
            input: TokenPrice(picoUSDPerToken: Int64(int(9_999))),
            output: TokenPrice(picoUSDPerToken: Int64(int(9_999))), cachedInput: optional(int(9_999)),
            cacheWrite: optional(int(9_999)), reasoning: optional(int(9_999)))
    }
}
