import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

/// What an attempt asks, and what it tells.
extension Dispatch {
    /// Leave to send the request to a target at this moment.
    ///
    /// The guard stage does not look at breakers and limits, so the snapshot leaves the targets' conditions out. Budgets
    /// stand as they did when the request was decided: what they hold now, the leave to spend has settled.
    ///
    /// - Parameter leave: the money that was set aside for the call.
    func permit(for target: Int, leave: SpendingLeave?) throws(Denial) -> DispatchPermit {
        let state = RoutingState(
            now: router.options.clock.wallTime(), budgets: book.budgets, isOffline: router.isOffline)
        return try Guard.permit(target, for: classified, under: inForce.policy, state, leave: leave)
    }

    /// Asks the target, its provider and its credential for a call.
    func admit(_ link: ChainLink, ignoresBreaker: Bool) -> Result<CallPass, CallRefusal> {
        inForce.admit(link.target, tokens: tokens, ignoresBreaker: ignoresBreaker, at: router.options.clock.now())
    }

    /// Whether the caller pinned the target and may use it whatever its breaker says; decided anew at this moment.
    func mayIgnoreBreaker(of target: Int) -> Bool {
        guard book.decision.override != nil else { return false }
        let budgets = book.budgets
        let decision = inForce.policy.decide(classified.facts, router.snapshot(of: inForce, budgets: budgets))
        return decision.chain.contains(target)
    }

    /// Gives back leave that was not used.
    func giveBack(_ pass: CallPass) {
        end(pass, CallOutcome(breaker: .released, code: .cancelled, wasNotSent: true))
    }

    /// Ends a call and tells everyone concerned how it went.
    func settle(_ pass: CallPass, _ machine: AttemptMachine, of link: ChainLink, isLost: Bool) -> CallSettlement {
        var failure: ProviderFailure?
        if case .failed(let cause)? = machine.ending { failure = cause }
        return end(
            pass,
            CallOutcome(
                breaker: isLost ? .released : machine.breakerOutcome(isStreamed: isStreamed),
                code: isLost ? .cancelled : machine.ending?.code,
                isOverload: failure?.isOverload ?? false,
                retryAfter: failure?.retryAfter,
                timeToFirstToken: isStreamed ? machine.timeToFirstContent : nil,
                duration: machine.duration ?? .zero,
                tokens: machine.usage?.totalTokens,
                wasNotSent: failure?.isUnreachable ?? false))
    }

    @discardableResult
    private func end(_ pass: CallPass, _ outcome: CallOutcome) -> CallSettlement {
        let now = router.options.clock.now()
        let (settlement, quarantine) = inForce.settle(pass, outcome, at: now)
        lobby.stir(at: now)
        if let observer = router.options.observer {
            let name = inForce.policy.targets[pass.target].name
            for transition in settlement.transitions { observer.observe(.breakerChanged(name, transition)) }
            if let quarantine { observer.observe(.quarantined(name, for: quarantine)) }
        }
        return settlement
    }

    /// Tells the observer that a target is about to be called.
    func announce(_ link: ChainLink) {
        guard let observer = router.options.observer else { return }
        let name = inForce.policy.targets[link.target].name
        observer.observe(.attempting(id, name, position: link.position))
    }
}
