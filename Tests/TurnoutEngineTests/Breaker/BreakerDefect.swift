import TurnoutCore
import TurnoutPolicy

@testable import TurnoutEngine

/// A mistake that an implementation could make: the simulation must notice each.
enum BreakerDefect: CaseIterable, Sendable {
    case admitsEarly, countsOldEpochs, leaksReleasedPermits, leaksIgnoredPermits, neverReclaims, reclaimsTooSoon
    case oneProbeTooMany, closesTooSoon, neverCloses, slowProbesPass
    case ignoresTheRow, ignoresTheRate, ignoresSlowness, neverForgets, countsReleasesAsFailures
    case neverBacksOff, exceedsTheCap, keepsTheShorterDeadline, doublesNoFlapping
    case ignoresTheOperator, forgetsTheDeadlineWhenLetGo
}

/// The machine with one defect, or none, built around it so that the product holds no trace of the defects.
struct BreakerUnderTest {
    private var machine: BreakerMachine
    private let defect: BreakerDefect?

    init(settings: BreakerSettings, defect: BreakerDefect?) {
        self.defect = defect
        var settings = settings
        switch defect {
        case .neverReclaims: settings.probeLease = .seconds(1_000_000)
        case .reclaimsTooSoon: settings.probeLease = settings.probeLease / 2
        case .oneProbeTooMany: settings.probes += 1
        case .closesTooSoon: settings.successes = 1
        case .ignoresTheRow: settings.consecutiveFailures = .max
        case .ignoresTheRate: settings.minimumCalls = .max
        case .neverForgets: settings.window = .seconds(1_000_000)
        case .exceedsTheCap: settings.maximumOpen = settings.maximumOpen * 8
        default: break
        }
        machine = BreakerMachine(settings: settings)
    }

    func standing(at now: Instant) -> BreakerStanding { machine.standing(at: now) }

    mutating func admit(at now: Instant) -> BreakerAdmission {
        machine.admit(at: defect == .admitsEarly ? now.advanced(by: .milliseconds(50)) : now)
    }

    mutating func settle(
        _ ticket: BreakerTicket,
        _ outcome: BreakerOutcome,
        at now: Instant,
        using generator: inout SeededGenerator
    ) -> BreakerTransition? {
        var ticket = ticket
        var outcome = outcome
        switch (defect, outcome) {
        case (.countsOldEpochs, _): ticket = BreakerTicket(epoch: machine.epoch, lease: ticket.lease)
        case (.leaksReleasedPermits, .released), (.leaksIgnoredPermits, .ignored): return nil
        case (.neverCloses, .success) where machine.phase == .halfOpen: outcome = .released
        case (.slowProbesPass, .success) where machine.phase == .halfOpen: outcome = .success(timeToFirstToken: nil)
        case (.ignoresSlowness, .success) where machine.phase == .closed: outcome = .success(timeToFirstToken: nil)
        case (.countsReleasesAsFailures, .released): outcome = .failure
        default: break
        }
        if defect == .neverBacksOff { machine.escalation = -1 }
        if defect == .doublesNoFlapping { machine.recovered = nil }
        return machine.settle(ticket, outcome, at: now, using: &generator)
    }

    mutating func force(_ override: BreakerOverride?, at now: Instant) {
        if defect == .ignoresTheOperator { return }
        if defect == .forgetsTheDeadlineWhenLetGo, override == nil, machine.override == .open { machine.deadline = now }
        machine.force(override, at: now)
    }

    mutating func open(until end: Instant, at now: Instant) {
        if defect == .keepsTheShorterDeadline { machine.deadline = min(machine.deadline, end) }
        machine.open(until: end, at: now)
    }
}
