public import TurnoutCore
public import TurnoutPolicy

extension Evaluation {
    /// What is to be said of a target: first what nothing can change, then what the request asks, then what will pass.
    func judgeAsItIs(_ number: Int) -> Verdict {
        let denial = denials[number]
        if denial > 0 { return .deniedByGuard(Int(denial) - 1) }
        if denial < 0 { return .deniedByBudget(Int(-denial) - 1) }
        if let unfit = fitness(of: number) { return unfit }
        if policy.profiles[number].isExternal, state.isOffline || facts.context.offline { return .offline }
        guard number < state.targets.count else { return .eligible }
        return availability(of: state.targets[number])
    }

    /// Why the target cannot serve the request at all.
    private func fitness(of number: Int) -> Verdict? {
        let profile = policy.profiles[number]
        let missing = facts.needs.subtracting(profile.capabilities)
        if !missing.isEmpty { return .missing(missing) }
        let unsupported = facts.features.subtracting(profile.features)
        if !unsupported.isEmpty { return .unsupported(unsupported) }
        let wanted = facts.outputTokens ?? 0
        let (sum, overflow) = facts.tokens.addingReportingOverflow(wanted)
        let needed = overflow ? .max : sum
        if needed > profile.context { return .contextTooSmall(needed: needed) }
        if wanted > profile.maxOutput { return .outputTooSmall(needed: wanted) }
        guard let cap = facts.context.costCap else { return nil }
        let target = policy.targets[number]
        // Nobody can say beforehand how many tokens a service makes of a picture.
        if facts.needs.contains(Capabilities(.images)), target.isPriced { return .unknownPrice }
        guard let worstCase = target.worstCaseCost(inputBound: facts.tokenBound, output: facts.outputTokens) else {
            return .unknownPrice
        }
        return worstCase > cap ? .overCostCap(worstCase: worstCase) : nil
    }

    private func availability(of state: TargetState) -> Verdict {
        if let wait = state.quarantinedFor { return .quarantined(retryIn: wait) }
        if state.isDown { return .unhealthy }
        switch state.breaker {
        case .open(let retryIn): return .breakerOpen(retryIn: retryIn)
        case .halfOpen(let freeProbes) where freeProbes <= 0: return .breakerProbing
        case .halfOpen, .closed: break
        }
        return state.limitedFor.map { .rateLimited(retryIn: $0) } ?? .eligible
    }
}

extension Target {
    /// The most that one call can cost, rounded up to a whole nano-dollar; `nil` when that cannot be bounded.
    ///
    /// - Parameters:
    ///   - inputBound: tokens that the prompt certainly does not exceed.
    ///   - output: the most tokens that the answer may have; the model's own limit where the request has none.
    public func worstCaseCost(inputBound: Int, output: Int?) -> Money? {
        guard let price = price(forPrompt: inputBound) else { return locality == .local ? .zero : nil }
        if price.isFree { return .zero }
        guard let longest = output ?? maxOutput ?? context, longest >= 0, inputBound >= 0,
            let input = price.input.picoUSD(tokens: inputBound),
            let answer = price.output.picoUSD(tokens: longest)
        else { return nil }
        let (sum, overflow) = input.addingReportingOverflow(answer)
        guard !overflow else { return nil }
        return Money(nanoUSD: sum / 1_000 + (sum % 1_000 == 0 ? 0 : 1))
    }
}
