import TurnoutCore
import TurnoutPolicy

@testable import TurnoutEngine

/// What a breaker must do, written down in the plainest way: lists of everything that happened, searched each time.
///
/// It shares nothing with the machine. Each method returns the promise that the machine's answer breaks, if any. The
/// length of a pause is random, so it is checked against its bounds and then believed.
struct BreakerOracle {
    struct Call {
        let ticket: BreakerTicket
        let epoch: Int
        let isProbe: Bool
        let leaseEnd: Instant
        var isSettled = false
    }

    let settings: BreakerSettings
    private(set) var calls: [Call] = []
    private(set) var phase = BreakerPhase.closed
    private(set) var deadline: Instant?
    private var epoch = 0
    private var escalation = 0
    private var recovered: Instant?
    /// The counted calls of the closed epoch, oldest first.
    private var counted: [(at: Instant, failed: Bool, slow: Bool)] = []
    private var successes = 0
    private var failures = 0

    init(settings: BreakerSettings) { self.settings = settings }

    private func permitsInUse(at now: Instant) -> Int {
        let held = calls.filter { $0.isProbe && $0.epoch == epoch && !$0.isSettled && $0.leaseEnd > now }
        return held.count + successes + failures
    }

    private mutating func enter(_ next: BreakerPhase) {
        phase = next
        epoch += 1
        counted = []
        successes = 0
        failures = 0
    }

    func standing(at now: Instant) -> BreakerStanding {
        switch phase {
        case .closed, .forcedClosed: return .closed
        case .forcedOpen: return .open(retryIn: BreakerStanding.indefinitely)
        case .open:
            guard let deadline, now < deadline else { return .halfOpen(freeProbes: settings.probes) }
            return .open(retryIn: now.duration(to: deadline))
        case .halfOpen: return .halfOpen(freeProbes: settings.probes - permitsInUse(at: now))
        }
    }

    mutating func judge(_ admission: BreakerAdmission, at now: Instant) -> String? {
        let expected = standing(at: now)
        if phase == .open, case .halfOpen = expected { enter(.halfOpen) }
        switch (expected, admission) {
        case (.closed, .admitted(let ticket)):
            calls.append(Call(ticket: ticket, epoch: epoch, isProbe: false, leaseEnd: now))
            return ticket.isProbe ? "a call through a closed breaker is a probe" : nil
        case (.halfOpen(let free), .admitted(let ticket)):
            guard free > 0 else { return "more permits than probes" }
            let end = now.advanced(by: settings.probeLease)
            calls.append(Call(ticket: ticket, epoch: epoch, isProbe: true, leaseEnd: end))
            return ticket.isProbe ? nil : "a call through a half-open breaker is no probe"
        case (.halfOpen(let free), .refused(.probing)):
            return free == 0 ? nil : "a permit leaked"
        case (.open(let wait), .refused(.open(let said))):
            return wait == said ? nil : "wrong wait: \(said) for \(wait)"
        case (.open, .admitted):
            return "admitted before the deadline"
        default:
            return "asked \(expected), answered \(admission)"
        }
    }

    mutating func judge(
        _ transition: BreakerTransition?,
        settling index: Int,
        _ outcome: BreakerOutcome,
        at now: Instant
    ) -> String? {
        let call = calls[index]
        calls[index].isSettled = true
        let isVoid = call.epoch != epoch || (call.isProbe && (call.isSettled || call.leaseEnd <= now))
        guard !isVoid, phase == .closed || phase == .halfOpen else {
            return transition == nil ? nil : "the outcome of an old epoch or a void lease changed the phase"
        }
        var failed = false
        var slow = false
        switch outcome {
        case .success(let time): slow = (time ?? .zero) >= settings.slowCall
        case .failure: failed = true
        case .released, .ignored: return transition == nil ? nil : "an outcome without meaning changed the phase"
        }
        if phase == .halfOpen {
            if failed || slow { failures += 1 } else { successes += 1 }
            if successes == settings.successes {
                recovered = now
                enter(.closed)
                return transition?.to == .closed ? nil : "enough successes did not close"
            }
            guard settings.probes - failures < settings.successes else {
                return transition == nil ? nil : "a trial ended early"
            }
            return judgePause(transition, continues: true, at: now)
        }
        counted.append((now, failed, slow))
        guard mustOpen(at: now) else { return transition == nil ? nil : "opened without cause" }
        let continues = recovered.map { $0.duration(to: now) < settings.window } ?? false
        return judgePause(transition, continues: continues, at: now)
    }

    private func mustOpen(at now: Instant) -> Bool {
        let row = counted.reversed().prefix { $0.failed }.count
        if row >= settings.consecutiveFailures { return true }
        let width = settings.window.nanosecondsSaturating / 10
        let recent = counted.filter { now.nanoseconds / width - $0.at.nanoseconds / width < 10 }
        guard recent.count >= settings.minimumCalls else { return false }
        func percent(_ count: Int) -> Double { Double(count) * 100 / Double(recent.count) }
        return percent(recent.filter(\.failed).count) >= Double(settings.failureRate)
            || percent(recent.filter(\.slow).count) >= Double(settings.slowRate)
    }

    private mutating func judgePause(_ transition: BreakerTransition?, continues: Bool, at now: Instant) -> String? {
        guard let transition, transition.to == .open, let pause = transition.openFor else { return "did not open" }
        escalation = continues ? escalation + 1 : 0
        var whole = settings.open
        for _ in 0..<escalation where whole < settings.maximumOpen { whole *= 2 }
        whole = min(whole, settings.maximumOpen)
        enter(.open)
        deadline = now.advanced(by: pause)
        return pause >= whole / 2 && pause <= whole ? nil : "a pause of \(pause) outside of \(whole / 2) to \(whole)"
    }

    mutating func force(_ override: BreakerOverride?, at now: Instant) {
        switch (override, phase) {
        case (.open, .forcedOpen), (.closed, .forcedClosed), (nil, .closed), (nil, .open), (nil, .halfOpen): return
        case (.open, _): enter(.forcedOpen)
        case (.closed, _):
            (deadline, escalation, recovered) = (nil, 0, nil)
            enter(.forcedClosed)
        case (nil, .forcedClosed): enter(.closed)
        case (nil, .forcedOpen): enter(deadline.map { $0 > now } ?? false ? .open : .halfOpen)
        }
    }

    mutating func told(until end: Instant, at now: Instant) {
        let end = min(end, now.advanced(by: settings.maximumOpen))
        guard end > now else { return }
        switch phase {
        case .forcedClosed: return
        case .open, .forcedOpen: break
        case .closed, .halfOpen:
            let flaps = recovered.map { $0.duration(to: now) < settings.window } ?? false
            escalation = phase == .halfOpen || flaps ? escalation + 1 : 0
            enter(.open)
        }
        deadline = max(deadline ?? end, end)
    }
}
