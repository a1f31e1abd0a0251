import TurnoutCore
import TurnoutEngine
import TurnoutLedger
import TurnoutPolicy

extension TraceEntry {
    /// The event on one line, the same in every process.
    public var line: String {
        let time = time.clockText
        return String(repeating: " ", count: max(0, 14 - time.count)) + time + "  " + event.text
    }
}

extension SimulationEvent {
    var text: String {
        switch self {
        case .asked(let plan): "r\(plan.number) asks\(plan.text)"
        case .decided(let request, let policy, let chain):
            "r\(request) decided by policy \(policy): \(chain.isEmpty ? "rejected" : chain.joined(separator: ", "))"
        case .attempting(let request, let target): "r\(request) is about to call \(target)"
        case .callBegan(let call):
            "r\(call.request) c\(call.number) \(call.target) is called"
                + (call.isTrue ? "" : " with other content")
                + (call.policy.map { " under policy \($0)" } ?? " under no policy")
                + (call.lateness > .zero ? ", will be \(call.lateness.text) late to notice a cancellation" : "")
        case .callWrote(let call, let piece): "c\(call) writes piece \(piece)"
        case .callCounted(let call, let usage): "c\(call) counts \(usage.totalTokens) tokens"
        case .callFinished(let call): "c\(call) writes the end"
        case .callCancelled(let call): "c\(call) is cancelled"
        case .callEnded(let call, let ending): "c\(call) \(ending.text)"
        case .attempted(let request, let attempt): "r\(request) noted: \(attempt.text)"
        case .breakerChanged(let target, let change):
            "\(target) breaker\(change.isOfAnswers ? " of answers" : "") \(change.from.rawValue) -> \(change.to.rawValue), \(change.cause.rawValue)"
                + (change.openFor.map { " for \($0.text)" } ?? "")
        case .quarantined(let target, let duration): "\(target) credential is left alone for \(duration.text)"
        case .recorded(let request, let record):
            "r\(request) account closed: served by \(record.served ?? "nobody"); "
                + record.attempts.map(\.text).joined(separator: "; ")
        case .read(let request, let call, let piece): "r\(request) reads c\(call).\(piece)"
        case .misread(let request): "r\(request) reads something that nobody wrote"
        case .readFinish(let request): "r\(request) reads the end"
        case .left(let request): "r\(request) caller goes away"
        case .ended(let request, let ending): "r\(request) \(ending.text)"
        case .wentOffline(let isOffline): isOffline ? "router goes offline" : "router goes online"
        case .reloaded(let policy): "router takes policy \(policy)"
        case .forced(let target, let override):
            "operator holds \(target) to \(override?.rawValue ?? "its own judgement")"
        case .wallClockJumped(let duration): "civil time jumps by \(duration.text)"
        case .processDied(let number, _): "process \(number) dies"
        case .ledgerDid(let deed): deed.text
        case .ledgerRefused(let process, let command, let kind):
            "ledger fails process \(process): \(command.text), \(kind.rawValue)"
        case .ledgerKept(let entry):
            "ledger keeps \(entry.target) \(entry.outcome) of \(entry.id) for \(entry.cost.map(\.description) ?? "?")"
        case .ledgerIsSwept: "ledger ends what is overdue"
        case .ledgerAlerts(let alerts): "ledger has raised \(alerts.count) alerts"
        }
    }
}

extension LedgerDeed {
    fileprivate var text: String {
        let result: String
        switch reply {
        case .done: result = "done"
        case .refused(let claim, _): result = "refused by claim \(claim)"
        case .unknown: result = "unknown"
        case .conflict(let reservation): result = "conflict, \(reservation.state.rawValue)"
        case .expired(let count): result = "\(count) expired"
        }
        let balances = pots.map { pot in
            "\(pot.id.key.text)=\(pot.balance.settled.nanoUSD)+\(pot.balance.held.nanoUSD)"
        }
        return "ledger for process \(process): \(command.text): \(result)\(isReplyLost ? ", reply lost" : "")"
            + " \(balances.joined(separator: " "))"
    }
}

extension LedgerCommand {
    fileprivate var text: String {
        switch self {
        case .reserve(let order): "reserve \(order.bound) for \(order.id)"
        case .dispatch(let id): "dispatch \(id)"
        case .settle(let id, let cost): "settle \(id) at \(cost.map(\.description) ?? "its bound")"
        case .void(let id): "void \(id)"
        case .expire: "expire"
        case .reset(let pot, _): "reset \(pot.text)"
        }
    }
}

extension SimulationEvent.CallEnding {
    fileprivate var text: String {
        switch self {
        case .returned: "returns"
        case .failed(let code, let wait):
            "fails with \(code.rawValue)" + (wait.map { ", to be tried again after \($0.text)" } ?? "")
        case .cancelled: "notices that it is cancelled"
        }
    }
}

extension SimulationEvent.CallerEnding {
    fileprivate var text: String {
        switch self {
        case .finished: "is answered"
        case .failed(let code): "fails with \(code.rawValue)"
        case .left: "does not wait for the end"
        }
    }
}

extension SimulationEvent.AttemptView {
    fileprivate var text: String {
        "\(target) \(reason.map { "left out: \($0.rawValue)" } ?? code?.rawValue ?? "served")\(isProbe ? " (probe)" : "")"
    }
}

extension RequestPlan {
    fileprivate var text: String {
        var parts = [isStreamed ? " streamed" : " plain", task]
        if !labels.isEmpty { parts.append("labels \(labels.joined(separator: "+"))") }
        if hasAddress { parts.append("with an address") }
        if let tenant { parts.append("tenant \(tenant)") }
        if let user { parts.append("user \(user)") }
        if isOncall { parts.append("on call") }
        if priority != .normal { parts.append(priority.rawValue) }
        if let deadline { parts.append("within \(deadline.text)") }
        if let costCap { parts.append("for at most \(costCap)e-5 USD") }
        if let maxTokens { parts.append("of at most \(maxTokens) tokens") }
        if let pin { parts.append("pinned to \(pin)") }
        if isOffline { parts.append("offline") }
        switch behaviour {
        case .patient: break
        case .slow(let pause): parts.append("reads slowly, every \(pause.text)")
        case .drops(let events): parts.append("drops the stream after \(events) events")
        case .cancels(let delay): parts.append("cancels after \(delay.text)")
        }
        return parts.joined(separator: ", ")
    }
}

extension Duration {
    /// Seconds with all nine decimals.
    fileprivate var text: String {
        let nanoseconds = nanosecondsSaturating
        return (nanoseconds < 0 ? "-" : "") + Instant(nanoseconds: abs(nanoseconds)).clockText + " s"
    }
}
