public import TurnoutCore

extension Target {
    /// What a call cost by the tokens that it used, rounded up once to a whole nano-dollar.
    ///
    /// Tokens that came from the provider's cache or went into it, and tokens of thinking, cost the prices for those, where
    /// there are some. What is charged by the piece is added: a fee for the call, and one for each picture.
    ///
    /// - Parameters:
    ///   - images: the pictures in the prompt.
    ///   - isBatch: whether the batch discount is taken off.
    /// - Returns: `nil` when the price is not known, a count is negative, or the cost is out of range.
    public func cost(of usage: Usage, images: Int = 0, isBatch: Bool = false) -> Money? {
        guard usage.promptTokens >= 0, usage.completionTokens >= 0, usage.cachedTokens >= 0,
            usage.cacheWriteTokens >= 0, usage.reasoningTokens >= 0, images >= 0
        else { return nil }
        guard let price = price(forPrompt: usage.promptTokens) else { return locality == .local ? .zero : nil }
        // Parts that are more than their whole are a provider's error, and must not make the rest negative.
        let cached = min(usage.cachedTokens, usage.promptTokens)
        let written = min(usage.cacheWriteTokens, usage.promptTokens - cached)
        let thinking = min(usage.reasoningTokens, usage.completionTokens)
        var sum = CostSum()
        sum.add(price.input, tokens: usage.promptTokens - cached - written)
        sum.add(price.cachedInput ?? price.input, tokens: cached)
        sum.add(price.cacheWrite ?? price.input, tokens: written)
        sum.add(price.output, tokens: usage.completionTokens - thinking)
        sum.add(price.reasoning ?? price.output, tokens: thinking)
        sum.add(price.request ?? .zero, pieces: 1)
        sum.add(price.image ?? .zero, pieces: images)
        return sum.money(discount: isBatch ? price.batchDiscount : 0)
    }

    /// The most that one call can cost, rounded up to a whole nano-dollar; `nil` when that cannot be bounded.
    ///
    /// The prompt may turn out shorter than its bound and fall into another tier, and the provider's cache may take all of
    /// it or give all of it: the dearest of all that can happen counts.
    ///
    /// - Parameters:
    ///   - inputBound: tokens that the prompt certainly does not exceed.
    ///   - output: the most tokens that the answer may have; the model's own limit where the request has none.
    ///   - images: the pictures in the prompt. Without a price for pictures, or a number of tokens that none exceeds, nobody
    ///     can say what one costs.
    ///   - isBatch: whether the batch discount is taken off.
    public func worstCaseCost(inputBound: Int, output: Int?, images: Int = 0, isBatch: Bool = false) -> Money? {
        guard let price else { return locality == .local ? .zero : nil }
        let prices = tieredPrices
        if prices.allSatisfy(\.price.isFree) { return .zero }
        // Where answers cost nothing, as with embeddings, their length is of no account.
        let isAnswerFree = prices.allSatisfy { $0.price.dearestOutput == .free }
        guard let longest = output ?? maxOutput ?? context ?? (isAnswerFree ? 0 : nil), longest >= 0, inputBound >= 0,
            images >= 0,
            images == 0 || price.image != nil || imageTokens != nil,
            let inputBound = withImages(inputBound, images)
        else { return nil }
        var worst = Money.zero
        for (index, tier) in prices.enumerated() where index == 0 || tier.above < inputBound {
            let end = index + 1 < prices.count ? prices[index + 1].above : .max
            var sum = CostSum()
            sum.add(tier.price.dearestInput, tokens: min(inputBound, end))
            sum.add(tier.price.dearestOutput, tokens: longest)
            sum.add(tier.price.request ?? .zero, pieces: 1)
            sum.add(tier.price.image ?? .zero, pieces: images)
            guard let cost = sum.money(discount: isBatch ? tier.price.batchDiscount : 0) else { return nil }
            worst = max(worst, cost)
        }
        return worst
    }

    /// What a call most likely costs, in pico-dollars, for choosing among targets; the largest number when its price is
    /// unknown or out of range.
    ///
    /// - Parameters:
    ///   - tokens: the estimated tokens of the prompt.
    ///   - output: the most tokens that the answer may have, where the request says; else 1,000, or the model's longest
    ///     answer where that is shorter.
    package func expectedPicoUSD(tokens: Int, output: Int?, images: Int) -> Int64 {
        guard let price = price(forPrompt: tokens) else { return locality == .local ? 0 : .max }
        var sum = CostSum()
        sum.add(price.input, tokens: withImages(tokens, images) ?? .max)
        sum.add(price.output, tokens: output ?? min(maxOutput ?? Self.typicalAnswer, Self.typicalAnswer))
        sum.add(price.request ?? .zero, pieces: 1)
        sum.add(price.image ?? .zero, pieces: images)
        return sum.picoUSD ?? .max
    }

    /// A number of tokens with those that pictures make added; `nil` when that is out of range.
    private func withImages(_ tokens: Int, _ images: Int) -> Int? {
        let (more, overflow) = images.multipliedReportingOverflow(by: imageTokens ?? 0)
        let (sum, overflows) = tokens.addingReportingOverflow(more)
        return overflow || overflows ? nil : sum
    }

    /// The tokens of an answer that nothing is known of.
    private static let typicalAnswer = 1_000

    /// The price of a call with a prompt of so many tokens: that of a tier, where the catalogue has one for prompts of
    /// such a length and the policy left the price to it.
    public func price(forPrompt tokens: Int) -> ModelPrice? {
        guard let entry, let price, price == entry.price else { return price }
        return entry.tiers.last { tokens > $0.above }?.price ?? price
    }

    /// The prices of the tiers, each for prompts of more tokens than its `above`; the first is that of short prompts.
    private var tieredPrices: [PriceTier] {
        guard let price else { return [] }
        let tiers = entry.map { $0.price == price ? $0.tiers : [] } ?? []
        return [PriceTier(above: 0, price: price)] + tiers
    }
}

/// A sum of prices in trillionths of a dollar, rounded once when it is asked for.
private struct CostSum {
    /// The sum so far; `nil` once it was out of range.
    private(set) var picoUSD: Int64? = 0

    mutating func add(_ price: TokenPrice, tokens: Int) { add(price.picoUSD(tokens: tokens)) }

    mutating func add(_ price: Money, pieces: Int) {
        let (nano, overflow) = price.nanoUSD.multipliedReportingOverflow(by: Int64(pieces))
        let (pico, overflows) = nano.multipliedReportingOverflow(by: 1_000)
        add(overflow || overflows ? nil : pico)
    }

    private mutating func add(_ amount: Int64?) {
        guard let sum = picoUSD, let amount, amount >= 0 else { return picoUSD = nil }
        let (next, overflow) = sum.addingReportingOverflow(amount)
        picoUSD = overflow ? nil : next
    }

    /// The sum less a discount in percent, rounded up to a whole nano-dollar; `nil` when it was out of range.
    func money(discount: Int) -> Money? {
        guard let picoUSD, (0...100).contains(discount) else { return nil }
        // Hundredths of a pico-dollar, of which a hundred thousand are a nano-dollar.
        let whole = UInt64(picoUSD).multipliedFullWidth(by: UInt64(100 - discount))
        let (quotient, remainder) = UInt64(100_000).dividingFullWidth(whole)
        return Money(nanoUSD: Int64(quotient) + (remainder == 0 ? 0 : 1))
    }
}
