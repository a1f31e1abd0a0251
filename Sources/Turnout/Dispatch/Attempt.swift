import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders

/// One attempt at one target: guard, admission, call, account.
struct Attempt<Sink: AnswerSink>: Sendable {
    /// What came of an attempt.
    enum Result {
        /// Nothing was sent.
        case passedOver(ReasonCode, String, ChainMachine.Obstacle)
        /// The target was called, or would have been if anything served it.
        case ended(AttemptReport)
        /// Another call for the same request was faster.
        case lost
    }

    let dispatch: Dispatch
    let link: ChainLink
    let limits: AttemptLimits
    let sink: Sink
    /// Leave to call this target that was given while the request waited for it.
    var held: CallPass?
    /// The race that the attempt takes part in, and its number there.
    var race: (Race, lane: Int)?

    private var policy: Policy { dispatch.inForce.policy }
    private var target: Target { policy.targets[link.target] }

    /// Makes the attempt. When this returns, the call has ended and is settled.
    func run() async -> Result {
        let clock = dispatch.options.clock
        let now = clock.now()
        let watch = AttemptWatch(limits: limits, clock: clock, at: now)
        if let race { race.0.enter(Race.Runner(lane: race.lane, link: link, watch: watch)) }
        // A task of its own, so that whoever ends the call ends nothing else. It ends before this returns.
        let call = Task(executorPreference: dispatch.options.executor) { await make(under: watch) }
        watch.start { call.cancel() }
        dispatch.watchdog.follow(watch, from: watch.firstLook(at: now))
        return await withTaskCancellationHandler {
            await call.value
        } onCancel: {
            watch.cancel()
        }
    }

    private func make(under watch: AttemptWatch) async -> Result {
        let permit: DispatchPermit
        do throws(Denial) { permit = try dispatch.permit(for: link.target) } catch {
            watch.drop()
            if let held { dispatch.giveBack(held) }
            return .passedOver(error.code, "the policy no longer lets the target see the request", .closed)
        }
        let dropped = permit.dropped
        guard let provider = dispatch.providers.provider(for: target) else {
            if let held { dispatch.giveBack(held) }
            _ = watch.markSent()
            let report = report(watch.close(noProvider, isCancelled: false).1, settled: nil, dropped)
            note(report, watch)
            return .ended(report)
        }
        // Before anything is taken that others could use.
        if let failure = await dispatch.audit(target.name, permit.screening) {
            watch.drop()
            if let held { dispatch.giveBack(held) }
            return .passedOver(.auditFailed, failure.description, .closed)
        }
        let pass: CallPass
        switch admission() {
        case .success(let admitted): pass = admitted
        case .failure(let refusal):
            watch.drop()
            return .passedOver(refusal.code, refusal.sentence, refusal.obstacle)
        }
        guard watch.markSent() else {
            watch.drop()
            dispatch.giveBack(pass)
            if isLost { return .lost }
            return .ended(report(watch.close(nil, isCancelled: true).1, settled: nil, dropped))
        }
        var call = Call(pass: pass, watch: watch, dropped: dropped)
        dispatch.announce(link)
        let context = CallContext(isStreamed: dispatch.isStreamed, connectTimeout: policy.timeouts.connect)
        var failure: ProviderFailure?
        do throws(ProviderFailure) {
            if var filter = AnswerFilter(for: permit) {
                var refusal: ProviderFailure?
                try await provider.send(permit, context: context) { event in
                    var events: [AnswerEvent] = []
                    do throws(ProviderFailure) { try filter.take(event, into: &events) } catch {
                        refusal = refusal ?? error
                        end(call, .failed(error))
                        return
                    }
                    for event in events { await hand(event, on: &call) }
                }
                if let refusal { throw refusal }
            } else {
                try await provider.send(permit, context: context) { await hand($0, on: &call) }
            }
        } catch {
            // Services that are built in have done so already, and their own words stay whole.
            failure = target.kind == .custom ? error.withoutEchoes(of: dispatch.classified.request) : error
        }
        // A watch that ran out also cancels, and has noted its reason before.
        let machine = watch.close(failure, isCancelled: Task.isCancelled).1
        if call.settled == nil { call.settled = dispatch.settle(pass, machine, of: link, isLost: isLost) }
        let report = report(machine, settled: call.settled, dropped, isProbe: pass.call.isProbe)
        note(report, watch)
        return isLost ? .lost : .ended(report)
    }

