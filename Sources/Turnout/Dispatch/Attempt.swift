import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders

/// One attempt at one target: guard, breaker, call, account.
struct Attempt<Sink: AnswerSink>: Sendable {
    /// What came of an attempt.
    enum Result {
        /// Nothing was sent.
        case passedOver(ReasonCode, String)
        /// The target was called, or would have been if anything served it.
        case ended(AttemptEnding, AttemptMachine, isProbe: Bool)
    }

    let dispatch: Dispatch
    let link: ChainMachine.Link
    let limits: AttemptLimits
    let sink: Sink

    private var policy: Policy { dispatch.inForce.policy }
    private var target: Target { policy.targets[link.target] }
    private var cell: TargetCell { dispatch.inForce.cells[link.target] }

    /// Makes the attempt under a watch that ends it when it takes too long. Both have ended when this returns.
    func run() async -> Result {
        let clock = dispatch.options.clock
        let watch = AttemptWatch(limits: limits, clock: clock, at: clock.now())
        return await withTaskGroup(of: Result?.self) { group in
            group.addTask { await self.make(under: watch) }
            group.addTask {
                await watch.watch()
                return nil
            }
            var result: Result?
            // Whichever is first ends the other.
            for await one in group {
                if let one { result = one }
                group.cancelAll()
            }
            return result ?? .passedOver(.unhealthy, "the attempt was not made")
        }
    }

    private func make(under watch: AttemptWatch) async -> Result {
        let permit: DispatchPermit
        do throws(Denial) { permit = try dispatch.permit(for: link.target) } catch {
            return .passedOver(error.code, "the policy no longer lets the target see the request")
        }
        guard let provider = dispatch.providers.provider(for: target) else {
            let kind = target.kind.rawValue
            let failure = ProviderFailure(
                .provider,
                target.kind == .custom
                    ? "no provider is registered for `\(target.name.provider)`"
                    : "nothing here speaks to providers of kind `\(kind)`"
            )
            let (ending, machine) = watch.close(failure, isCancelled: false)
            return .ended(ending, machine, isProbe: false)
        }
        var ticket: BreakerTicket?
        switch cell.admit(at: dispatch.options.clock.now()) {
        case .admitted(let admitted): ticket = admitted
        case .refused where dispatch.mayIgnoreBreaker(of: link.target): cell.enter()
        case .refused(.open): return .passedOver(.breakerOpen, "the breaker opened meanwhile")
        case .refused(.probing): return .passedOver(.breakerProbing, "the breaker's probes are taken")
        }
        let call = Call(ticket: ticket, watch: watch)
        dispatch.announce(link)
        let context = CallContext(isStreamed: dispatch.isStreamed, connectTimeout: policy.timeouts.connect)
        var failure: ProviderFailure?
        do throws(ProviderFailure) {
            try await provider.send(permit, context: context) { await pass($0, of: call) }
        } catch {
            failure = error
        }
        // A watch that ran out also cancels, and has noted its reason before.
        let (ending, machine) = watch.close(failure, isCancelled: Task.isCancelled)
        if case .finished = ending {} else { settle(ticket, machine) }
        return .ended(ending, machine, isProbe: call.isProbe)
    }

    /// A call that is under way.
    private struct Call {
        let ticket: BreakerTicket?
        let watch: AttemptWatch

        var isProbe: Bool { ticket?.isProbe ?? false }
    }

    /// Hands one event on, and returns when the next is welcome.
    private func pass(_ event: AnswerEvent, of call: Call) async {
        switch call.watch.handle(event) {
        case .drop, .hold: return
        case .begin:
            dispatch.begin(link, target.name)
            sink.begin()
            // A count that came early is part of the answer; signs of life are not.
            if let usage = call.watch.machine.usage, await give(.usage(usage), of: call) == false { return }
        case .pass: break
        }
        if case .finished = event {
            // Whoever sees the end finds the account complete, however long the call takes to wind down.
            let machine = call.watch.machine
            settle(call.ticket, machine)
            dispatch.finish(link, machine, isProbe: call.isProbe)
        }
        guard await give(event, of: call) else { return }
        call.watch.passed()
    }

    private func give(_ event: AnswerEvent, of call: Call) async -> Bool {
        guard let refusal = await sink.take(event) else { return true }
        call.watch.abort(refusal.code == .cancelled ? .cancelled : .failed(refusal))
        // The provider has nothing more to do for this call.
        withUnsafeCurrentTask { $0?.cancel() }
        return false
    }

    private func settle(_ ticket: BreakerTicket?, _ machine: AttemptMachine) {
        let outcome = machine.breakerOutcome(isStreamed: dispatch.isStreamed)
        guard let transition = cell.settle(ticket, outcome, at: dispatch.options.clock.now()) else { return }
        dispatch.options.observer?.observe(.breakerChanged(target.name, transition))
    }
}
