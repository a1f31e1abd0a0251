import TurnoutCore
import TurnoutEngine

@testable import SimulationKit

/// A trace made by hand: two targets, one at home and one outside, tried in that order.
struct Story {
    static let home = "home/small"
    static let cloud = "cloud/big"

    private(set) var entries: [TraceEntry] = []
    var end = WorldEnd()
    var outage: (start: Instant, end: Instant)?
    var policy: PolicyPlan

    /// - Parameter change: what the policy says beside the defaults.
    init(_ change: (inout PolicyPlan) -> Void = { _ in }) {
        var cloud = TargetPlan(
            provider: "cloud", model: "big", isLocal: false, trains: true, regions: ["us"], context: 32)
        cloud.price = (1_000, 100_000)
        let home = TargetPlan(
            provider: "home", model: "small", isLocal: true, trains: false, regions: [], context: 8)
        policy = PolicyPlan(
            number: 0, targets: [home, cloud],
            routes: [PolicyPlan.Route(steps: [.target(Story.home), .target(Story.cloud)])])
        policy.breaker.consecutiveFailures = 3
        policy.breaker.probes = 1
        policy.breaker.successes = 1
        policy.triesOfTarget = 4
        change(&policy)
    }

    /// Adds events at a number of milliseconds.
    mutating func at(_ milliseconds: Int, _ events: SimulationEvent...) { add(milliseconds, events) }

    private mutating func add(_ milliseconds: Int, _ events: [SimulationEvent]) {
        let time = Instant(nanoseconds: Int64(milliseconds) * 1_000_000)
        entries += events.map { TraceEntry(time: time, event: $0) }
    }

    /// A caller asks.
    mutating func ask(
        _ milliseconds: Int, _ number: Int = 0, isStreamed: Bool = false,
        _ change: (inout RequestPlan) -> Void = { _ in }
    ) {
        let arrival = Instant(nanoseconds: Int64(milliseconds) * 1_000_000)
        var plan = RequestPlan(number: number, arrival: arrival, isStreamed: isStreamed, task: "simple")
        change(&plan)
        at(milliseconds, .asked(plan))
    }

    /// A call begins.
    mutating func call(
        _ milliseconds: Int, _ number: Int, of request: Int = 0, to target: String = Story.home,
        isStreamed: Bool = false, isAnnounced: Bool = true, policy: Int? = 0, isTrue: Bool = true
    ) {
        if isAnnounced { at(milliseconds, .attempting(request: request, target: target)) }
        at(
            milliseconds,
            .callBegan(
                SimulationEvent.Call(
                    number: number, request: request, target: target, policy: policy, isTrue: isTrue,
                    isStreamed: isStreamed, lateness: .zero)))
    }

    /// A call fails.
    mutating func fail(_ milliseconds: Int, _ number: Int, _ code: ErrorCode = .provider, after wait: Duration? = nil) {
        at(milliseconds, .callEnded(call: number, .failed(code, retryAfter: wait)))
    }

    /// A call writes pieces and the end.
    mutating func answer(_ milliseconds: Int, _ number: Int, pieces: Int = 2) {
        for piece in 0..<pieces { at(milliseconds, .callWrote(call: number, piece: piece)) }
        at(milliseconds, .callFinished(call: number), .callEnded(call: number, .returned))
    }

    /// The account of a request is closed.
    mutating func record(
        _ milliseconds: Int, _ request: Int = 0, served: String? = nil, _ attempts: (String, ErrorCode?)...
    ) {
        let views = attempts.map {
            SimulationEvent.AttemptView(target: $0.0, wasSent: true, code: $0.1, isProbe: false)
        }
        at(
            milliseconds,
            .recorded(
                request: request, SimulationEvent.RecordView(attempts: views, served: served, isOver: true)))
    }

    /// A caller reads pieces and the end.
    mutating func read(_ milliseconds: Int, _ request: Int = 0, call: Int, pieces: Int = 2) {
        for piece in 0..<pieces { at(milliseconds, .read(request: request, call: call, piece: piece)) }
        at(milliseconds, .readFinish(request: request), .ended(request: request, .finished))
    }

    /// A whole request that home answers.
    mutating func succeed(_ milliseconds: Int, _ number: Int, call: Int) {
        ask(milliseconds, number)
        self.call(milliseconds, call, of: number)
        answer(milliseconds, call)
        record(milliseconds, number, served: Story.home, (Story.home, nil))
        read(milliseconds, number, call: call)
    }

    /// A whole request that one target fails.
    mutating func failWhole(
        _ milliseconds: Int, _ number: Int, call: Int, _ code: ErrorCode = .provider, to target: String = Story.home,
        after wait: Duration? = nil
    ) {
        ask(milliseconds, number)
        self.call(milliseconds, call, of: number, to: target)
        fail(milliseconds, call, code, after: wait)
        record(milliseconds, number, (target, code))
        at(milliseconds, .ended(request: number, .failed(code)))
    }

    /// A breaker changes its phase.
    mutating func breaker(
        _ milliseconds: Int, _ from: BreakerPhase, _ to: BreakerPhase, _ cause: BreakerTransition.Cause,
        openFor: Duration? = nil, of target: String = Story.home
    ) {
        let view = SimulationEvent.BreakerView(from: from, to: to, cause: cause, openFor: openFor)
        at(milliseconds, .breakerChanged(target: target, view))
    }

    /// What the checks say of it.
    func violations() -> [Violation] {
        let plan = WorldPlan(targets: policy.targets, policies: [policy], features: .all, outage: outage)
        var check = InvariantCheck(plan: plan)
        for entry in entries {
            if case .asked(let plan) = entry.event { check.name(Story.id(plan.number), plan.number) }
            check.take(entry)
        }
        check.finish(end, at: entries.last?.time ?? Instant(nanoseconds: 0))
        return check.violations
    }
}