    /// Writes the call into the account, unless that has been done.
    private func note(_ report: AttemptReport, _ watch: AttemptWatch) {
        if watch.takeNote() != nil { dispatch.note(link, report) }
    }

    private func admission() -> Swift.Result<CallPass, CallRefusal> {
        if let held { return .success(held) }
        // Those who wait for what has become free come first.
        dispatch.lobby.stir(at: dispatch.options.clock.now())
        let refused: CallRefusal
        switch dispatch.admit(link, ignoresBreaker: link.isPanic) {
        case .success(let pass): return .success(pass)
        case .failure(let refusal): refused = refusal
        }
        switch refused {
        case .breakerOpen, .breakerProbing:
            guard dispatch.mayIgnoreBreaker(of: link.target) else { return .failure(refused) }
            return dispatch.admit(link, ignoresBreaker: true)
        case .quarantined, .limited, .saturated, .tooLarge: return .failure(refused)
        }
    }

    private var noProvider: ProviderFailure {
        ProviderFailure(
            .provider,
            target.kind == .custom
                ? "no provider is registered for `\(target.name.provider)`"
                : "nothing here speaks to providers of kind `\(target.kind.rawValue)`"
        )
    }

    private var isLost: Bool { race.map { $0.0.isLost($0.lane) } ?? false }

    private func report(
        _ machine: AttemptMachine, settled: CallSettlement?, _ dropped: RequestFeatures, isProbe: Bool = false
    ) -> AttemptReport {
        AttemptReport(
            machine: machine, settlement: settled, dropped: dropped, isProbe: isProbe,
            isHedge: (race?.lane ?? 0) > 0)
    }

    // MARK: Events

    /// A call that is under way.
    private struct Call {
        let pass: CallPass
        let watch: AttemptWatch
        let dropped: RequestFeatures
        /// What the target said to the end of the call; `nil` before it.
        var settled: CallSettlement?
    }

    /// Hands one event on, and returns when the next is welcome.
    private func hand(_ event: AnswerEvent, on call: inout Call) async {
        switch call.watch.handle(event) {
        case .drop, .hold: return
        case .begin:
            if let race {
                guard let losers = race.0.claim(race.lane) else {
                    end(call, .cancelled)
                    return
                }
                giveUp(losers)
            }
            dispatch.begin(link, target.name)
            sink.begin()
            // A count that came early is part of the answer; signs of life are not.
            if let usage = call.watch.machine.usage, await give(.usage(usage), of: call) == false { return }
        case .pass: break
        }
        if case .finished = event {
            // Whoever sees the end finds the account complete, however long the call takes to wind down.
            let machine = call.watch.machine
            let settled = dispatch.settle(call.pass, machine, of: link, isLost: false)
            call.settled = settled
            note(report(machine, settled: settled, call.dropped, isProbe: call.pass.call.isProbe), call.watch)
            dispatch.close()
        }
        guard await give(event, of: call) else { return }
        call.watch.passed()
    }

    /// Ends calls that were slower, and writes them into the account at once: whoever sees the answer's end finds the
    /// account complete, also when a loser takes its time to wind down.
    private func giveUp(_ losers: [Race.Runner]) {
        for loser in losers {
            loser.watch.abort(.cancelled)
            loser.watch.cancel()
            guard let machine = loser.watch.takeNote() else { continue }
            dispatch.note(
                loser.link,
                AttemptReport(machine: machine, settlement: nil, dropped: [], isProbe: false, isHedge: loser.lane > 0),
                message: "it was given up: \(target.name) answered first")
        }
    }

    private func give(_ event: AnswerEvent, of call: Call) async -> Bool {
        guard let refusal = await sink.take(event) else { return true }
        end(call, refusal.code == .cancelled ? .cancelled : .failed(refusal))
        return false
    }

    /// Ends the call from this side: the provider has nothing more to do for it.
    private func end(_ call: Call, _ ending: AttemptEnding) {
        call.watch.abort(ending)
        withUnsafeCurrentTask { $0?.cancel() }
    }
}

/// What an attempt leaves behind.
struct AttemptReport {
    let machine: AttemptMachine
    /// What the target said to the call; `nil` when nothing was sent.
    let settlement: CallSettlement?
    /// What of the request was left out for this target.
    let dropped: RequestFeatures
    let isProbe: Bool
    let isHedge: Bool

    /// How the attempt ended.
    var ending: AttemptEnding { machine.ending ?? .cancelled }
}
