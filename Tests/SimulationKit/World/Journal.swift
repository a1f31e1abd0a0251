import Synchronization
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

/// Takes down what happens, in order, and has it checked at once.
final class Journal: RouterObserver {
    private struct State {
        var check: InvariantCheck
        var trace: [TraceEntry] = []
        var numbers: [RequestID: Int] = [:]
        /// Whether numbers are needed after their requests are over.
        var keepsNumbers = false
        var count = 0
    }

    private let clock: SimulationClock
    private let options: Simulation.Options
    /// The worlds' policies by their digests.
    private let policies: [String: Int]
    private let state: Mutex<State>

    init(
        check: InvariantCheck, clock: SimulationClock, policies: [String: Int], keepsNumbers: Bool,
        options: Simulation.Options
    ) {
        self.clock = clock
        self.policies = policies
        self.options = options
        state = Mutex(State(check: check, keepsNumbers: keepsNumbers))
    }

    func log(_ event: SimulationEvent) {
        let entry = TraceEntry(time: clock.now(), event: event)
        options.happened?(entry)
        state.withLock { state in
            state.count += 1
            if options.keepsTrace { state.trace.append(entry) }
            state.check.take(entry)
        }
    }

    func policy(_ digest: String) -> Int? { policies[digest] }

    func observe(_ event: RouterEvent) {
        switch event {
        case .decided(let record):
            guard let number = record.requestNumber else { return }
            state.withLock { state in
                state.numbers[record.id] = number
                state.check.name(record.id, number)
            }
            let decision = record.routed.decision
            let chain = decision.isAllowed ? decision.chain.map { decision.policy.targets[$0].name.description } : []
            log(.decided(request: number, policy: policy(record.policyDigest) ?? -1, chain: chain))
        case .attempting(let id, let target, _):
            log(.attempting(request: number(of: id), target: target.description))
        case .attempted(let id, let attempt):
            log(.attempted(request: number(of: id), SimulationEvent.AttemptView(attempt)))
        case .breakerChanged(let target, let transition):
            let view = SimulationEvent.BreakerView(
                from: transition.from, to: transition.to, cause: transition.cause, openFor: transition.openFor,
                isOfAnswers: transition.isOfAnswers)
            log(.breakerChanged(target: target.description, view))
        case .quarantined(let target, let duration):
            log(.quarantined(target: target.description, for: duration))
        // The simulated router keeps no audit trail, and the ledger tells of its failures itself.
        case .auditFailed, .ledgerFailed, .alertFailed: break
        case .ended(let record):
            let number = state.withLock { state in
                (state.keepsNumbers ? state.numbers[record.id] : state.numbers.removeValue(forKey: record.id)) ?? -1
            }
            log(.recorded(request: number, SimulationEvent.RecordView(record)))
        }
    }

    private func number(of id: RequestID) -> Int { state.withLock { $0.numbers[id] ?? -1 } }

    /// What was wrong so far.
    var violations: [Violation] { state.withLock { $0.check.violations } }

    /// Checks the world's end, and returns everything that was found.
    func finish(_ end: WorldEnd) -> (violations: [Violation], trace: [TraceEntry], events: Int, tally: Tally) {
        let now = clock.now()
        return state.withLock { state in
            state.check.finish(end, at: now)
            return (state.check.violations, state.trace, state.count, state.check.tally)
        }
    }
}

extension DecisionRecord {
    /// The number of the simulated request, from its tag.
    fileprivate var requestNumber: Int? {
        for tag in routed.facts.context.tags where tag.hasPrefix("r") { return Int(tag.dropFirst()) }
        return nil
    }
}

extension SimulationEvent.AttemptView {
    init(_ attempt: AttemptRecord) {
        let reason: ReasonCode? = if case .passedOver(let reason) = attempt.outcome { reason } else { nil }
        self.init(
            target: attempt.target.description, wasSent: attempt.wasSent, code: attempt.code, isProbe: attempt.isProbe,
            reason: reason, cost: attempt.cost, bound: attempt.bound)
    }
}

extension SimulationEvent.RecordView {
    init(_ record: DecisionRecord) {
        self.init(
            attempts: record.attempts.map { SimulationEvent.AttemptView($0) }, served: record.served?.description,
            isOver: record.duration != nil)
    }
}
