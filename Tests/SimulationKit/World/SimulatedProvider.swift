import Synchronization
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders

/// A provider whose weather changes over time, and who tells the journal of every call.
final class SimulatedProvider: Provider {
    private struct State {
        var generator: SeededGenerator
        var report: WeatherReport
        /// The calls in progress.
        var load = 0
        /// What charges are drawn from; `nil` where there is no money.
        var till: SeededGenerator?
    }

    private let world: Surroundings
    private let plan: WorldPlan
    private let state: Mutex<State>

    init(name: String, plan: WorldPlan, world: Surroundings) {
        self.world = world
        self.plan = plan
        state = Mutex(
            State(
                generator: SeededGenerator(seed: plan.seed, part: "provider \(name)"),
                report: WeatherReport(
                    seed: plan.seed, provider: name, scenario: plan.scenario, outage: plan.outage),
                till: plan.money == nil ? nil : SeededGenerator(seed: plan.seed, part: "till of \(name)")))
    }

    func send(
        _ permit: consuming DispatchPermit, context: CallContext, emit: (AnswerEvent) async -> Void
    ) async throws(ProviderFailure) {
        let (script, number, lateness) = begin(permit, context)
        defer { state.withLock { $0.load -= 1 } }
        let result = await withTaskCancellationHandler {
            await play(script, as: number, emit: emit)
        } onCancel: {
            world.journal.log(.callCancelled(call: number))
        }
        if case .failed(let failure) = result, failure.code == .cancelled, lateness > .zero {
            await world.clock.waitUnmoved(for: lateness)
        }
        switch result {
        case .returned:
            world.journal.log(.callEnded(call: number, .returned))
        case .failed(let failure):
            let ending: SimulationEvent.CallEnding =
                failure.code == .cancelled ? .cancelled : .failed(failure.code, retryAfter: failure.retryAfter)
            world.journal.log(.callEnded(call: number, ending))
            throw failure
        }
    }

    /// A call whose answer its reader fetches.
    func answer(_ permit: borrowing DispatchPermit, context: CallContext) -> SimulatedAnswer {
        let (script, number, lateness) = begin(permit, context)
        return SimulatedAnswer(script, as: number, lateness: lateness, world: world) { [self] in
            state.withLock { $0.load -= 1 }
        }
    }

    private func begin(
        _ permit: borrowing DispatchPermit, _ context: CallContext
    ) -> (CallScript, number: Int, lateness: Duration) {
        let now = world.clock.now()
        let number = world.nextCall()
        let most = permit.request.options.maxTokens
        let mayOvercharge = plan.money?.mayOvercharge == true && permit.request.context.costCap == nil
        let tariff = tariff(permit.target, permit.request)
        let (script, lateness, charge) = state.withLock { state in
            state.load += 1
            let weather = state.report.weather(at: now)
            var script = CallScript.drawn(for: weather, load: state.load, most: most, using: &state.generator)
            let isLate = state.generator.chance(8)
            let lateness = state.generator.milliseconds(1...Self.latest)
            var charge = Money.zero
            if let tariff, var till = state.till {
                charge = script.charge(by: tariff, mayOvercharge: mayOvercharge, using: &till)
                state.till = till
            }
            return (script, isLate ? lateness : .zero, charge)
        }
        begin(
            number, permit.target, permit.request, permit.policyDigest, context, lateness,
            worst: tariff?.worst ?? .zero, charge: charge)
        return (script, number, lateness)
    }

    /// The longest that a provider takes to notice a cancellation, in milliseconds.
    static let latest = 200

    private func begin(
        _ number: Int, _ target: Target, _ request: ModelRequest, _ digest: String, _ context: CallContext,
        _ lateness: Duration, worst: Money, charge: Money
    ) {
        let text = request.messages.first?.text ?? ""
        let asked = text.split(separator: " ").first.flatMap { Int($0) } ?? -1
        world.journal.log(
            .callBegan(
                SimulationEvent.Call(
                    number: number, request: asked, target: target.name.description,
                    policy: world.journal.policy(digest), isTrue: world.isAsked(request, number: asked),
                    isStreamed: context.isStreamed, lateness: lateness, worst: worst, charge: charge)))
    }

    /// What a call may cost; `nil` where there is no money.
    private func tariff(_ target: Target, _ request: ModelRequest) -> Tariff? {
        guard plan.money != nil, let plan = plan.targets.first(where: { $0.name == target.name.description }) else {
            return nil
        }
        let bytes = request.messages.reduce(0) { $0 + $1.text.utf8.count }
        return Tariff(target: plan, prompt: bytes, most: request.options.maxTokens ?? 2_000)
    }

    private enum Result {
        case returned
        case failed(ProviderFailure)
    }

    private func play(_ script: CallScript, as call: Int, emit: (AnswerEvent) async -> Void) async -> Result {
        let cancelled = Result.failed(ProviderFailure(.cancelled, "the call was cancelled"))
        var piece = 0
        for step in script.steps {
            if Task.isCancelled { return cancelled }
            switch step {
            case .wait(let duration):
                do throws(CancellationError) { try await world.clock.sleep(for: duration) } catch { return cancelled }
            case .write:
                world.journal.log(.callWrote(call: call, piece: piece))
                await emit(.delta(text: PrivateText("c\(call).\(piece) "), choice: 0))
                piece += 1
            case .ping:
                await emit(.activity)
            case .count(let usage):
                world.journal.log(.callCounted(call: call, usage: usage))
                await emit(.usage(usage))
            case .finish(let reason):
                world.journal.log(.callFinished(call: call))
                await emit(.finished(reason))
            case .hang:
                do throws(CancellationError) {
                    try await world.clock.sleep(for: .seconds(86_400))
                } catch { return cancelled }
            case .fail(let failure):
                return .failed(failure)
            }
        }
        return .returned
    }
}
