import TurnoutCore

/// That a request's account tells what providers saw.
struct RecordChecks: Sendable {
    func take(_ event: SimulationEvent, _ ledger: Ledger, _ report: inout Report) {
        guard case .recorded(let number, let record) = event, let request = ledger.request(number) else { return }
        let calls = ledger.calls(of: request)
        let sent = record.attempts.filter(\.wasSent)
        if request.policy.route(for: request.plan)?.hedge != nil {
            compareHedged(sent.map(\.target), calls, number, &report)
            checkServed(record, calls, request, number, &report)
            return
        }
        let seen = calls
        guard sent.map(\.target) == seen.map(\.plan.target) else {
            report.violate(
                .recordMatchesCalls,
                "request \(number) was sent to \(seen.map(\.plan.target)), its account says \(sent.map(\.target))")
            return
        }
        for (attempt, call) in zip(sent, seen) { compare(attempt, call, number, &report) }
        checkServed(record, calls, request, number, &report)
    }

    /// Two calls at a time may end in another order than they began.
    private func compareHedged(
        _ sent: [String], _ calls: [Ledger.Call], _ number: Int, _ report: inout Report
    ) {
        var rest = sent
        for call in calls {
            if let index = rest.firstIndex(of: call.plan.target) {
                rest.remove(at: index)
            } else {
                report.violate(
                    .recordMatchesCalls, "call \(call.plan.number) is missing in the account of request \(number)")
            }
        }
        if !rest.isEmpty {
            report.violate(.recordMatchesCalls, "the account of request \(number) tells of calls to \(rest)")
        }
    }

    private func compare(
        _ attempt: SimulationEvent.AttemptView, _ call: Ledger.Call, _ number: Int, _ report: inout Report
    ) {
        if call.finished != nil, call.cancelled == nil, let code = attempt.code {
            report.violate(
                .recordMatchesCalls,
                "call \(call.plan.number) of request \(number) answered; its account says \(code.rawValue)")
        }
        guard case .failed(let code, _) = call.ending, call.cancelled == nil, call.finished == nil else { return }
        if attempt.code != code {
            report.violate(
                .recordMatchesCalls,
                "call \(call.plan.number) of request \(number) failed with \(code.rawValue); its account says "
                    + (attempt.code?.rawValue ?? "served"))
        }
    }

    private func checkServed(
        _ record: SimulationEvent.RecordView, _ calls: [Ledger.Call], _ request: Ledger.Request, _ number: Int,
        _ report: inout Report
    ) {
        let answered = calls.last { $0.finished != nil && $0.cancelled == nil }
        if let answered, record.served != answered.plan.target {
            report.violate(
                .recordMatchesCalls,
                "\(answered.plan.target) answered request \(number); its account says \(record.served ?? "nobody")")
        }
        let source = request.source.flatMap { source in calls.first { $0.plan.number == source } }
        if let source, record.served != source.plan.target {
            report.violate(
                .recordMatchesCalls,
                "request \(number) read \(source.plan.target); its account says \(record.served ?? "nobody")")
        }
        // Of a plain answer that broke off nothing is left, so that nobody served it.
        let mayServe = calls.contains { $0.finished != nil || (request.plan.isStreamed && $0.firstPiece != nil) }
        if !mayServe, let served = record.served {
            report.violate(.recordMatchesCalls, "nobody answered request \(number), but \(served) served it")
        }
    }
}
