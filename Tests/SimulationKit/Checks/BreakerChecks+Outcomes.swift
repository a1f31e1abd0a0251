import TurnoutCore
import TurnoutEngine

extension BreakerChecks {
    /// Takes what a provider shows of a call's outcome.
    mutating func settle(
        _ number: Int, _ ledger: Ledger, at now: Instant, isFinish: Bool, ending: SimulationEvent.CallEnding?
    ) {
        guard let call = ledger.call(number), var target = targets[call.plan.target] else { return }
        defer { targets[call.plan.target] = target }
        if case .failed(let code, _) = ending, code.isRefusal { target.hasRefused = true }
        let isOfEpoch = call.epoch == target.epoch
        let hadLease = target.leases.removeValue(forKey: number).map { $0 > now } ?? false
        // After its end an answer shows nothing new of its target.
        guard isOfEpoch, call.finished == nil else { return }
        let isLate = (ledger.request(call.plan.request).map { now >= $0.deadline }) ?? true
        let isClear = call.cancelled == nil && !isLate && !call.ignoresBreaker
        target.mayHaveCounted += 1
        if isFinish {
            target.mayHaveSucceeded += 1
            // A slow success of a probe counts as a failure.
            if call.isProbe || target.phase == .halfOpen { target.mayHaveFailed += 1 }
            if isClear, hadLease { target.probesCounted += 1 }
            target.failuresInARow = 0
            return
        }
        target.mayHaveFailed += 1
        let hasFailed: Bool
        switch ending {
        case .returned: hasFailed = true
        case .failed(let code, _): hasFailed = [.provider, .network, .timeout, .unknown].contains(code)
        case .cancelled, nil: hasFailed = false
        }
        guard hasFailed, isClear else { return }
        if hadLease { target.probesCounted += 1 }
        guard target.phase == .closed else { return }
        target.failuresInARow += 1
        if target.failuresInARow >= target.settings.consecutiveFailures { target.hadToOpen = now }
    }

    /// Takes a change of phase and judges whether there was reason for it.
    mutating func change(
        _ name: String, _ change: SimulationEvent.BreakerView, at now: Instant, _ report: inout Report
    ) {
        guard var target = targets[name] else { return }
        defer { targets[name] = target }
        if change.isOfAnswers {
            target.isTroubled = change.to != .closed
            return
        }
        defer { target.isLoose = false }
        // A breaker whose time is over may have been asked for leave that was given back.
        let isOver = target.phase == .open && target.deadline <= now && change.from == .halfOpen
        if change.from != target.phase, !isOver, !target.isLoose {
            report.violate(
                .oldEpochsIgnored,
                "\(name) went from \(change.from.rawValue), but it was \(target.phase.rawValue)")
        }
        if !target.isLoose, let doubt = doubt(change, target) { report.violate(.oldEpochsIgnored, "\(name) \(doubt)") }
        switch change.to {
        case .open:
            if change.cause != .operator { pause(name, change, &target, at: now, &report) }
            target.begin(.open)
            target.opened = now
            if let openFor = change.openFor { target.deadline = now.advanced(by: openFor) }
        case .closed:
            if change.cause == .probesSucceeded { target.recovered = now }
            target.begin(.closed)
        case .forcedClosed:
            target.isTroubled = false
            target.escalation = 0
            target.recovered = nil
            target.begin(.forcedClosed)
        case .halfOpen, .forcedOpen:
            target.begin(change.to)
            target.opened = now
        }
    }

    /// Why the calls of this epoch cannot have caused the change; `nil` when they can.
    private func doubt(_ change: SimulationEvent.BreakerView, _ target: Target) -> String? {
        let settings = target.settings
        switch change.cause {
        case .consecutiveFailures:
            guard target.mayHaveFailed < settings.consecutiveFailures else { return nil }
            return "opened after at most \(target.mayHaveFailed) failures of its epoch"
        case .failureRate:
            let needed = (settings.minimumCalls * settings.failureRate + 99) / 100
            guard target.mayHaveCounted < settings.minimumCalls || target.mayHaveFailed < needed else { return nil }
            return "opened for its rate after \(target.mayHaveFailed) failures in \(target.mayHaveCounted) calls"
        case .slowRate:
            guard target.mayHaveCounted < settings.minimumCalls else { return nil }
            return "opened for slowness after \(target.mayHaveCounted) calls of its epoch"
        case .probesFailed:
            guard target.mayHaveFailed <= settings.probes - settings.successes else { return nil }
            return "opened again after at most \(target.mayHaveFailed) failed probes of its epoch"
        case .probesSucceeded:
            guard target.mayHaveSucceeded < settings.successes else { return nil }
            return "closed after at most \(target.mayHaveSucceeded) successes of its epoch"
        case .told, .operator: return nil
        }
    }

    private func pause(
        _ name: String, _ change: SimulationEvent.BreakerView, _ target: inout Target, at now: Instant,
        _ report: inout Report
    ) {
        let settings = target.settings
        let window = Duration.milliseconds(settings.window)
        let isRecent = target.recovered.map { $0.duration(to: now) < window } ?? false
        target.escalation = target.phase == .halfOpen || isRecent ? min(target.escalation + 1, 30) : 0
        let whole = min(settings.open << target.escalation, settings.maximumOpen)
        guard let openFor = change.openFor else {
            report.violate(.pausesGrow, "\(name) opened for an unknown time")
            return
        }
        let least = change.cause == .told ? 0 : whole / 2
        if openFor < .milliseconds(least) || openFor > .milliseconds(settings.maximumOpen) {
            report.violate(
                .pausesGrow, "\(name) opened for \(openFor), where \(whole) ms is the whole of its pause")
        }
    }
}

extension ErrorCode {
    /// Whether it says something that health does not cover.
    var isRefusal: Bool { [.authentication, .quotaExceeded, .rateLimited, .modelNotFound].contains(self) }
}
