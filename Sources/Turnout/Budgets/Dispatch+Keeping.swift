import TurnoutCore
import TurnoutEngine
import TurnoutLedger
import TurnoutPolicy

/// What the ledger keeps of requests and calls.
extension Dispatch {
    /// Keeps a call.
    ///
    /// - Parameter reservation: the name of its money, if any was set aside.
    func keep(_ attempt: AttemptRecord, on number: Int, as reservation: ReservationID?) {
        guard let attribution else { return }
        let target = inForce.policy.targets[number]
        let outcome: String
        switch attempt.outcome {
        case .served: outcome = "served"
        case .failed(let code): outcome = code.rawValue
        case .passedOver: return
        }
        let begun = book.time.microseconds.addingSaturating(attempt.started.nanosecondsSaturating / 1_000)
        // What nobody can say was paid with all that was set aside.
        let cost = attempt.cost ?? (reservation == nil ? nil : attempt.bound)
        router.treasury.record(
            CallEntry(
                id: reservation ?? ReservationID(request: id, call: book.nextCall()),
                time: Timestamp(microseconds: begun), target: target.name, isLocal: target.locality == .local,
                attribution: attribution, task: book.decision.taskName, outcome: outcome, usage: attempt.usage,
                bound: attempt.bound, cost: cost, savedByCache: savedByCache(attempt, on: target),
                savedByLocal: savedByLocal(attempt, on: target), duration: attempt.duration,
                timeToFirstToken: attempt.timeToFirstToken, isHedge: attempt.isHedge))
    }

    /// Keeps the request.
    func keepDecision() {
        guard let attribution else { return }
        let record = book.record
        let decision = record.routed.decision
        let outcome: String
        if record.served != nil {
            outcome = "served"
        } else if case .reject(let reason) = decision.outcome {
            outcome = reason.rawValue
        } else {
            outcome = record.attempts.last { $0.code != nil }?.code?.rawValue ?? "not_sent"
        }
        router.treasury.record(
            DecisionEntry(
                id: id, time: record.time, policy: record.policyName, policyDigest: record.policyDigest,
                task: decision.taskName, sensitivity: decision.sensitivityName,
                route: decision.route.map { decision.policy.routes[$0].name.id }, outcome: outcome,
                served: record.served, attribution: attribution, duration: record.duration ?? .zero,
                cost: record.totalCost))
    }

    /// To whom the request is booked; `nil` where no account is kept.
    private var attribution: Attribution? {
        guard let book = inForce.book,
            let names = router.treasury.knownNames(hashingAll: inForce.policy.hashesIdentities)
        else { return nil }
        return book.attribution(of: classified.facts.context, names: names)
    }

    private func savedByCache(_ attempt: AttemptRecord, on target: Target) -> Money {
        guard let cost = attempt.cost, var usage = attempt.usage, usage.cachedTokens > 0 else { return .zero }
        usage.cachedTokens = 0
        guard let full = target.cost(of: usage), full > cost else { return .zero }
        return Money(nanoUSD: full.nanoUSD - cost.nanoUSD)
    }

    /// What the same tokens would have cost at the cheapest target that asks a price and might have answered.
    private func savedByLocal(_ attempt: AttemptRecord, on target: Target) -> Money {
        guard target.locality == .local, attempt.cost == .zero, let usage = attempt.usage,
            case .served = attempt.outcome
        else { return .zero }
        let policy = inForce.policy
        let state = RoutingState(now: book.time, budgets: book.budgets)
        return policy.targets.indices.lazy.filter { policy.targets[$0].isPriced }
            .filter { number in
                let verdict = policy.verdict(on: number, self.classified.facts, state)
                return verdict == .eligible || verdict.isTemporary
            }
            .compactMap { policy.targets[$0].cost(of: usage) }.filter { $0 > .zero }.min() ?? .zero
    }
}
