import Synchronization
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutLedger
import TurnoutPolicy

/// A simulated world in motion: callers who come, and an operator who interferes.
final class World: Sendable {
    private struct State {
        var source: RequestSource
        var attendant: SeededGenerator
        var asked = 0
        /// Whether the operator comes again.
        var isAttended = true
        var held: [TargetName] = []
        /// The processes that live.
        var processes: [SimulatedProcess]
        /// Those that died: jobs that wait somewhere still point to their executors.
        var dead: [SimulatedProcess] = []
    }

    let plan: WorldPlan
    let surroundings: Surroundings
    /// Begins a process in the place of one that died.
    private let restart: @Sendable (Int) -> SimulatedProcess?
    private let policies: [Policy]
    private let options: Simulation.Options
    private let state: Mutex<State>

    /// - Parameter restart: begins a process with a number.
    init(
        plan: WorldPlan, processes: [SimulatedProcess], policies: [Policy], surroundings: Surroundings,
        options: Simulation.Options, restart: @escaping @Sendable (Int) -> SimulatedProcess?
    ) {
        self.plan = plan
        self.restart = restart
        self.policies = policies
        self.surroundings = surroundings
        self.options = options
        state = Mutex(
            State(
                source: RequestSource(
                    seed: plan.seed, targets: plan.targets, shape: plan.shape, isTagged: plan.money != nil),
                attendant: SeededGenerator(seed: plan.seed, part: "operator"), processes: processes))
    }

    /// Has the first caller and the operator come.
    func begin() {
        scheduleCaller()
        switch plan.scenario {
        case .everything, .bursts, .flapping: scheduleOperator()
        case .edge, .processes: scheduleDeaths()
        case .totalOutage, .crowded: break
        }
    }

    // MARK: Processes

    /// The router, where there is one.
    private var router: Router? { state.withLock { $0.processes.first?.router } }

    private func scheduleDeaths() {
        for death in plan.money?.deaths ?? [] {
            surroundings.clock.schedule(at: death.time) { [self] in
                guard
                    let process = state.withLock({
                        $0.processes.indices.contains(death.place) ? $0.processes[death.place] : nil
                    })
                else { return }
                let requests = process.die()
                surroundings.journal.log(.processDied(process.number, requests: requests))
                let number = plan.money.map(\.processes) ?? 1
                guard let next = state.withLock({ restart(number + $0.dead.count) }) else { return }
                state.withLock { state in
                    state.dead.append(process)
                    state.processes[death.place] = next
                }
            }
        }
    }

    // MARK: Callers

    private func scheduleCaller() {
        let plan: RequestPlan? = state.withLock { state in
            guard state.asked < self.plan.requestCount else {
                state.isAttended = false
                return nil
            }
            state.asked += 1
            return state.source.draw()
        }
        guard let plan else { return }
        surroundings.clock.schedule(at: plan.arrival) { [self] in
            if let (every, reached) = options.milestones, plan.number % every == 0 { reached(plan.number) }
            let process = state.withLock { $0.processes[plan.number % $0.processes.count] }
            process.ask(plan.number)
            Caller(plan: plan, router: process.router, world: surroundings, executor: process.executor).start()
            scheduleCaller()
        }
    }

    // MARK: The operator

    private enum Deed {
        case offline(Bool)
        case reload(Int)
        case force(TargetName, BreakerOverride?)
        case jump(Duration)
    }

    private func scheduleOperator() {
        let pause = state.withLock { $0.attendant.tailed(.seconds(6)) }
        surroundings.clock.schedule(at: surroundings.clock.now().advanced(by: pause)) { [self] in
            let isOffline = router?.isOffline ?? false
            let deed: Deed? = state.withLock { $0.isAttended ? draw(&$0, isOffline: isOffline) : nil }
            guard let deed else { return }
            carryOut(deed)
            scheduleOperator()
        }
    }

    private func draw(_ state: inout State, isOffline: Bool) -> Deed {
        switch state.attendant.int(1...10) {
        case ...2: return .offline(!isOffline)
        case ...5: return .reload(state.attendant.int(0...(policies.count - 1)))
        case ...8:
            // What is held is let go before long, or a world of few targets would have nothing to show.
            if !state.held.isEmpty { return .force(state.held.removeFirst(), nil) }
            let name = state.attendant.pick(policies[0].targets).name
            state.held.append(name)
            return .force(name, state.attendant.chance(50) ? .open : .closed)
        default: return .jump(state.attendant.pick([.seconds(3_600), .seconds(-3_600), .seconds(1)]))
        }
    }

    private func carryOut(_ deed: Deed) {
        guard let router else { return }
        let journal = surroundings.journal
        switch deed {
        case .offline(let isOffline):
            journal.log(.wentOffline(isOffline))
            router.isOffline = isOffline
        case .reload(let number):
            journal.log(.reloaded(policy: number))
            do throws(PolicyNotUsable) { try router.reload(policies[number]) } catch {
                // It was usable at the start; not to be so now is for the checks to say.
                journal.log(.reloaded(policy: 0))
            }
        case .force(let target, let override):
            journal.log(.forced(target: target.description, override))
            router.forceBreaker(override, of: target)
        case .jump(let duration):
            journal.log(.wallClockJumped(duration))
            surroundings.clock.jumpWallTime(by: duration)
        }
    }

    // MARK: The end

    /// The routers of processes that live and that no dead one has to do with.
    var routers: [Router] { plan.money?.isShared == true ? [] : state.withLock { $0.processes.map(\.router) } }

    /// What is left when nothing happens any more.
    func end() -> WorldEnd {
        var end = WorldEnd()
        end.readyJobs = surroundings.executor.readyCount
        end.sleepers = surroundings.clock.sleeperCount
        for process in state.withLock({ $0.processes }) {
            for target in process.router.targets() {
                end.inFlight += target.inFlight
                end.permits += target.breaker.probes.outstanding
            }
        }
        return end
    }
}

/// A generator that may be asked from any task.
final class SharedGenerator: Sendable {
    private let generator: Mutex<SeededGenerator>

    init(_ generator: SeededGenerator) { self.generator = Mutex(generator) }

    func next() -> UInt64 { generator.withLock { $0.next() } }
}
