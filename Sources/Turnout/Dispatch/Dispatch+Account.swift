import TurnoutCore
import TurnoutEngine
import TurnoutLedger
import TurnoutPolicy

/// The account of a request.
extension Dispatch {
    private var elapsed: Duration { started.duration(to: router.options.clock.now()) }

    /// Notes that a target's answer has begun.
    func begin(_ link: ChainLink, _ name: TargetName) {
        book.serve(name, position: link.position, after: elapsed)
    }

    /// Closes the account.
    func close() {
        book.close(after: elapsed)
        keepDecision()
        if router.options.audit != nil { auditEnd(book.record) }
        if let observer = router.options.observer { observer.observe(.ended(book.record)) }
    }

    /// Closes the account and returns it.
    func closed() -> DecisionRecord {
        close()
        return book.record
    }

    /// Notes a call, and pays for it.
    ///
    /// - Parameters:
    ///   - money: what was set aside for it.
    ///   - message: what to say of it; `nil` for what its ending says.
    func note(_ link: ChainLink, _ report: AttemptReport, money: CallMoney?, message: String? = nil) {
        let outcome: AttemptRecord.Outcome
        var failure: ProviderFailure?
        switch report.ending {
        case .finished(let reason): outcome = .served(reason)
        case .failed(let cause): (outcome, failure) = (.failed(cause.code), cause)
        case .timedOut: outcome = .failed(.timeout)
        case .cancelled: outcome = .failed(.cancelled)
        }
        let cost = cost(of: report, on: link)
        pay(money, cost: cost)
        let attempt = AttemptRecord(
            target: inForce.policy.targets[link.target].name,
            position: link.position,
            started: started.duration(to: report.machine.started),
            duration: report.machine.duration ?? .zero,
            timeToFirstToken: report.machine.timeToFirstContent,
            outcome: outcome,
            message: message ?? report.ending.message,
            usage: report.machine.usage,
            cost: cost,
            bound: money?.bound ?? inForce.policy.worstCase(of: link.target, classified.facts),
            isProbe: report.isProbe,
            isHedge: report.isHedge,
            dropped: report.dropped,
            warnsOfDropped: inForce.policy.targets[link.target].unsupported == .warn,
            failure: failure,
            replaced: report.replaced,
            withheld: report.withheld
        )
        add(attempt)
        keep(attempt, on: link.target, as: money?.order.id)
    }

    /// Notes a target that was left out.
    func note(_ link: ChainLink, _ outcome: AttemptRecord.Outcome, _ message: String) {
        add(
            AttemptRecord(
                target: inForce.policy.targets[link.target].name,
                position: link.position,
                started: elapsed,
                duration: .zero,
                outcome: outcome,
                message: message,
                isProbe: false
            )
        )
    }

    private func add(_ attempt: AttemptRecord) {
        book.add(attempt)
        router.options.observer?.observe(.attempted(id, attempt))
    }

    /// The error of an ending without an answer; a complete answer has closed the account itself.
    func error(for ending: Ending) -> TurnoutError? {
        switch ending {
        case .chain(.delivered), .open: nil
        case .rejected(let reason): TurnoutError(rejecting: closed(), reason: reason)
        case .refused(let refusal): TurnoutError(refusing: closed(), refusal)
        case .chain(.failed(.cancelled)): TurnoutError(.cancelled, "the request was cancelled", record: closed())
        case .chain(.failed(let code)), .chain(.brokeOff(let code)): TurnoutError(code, failing: closed())
        case .chain(.outOfTime): TurnoutError(outOfTime: closed())
        case .chain(.noneLeft): TurnoutError(noneLeft: closed())
        case .chain(.busy(let wait)): TurnoutError(busy: closed(), retryAfter: wait)
        }
    }
}
