import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

extension Dispatch {
    /// What happens in a race.
    private enum Happening<Sink: AnswerSink> {
        case silent
        case done(ChainLink, Attempt<Sink>.Result)
    }

    /// How long an attempt may be silent before another target is asked; `nil` when no other will be.
    func delay(of hedge: HedgeCell, on link: ChainLink, _ machine: ChainMachine) -> Duration? {
        guard !machine.isLast, !link.isPanic else { return nil }
        // A plain answer is not slow because it takes longer than others' first tokens.
        return hedge.settings.after ?? (isStreamed ? inForce.cells[link.target].slowFirstToken : nil)
    }

    /// Makes an attempt, and a second at the next target when the first is silent for too long.
    ///
    /// All calls have ended when this returns.
    func race<Sink: AnswerSink>(
        _ first: Attempt<Sink>, after delay: Duration, _ hedge: HedgeCell, _ machine: inout ChainMachine,
        _ generator: inout SplitMix64
    ) async -> ChainMachine.Step {
        let race = Race()
        var leader = first
        leader.race = (race, 0)
        let clock = router.options.clock
        return await withTaskGroup(of: Happening<Sink>?.self) { [leader] group in
            group.addTask { .done(leader.link, await leader.run()) }
            let due = clock.now().advanced(by: delay)
            group.addTask {
                do throws(CancellationError) { try await clock.sleep(until: due) } catch { return nil }
                return .silent
            }
            var running = 1
            var step = ChainMachine.Step.carryOn
            while running > 0, let happening = await group.next() {
                switch happening {
                case nil: continue
                case .silent?:
                    guard !race.isDecided, !Task.isCancelled, hedge.take() else { continue }
                    guard
                        case .attempt(let link) = machine.handle(.silent, at: clock.now(), using: &generator)
                    else {
                        hedge.giveBack()
                        continue
                    }
                    var second = Attempt(
                        dispatch: self, link: link, limits: limits(for: link, isLast: machine.isLast), sink: first.sink)
                    second.race = (race, 1)
                    running += 1
                    group.addTask { [second] in .done(second.link, await second.run()) }
                case .done(let link, let result)?:
                    running -= 1
                    // A hedge that was not made is not paid for.
                    if case .passedOver = result, link.target != first.link.target { hedge.giveBack() }
                    let next = take(result, of: link, &machine, &generator)
                    if next != .carryOn { step = next }
                }
            }
            group.cancelAll()
            return step
        }
    }
}
