public import TurnoutCore

extension Target {
    /// What a call cost by the tokens that it used, rounded up once to a whole nano-dollar.
    ///
    /// Tokens from the provider's cache cost the price for those, all others of the prompt the full price.
    ///
    /// - Returns: `nil` when the price is not known, a count is negative, or the cost is out of range.
    public func cost(of usage: Usage) -> Money? {
        guard usage.promptTokens >= 0, usage.completionTokens >= 0, usage.cachedTokens >= 0 else { return nil }
        guard let price = price(forPrompt: usage.promptTokens) else { return locality == .local ? .zero : nil }
        // More cached tokens than there are is a provider's error, and must not make the rest negative.
        let cached = min(usage.cachedTokens, usage.promptTokens)
        guard let fresh = price.input.picoUSD(tokens: usage.promptTokens - cached),
            let reused = (price.cachedInput ?? price.input).picoUSD(tokens: cached),
            let answer = price.output.picoUSD(tokens: usage.completionTokens)
        else { return nil }
        let (prompt, promptOverflow) = fresh.addingReportingOverflow(reused)
        let (sum, overflow) = prompt.addingReportingOverflow(answer)
        guard !promptOverflow, !overflow, sum >= 0 else { return nil }
        return Money(nanoUSD: sum / 1_000 + (sum % 1_000 == 0 ? 0 : 1))
    }

    /// The price of a call with a prompt of so many tokens: that of a tier, where the catalogue has one for prompts of
    /// such a length and the policy left the price to it.
    public func price(forPrompt tokens: Int) -> ModelPrice? {
        guard let entry, let price, price == entry.price else { return price }
        return entry.tiers.last { tokens > $0.above }?.price ?? price
    }
}
