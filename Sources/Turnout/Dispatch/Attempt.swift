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
        /// A stream's answer has begun, and its reader fetches the rest.
        case open(AttemptCall)
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
    private var name: TargetName { policy.targets[link.target].name }
    private var kind: ProviderKind { policy.targets[link.target].kind }

    /// Makes the attempt. When this returns, the call has ended and is settled, unless it is open.
    func run() async -> Result {
        let clock = dispatch.router.options.clock
        let now = clock.now()
        let watch = AttemptWatch(limits: limits, clock: clock, at: now)
        if let race { race.0.enter(Race.Runner(lane: race.lane, link: link, watch: watch)) }
        if let provider = pullProvider {
            dispatch.watchdog.follow(watch, from: watch.firstLook(at: now))
            return await withTaskCancellationHandler {
                await make(under: watch, pulling: provider)
            } onCancel: {
                watch.cancel()
            }
        }
        // A task of its own, so that whoever ends the call ends nothing else. It ends before this returns.
        let call = Task(executorPreference: dispatch.router.options.executor) { await make(under: watch) }
        watch.start { call.cancel() }
        dispatch.watchdog.follow(watch, from: watch.firstLook(at: now))
        return await withTaskCancellationHandler {
            await call.value
        } onCancel: {
            watch.cancel()
        }
    }

    /// The provider whose answer this task fetches itself; `nil` for one whose calls end with their tasks only, and when
    /// two calls race.
    private var pullProvider: (any PullProvider)? {
        guard race == nil, !dispatch.isStreamed || dispatch.isPulled else { return nil }
        return dispatch.inForce.services[link.target]?.pulling
    }

    private func make(under watch: AttemptWatch, pulling: (any PullProvider)? = nil) async -> Result {
        let money: CallMoney?
        do throws(MoneyRefusal) { money = try await dispatch.reserve(for: link.target) } catch {
            watch.drop()
            if let held { dispatch.giveBack(held) }
            return .passedOver(error.code, error.message, .closed)
        }
        watch.take(money)
        let permit: DispatchPermit
        do throws(Denial) { permit = try dispatch.permit(for: link.target, leave: money?.leave) } catch {
            watch.drop()
            dispatch.giveBack(money)
            if let held { dispatch.giveBack(held) }
            return .passedOver(error.code, "the policy no longer lets the target see the request", .closed)
        }
        let dropped = permit.dropped
        guard let provider = dispatch.inForce.services[link.target]?.provider else {
            if let held { dispatch.giveBack(held) }
            dispatch.giveBack(money)
            watch.take(nil)
            _ = watch.markSent()
            let report = report(watch.close(noProvider, isCancelled: false).1, settled: nil, dropped)
            note(report, watch)
            return .ended(report)
        }
        // Before anything is taken that others could use.
        if let failure = await dispatch.audit(name, permit.screening) {
            watch.drop()
            dispatch.giveBack(money)
            if let held { dispatch.giveBack(held) }
            return .passedOver(.auditFailed, failure.description, .closed)
        }
        let pass: CallPass
        switch admission() {
        case .success(let admitted): pass = admitted
        case .failure(let refusal):
            watch.drop()
            dispatch.giveBack(money)
            return .passedOver(refusal.code, refusal.sentence, refusal.obstacle)
        }
        guard watch.markSent() else {
            watch.drop()
            dispatch.giveBack(money)
            watch.take(nil)
            dispatch.giveBack(pass)
            if isLost { return .lost }
            return .ended(report(watch.close(nil, isCancelled: true).1, settled: nil, dropped))
        }
        var call = AttemptCall(pass: pass, watch: watch, dropped: dropped, replaced: permit.screening.replaced)
        dispatch.announce(link)
        let context = CallContext(isStreamed: dispatch.isStreamed, connectTimeout: policy.timeouts.connect)
        var failure: ProviderFailure?
        do throws(ProviderFailure) {
            let filter = AnswerFilter(for: permit)
            if let pulling {
                var answer = try pulling.open(permit, context: context)
                if let filter { answer = FilteredAnswer(answer, filter: filter) }
                if try await fetch(answer, of: &call) { return .open(call) }
            } else if var filter {
                var refusal: ProviderFailure?
                try await provider.send(permit, context: context) { event in
                    var events: [AnswerEvent] = []
                    do throws(ProviderFailure) { try filter.take(event, into: &events) } catch {
                        refusal = refusal ?? error
                        end(call, .failed(error))
                        return
                    }
                    call.withheld = filter.withheld
                    for event in events { await hand(event, on: &call) }
                }
                if let refusal { throw refusal }
            } else {
                try await provider.send(permit, context: context) { await hand($0, on: &call) }
            }
        } catch {
            // Services that are built in have done so already, and their own words stay whole.
            failure = kind == .custom ? error.withoutEchoes(of: dispatch.classified.request) : error
        }
        let report = close(call, failure, isCancelled: Task.isCancelled)
        return isLost ? .lost : .ended(report)
    }

    /// Reads an answer, a streamed one until it has begun.
    ///
    /// - Returns: whether a stream has begun.
    private func fetch(_ answer: any AnswerPull, of call: inout AttemptCall) async throws(ProviderFailure) -> Bool {
        call.answer = answer
        call.watch.start { answer.cancel() }
        var events: [AnswerEvent] = []
        repeat {
            events.removeAll(keepingCapacity: true)
            call.isAtEnd = try await !answer.next(into: &events)
            for event in events { await hand(event, on: &call) }
            if !call.ready.isEmpty { return true }
        } while !call.isAtEnd
        return false
    }

    /// Takes the end of a call, and writes it into the account unless that has been done.
    func close(_ call: AttemptCall, _ failure: ProviderFailure?, isCancelled: Bool) -> AttemptReport {
        // A watch that ran out also cancels, and has noted its reason before.
        let machine = call.watch.close(failure, isCancelled: isCancelled).1
        let settled = call.settled ?? dispatch.settle(call.pass, machine, of: link, isLost: isLost)
        let report = report(machine, of: call, settled: settled)
        note(report, call.watch)
        return report
    }

    /// Writes the call into the account, unless that has been done.
    private func note(_ report: AttemptReport, _ watch: AttemptWatch) {
        if watch.takeNote() != nil { dispatch.note(link, report, money: watch.money) }
    }

    private func admission() -> Swift.Result<CallPass, CallRefusal> {
        if let held { return .success(held) }
        // Those who wait for what has become free come first.
        dispatch.lobby.stir(at: dispatch.router.options.clock.now())
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
            kind == .custom
                ? "no provider is registered for `\(name.provider)`"
                : "nothing here speaks to providers of kind `\(kind.rawValue)`"
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

    private func report(_ machine: AttemptMachine, of call: AttemptCall, settled: CallSettlement?) -> AttemptReport {
        var report = report(machine, settled: settled, call.dropped, isProbe: call.pass.call.isProbe)
        report.replaced = call.replaced
        report.withheld = (call.answer as? FilteredAnswer)?.withheld ?? call.withheld
        return report
    }

    // MARK: Events

    /// Hands one event on, and returns when the next is welcome.
    private func hand(_ event: AnswerEvent, on call: inout AttemptCall) async {
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
            dispatch.begin(link, name)
            sink.begin()
            // A count that came early is part of the answer; signs of life are not.
            if let usage = call.watch.usage, await give(.usage(usage), of: &call) == false { return }
        case .pass: break
        }
        if case .finished = event {
            complete(&call)
        }
        guard await give(event, of: &call) else { return }
        // The reader of an open call says when he is ready for more.
        if !dispatch.isPulled { call.watch.passed() }
    }

    /// Notes that an answer is complete: whoever sees its end finds the account complete, however long the call takes to
    /// wind down.
    func complete(_ call: inout AttemptCall) {
        let machine = call.watch.machine
        let settled = dispatch.settle(call.pass, machine, of: link, isLost: false)
        call.settled = settled
        note(report(machine, of: call, settled: settled), call.watch)
        dispatch.close()
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
                money: loser.watch.money,
                message: "it was given up: \(name) answered first")
        }
    }

    private func give(_ event: AnswerEvent, of call: inout AttemptCall) async -> Bool {
        if dispatch.isPulled {
            call.ready.append(event)
            return true
        }
        guard let refusal = await sink.take(event) else { return true }
        end(call, refusal.code == .cancelled ? .cancelled : .failed(refusal))
        return false
    }

    /// Ends the call from this side: the provider has nothing more to do for it.
    private func end(_ call: AttemptCall, _ ending: AttemptEnding) {
        call.watch.abort(ending)
        if let answer = call.answer {
            answer.cancel()
        } else {
            withUnsafeCurrentTask { $0?.cancel() }
        }
    }
}

/// A call that is under way.
struct AttemptCall: Sendable {
    let pass: CallPass
    let watch: AttemptWatch
    let dropped: RequestFeatures
    /// What was replaced in the request.
    let replaced: ReplacementCounts
    /// What was kept out of the answer so far, where it is pushed.
    var withheld = ReplacementCounts()
    /// What the target said to the end of the call; `nil` before it.
    var settled: CallSettlement?
    /// The answer, where its reader fetches it.
    var answer: (any AnswerPull)?
    /// Events of an open call that its reader has not taken.
    var ready: [AnswerEvent] = []
    /// All of the answer has been fetched.
    var isAtEnd = false
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
    /// What was replaced in the request, and what was kept out of the answer.
    var replaced = ReplacementCounts()
    var withheld = ReplacementCounts()

    /// How the attempt ended.
    var ending: AttemptEnding { machine.ending ?? .cancelled }
}
