import TurnoutCore
import TurnoutEngine

/// That breakers let through what they may and change when they should.
///
/// This is no second breaker. What it knows of a breaker is its phase as the router reports it, and what providers see
/// of calls. Where a call's outcome is not clear from outside, such as a timeout, both readings are allowed.
struct BreakerChecks: Sendable {
    /// How a call was let through.
    struct Admission: Sendable {
        var epoch: Int
        var isProbe: Bool
        /// Whether it may have passed whatever the breaker says.
        var ignores: Bool
    }

    struct Target: Sendable {
        var phase = BreakerPhase.closed
        var settings = PolicyPlan.BreakerPlan()
        var epoch = 0
        /// Until when the breaker is open, and since when.
        var deadline = Instant(nanoseconds: 0)
        var opened: Instant?
        var escalation = 0
        var recovered: Instant?
        /// Probes that hold a permit, with the ends of their leases.
        var leases: [Int: Instant] = [:]
        /// Results of this epoch's calls: those that are certain, and those that there may be.
        var probesCounted = 0
        var mayHaveSucceeded = 0
        var mayHaveFailed = 0
        var mayHaveCounted = 0
        var failuresInARow = 0
        /// Calls that the router announced, with how they passed.
        var announced: [Int: Admission] = [:]
        /// The instant at which the breaker had to open.
        var hadToOpen: Instant?
        /// Whether the target's other breaker, which counts unusable answers alone, is other than closed.
        var isTroubled = false
        /// Whether calls may be probes of which it cannot be told.
        var isLoose = false
        /// Whether the target ever refused a call for something that its health does not tell.
        var hasRefused = false

        mutating func begin(_ phase: BreakerPhase) {
            self.phase = phase
            epoch += 1
            leases = [:]
            probesCounted = 0
            mayHaveSucceeded = 0
            mayHaveFailed = 0
            mayHaveCounted = 0
            failuresInARow = 0
            hadToOpen = nil
        }
    }

    var targets: [String: Target] = [:]
    /// The names in an order that is the same in every process.
    private let names: [String]

    init(targets names: [String]) {
        self.names = names
        for name in names { targets[name] = Target() }
    }

    /// Whether each of the targets' breakers is other than closed.
    func allOpened(_ names: [String]) -> Bool { names.allSatisfy { targets[$0]?.phase != .closed } }

    /// Whether an operator holds a target's breaker open.
    func isHeldOpen(_ name: String) -> Bool { targets[name]?.phase == .forcedOpen }

    /// Whether time has shown that a breaker did not open.
    mutating func timePassed(_ report: inout Report) {
        for name in names {
            guard let target = targets[name], target.hadToOpen != nil, target.phase == .closed else { continue }
            report.violate(.breakerOpens, "\(name) stayed closed after \(target.failuresInARow) failures in a row")
            targets[name]?.hadToOpen = nil
        }
    }

    /// - Returns: how a call that begins with this event was let through.
    mutating func take(
        _ event: SimulationEvent, _ ledger: Ledger, at now: Instant, _ report: inout Report
    ) -> Admission? {
        switch event {
        case .asked:
            // The first event of a world: the settings of the policy in force at its beginning.
            if targets[names[0]]?.settings != ledger.policy.breaker { adopt(ledger.policy.breaker) }
        case .reloaded(let number): adopt(ledger.policies[number].breaker)
        case .attempting(let number, let name): announce(number, name, ledger, at: now, &report)
        case .callBegan(let call):
            guard let admission = targets[call.target]?.announced.removeValue(forKey: call.request) else {
                report.violate(.openBreakerRefuses, "call \(call.number) of \(call.target) was never announced")
                return nil
            }
            if admission.isProbe, let target = targets[call.target], target.epoch == admission.epoch {
                let lease = Duration.milliseconds(target.settings.probeLease)
                targets[call.target]?.leases[call.number] = now.advanced(by: lease)
            }
            return admission
        case .callFinished(let number): settle(number, ledger, at: now, isFinish: true, ending: nil)
        case .callEnded(let number, let ending): settle(number, ledger, at: now, isFinish: false, ending: ending)
        case .breakerChanged(let name, let change): self.change(name, change, at: now, &report)
        default: break
        }
        return nil
    }

    private mutating func adopt(_ settings: PolicyPlan.BreakerPlan) {
        for name in names {
            guard var target = targets[name], target.settings != settings else { continue }
            target.settings = settings
            target.begin(target.phase)
            targets[name] = target
        }
    }

    private mutating func announce(
        _ number: Int, _ name: String, _ ledger: Ledger, at now: Instant, _ report: inout Report
    ) {
        guard var target = targets[name], let request = ledger.request(number) else { return }
        // Leave that was given to one that waited is older than this event, though of the same instant, or of that at
        // which its money was asked for.
        let isSimultaneous = target.opened.map { now <= $0.advanced(by: ledger.slack) } ?? false
        let isHindered = target.phase != .closed && target.phase != .forcedClosed
        let mayIgnore =
            request.policy.ignoresBreaker(request.plan, at: name) || isSimultaneous
            || (target.phase != .forcedOpen && mayPanic(name, request, ledger))
        // Where the other breaker is open, a call may pass as one that is not counted.
        let ignores = target.isTroubled || (isHindered && mayIgnore)
        var isProbe = false
        switch target.phase {
        case .closed, .forcedClosed: break
        case .forcedOpen:
            if !ignores { report.violate(.openBreakerRefuses, "request \(number) passed \(name), held open") }
        case .open:
            if now >= target.deadline, ignores {
                target.isLoose = true
            } else if now >= target.deadline {
                target.begin(.halfOpen)
                isProbe = true
            } else if !ignores {
                report.violate(
                    .openBreakerRefuses,
                    "request \(number) passed \(name), which is open until \(target.deadline.clockText)")
            }
        case .halfOpen:
            isProbe = true
            target.leases = target.leases.filter { $0.value > now }
            let taken = target.leases.count + target.probesCounted
            if taken >= target.settings.probes, !ignores {
                report.violate(
                    .probesLimited,
                    "request \(number) passed \(name), which had \(taken) of \(target.settings.probes) permits out")
            }
        }
        target.announced[number] = Admission(epoch: target.epoch, isProbe: isProbe && !ignores, ignores: ignores)
        targets[name] = target
    }

    /// Whether the request's step of the chain may have so few targets that are well that health is ignored in it.
    ///
    /// Only what is certainly well is counted: what a limit, a guard or a refused credential takes out of a step is not
    /// seen from outside.
    private func mayPanic(_ name: String, _ request: Ledger.Request, _ ledger: Ledger) -> Bool {
        guard ledger.features.contains(.panic), let pool = request.policy.pool(of: name, for: request.plan) else {
            return false
        }
        guard request.policy.providers.isEmpty else { return true }
        let well = pool.filter { member in
            guard let state = targets[member], let target = request.policy.target(member) else { return false }
            let isReachable = target.isLocal || (!ledger.isOffline && !request.plan.isOffline)
            return state.phase == .closed && !state.isTroubled && !state.hasRefused && isReachable
                && request.plan.costCap == nil && request.policy.denial(of: request.plan, at: target) == nil
        }
        return well.count * 100 < request.policy.panicBelow * pool.count
    }
}
