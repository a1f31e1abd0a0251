import TurnoutCore
import TurnoutPolicy

extension Evaluation {
    /// What is to be said of a target: first what nothing can change, then what the request asks, then what will pass.
    func judgeAsItIs(_ number: Int) -> Verdict {
        let denial = denials[number]
        if denial > 0 { return .deniedByGuard(Int(denial) - 1) }
        if denial < 0 { return .deniedByBudget(Int(-denial) - 1) }
        if let unfit = fitness(of: number) ?? affordability(of: number) { return unfit }
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
        let (sum, overflow) = facts.sent.tokens.addingReportingOverflow(wanted)
        let needed = overflow ? .max : sum
        if needed > profile.context { return .contextTooSmall(needed: needed) }
        if wanted > profile.maxOutput { return .outputTooSmall(needed: wanted) }
        guard let cap = facts.context.costCap else { return nil }
        guard
            let worstCase = policy.targets[number].worstCaseCost(
                inputBound: facts.sent.tokenBound, output: facts.outputTokens, images: facts.sent.images)
        else { return .unknownPrice }
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
    /// The longest answer that the model gives to a prompt of so many tokens; `nil` when nobody said.
    func longestAnswer(toPrompt tokens: Int) -> Int? {
        guard let maxOutput else { return nil }
        guard let context else { return maxOutput }
        let (room, overflow) = context.subtractingReportingOverflow(tokens)
        return overflow || room < 1 ? maxOutput : min(maxOutput, room)
    }
}
