public import TurnoutCore
public import TurnoutPolicy

/// What a call to a target would cost, worked out before it is made.
public struct CostEstimate: Hashable, Sendable {
    /// What it most likely costs: the estimated prompt, and the answer's limit or 1,000 tokens; `nil` when that is out of
    /// range.
    public var expected: Money?
    /// What it costs at most; `nil` when that cannot be bounded.
    public var worstCase: Money?
    /// What it most likely costs in the provider's batch interface; `nil` where the price has no discount for that.
    public var batch: Money?

    /// `about 0.0012 USD, at most 0.16 USD (as a batch about 0.0006 USD)`
    var text: String {
        let likely = expected.map { "about \($0)" } ?? "unknown"
        let most = worstCase.map { "at most \($0)" } ?? "without a bound"
        return "\(likely), \(most)" + (batch.map { " (as a batch about \($0))" } ?? "")
    }

    /// The estimate for programs.
    func json() -> JSONValue {
        var members = [
            JSONMember("expected_usd", expected.map { .string($0.decimalText) } ?? .null),
            JSONMember("at_most_usd", worstCase.map { .string($0.decimalText) } ?? .null),
        ]
        if let batch { members.append(JSONMember("batch_usd", .string(batch.decimalText))) }
        return .object(members)
    }
}

extension Policy {
    /// What a call to a target would cost; `nil` for a target that asks no price, or whose price nobody knows.
    public func estimate(of target: Int, _ facts: Facts) -> CostEstimate? {
        guard let price = targets[target].price, !price.isFree else { return nil }
        let pico = targets[target].expectedPicoUSD(
            tokens: facts.sent.tokens, output: facts.outputTokens, images: facts.sent.images)
        let expected = pico == .max ? nil : Money(nanoUSD: pico / 1_000 + (pico % 1_000 == 0 ? 0 : 1))
        var estimate = CostEstimate(expected: expected, worstCase: worstCase(of: target, facts))
        if price.batchDiscount > 0, pico < .max / 100 {
            let share = pico * Int64(100 - price.batchDiscount)
            estimate.batch = Money(nanoUSD: share / 100_000 + (share % 100_000 == 0 ? 0 : 1))
        }
        return estimate
    }
}
