import TurnoutCore

/// That what callers read is what one provider wrote.
struct AnswerChecks: Sendable {
    func take(_ event: SimulationEvent, _ ledger: Ledger, _ report: inout Report) {
        switch event {
        case .read(let number, let call, let piece): read(number, call, piece, ledger, &report)
        case .misread(let number):
            report.violate(.textIsWhole, "request \(number) read something that no provider wrote")
        case .readFinish(let number): finish(number, ledger, &report)
        default: break
        }
    }

    private func read(_ number: Int, _ callNumber: Int, _ piece: Int, _ ledger: Ledger, _ report: inout Report) {
        guard let request = ledger.request(number) else { return }
        if request.ended != nil || request.hasReadFinish {
            report.violate(.nothingAfterEnding, "request \(number) read c\(callNumber).\(piece) after its end")
        }
        guard let call = ledger.call(callNumber), call.plan.request == number else {
            report.violate(.textIsWhole, "request \(number) read the text of call \(callNumber), which is not its own")
            return
        }
        if let source = request.source, source != callNumber {
            report.violate(.textIsWhole, "request \(number) read call \(source) and then call \(callNumber)")
        } else if piece != request.read {
            report.violate(
                .textIsWhole, "request \(number) read c\(callNumber).\(piece) where piece \(request.read) comes next")
        } else if piece >= call.written {
            report.violate(.textIsWhole, "request \(number) read c\(callNumber).\(piece), which was never written")
        }
    }

    private func finish(_ number: Int, _ ledger: Ledger, _ report: inout Report) {
        guard let request = ledger.request(number) else { return }
        if request.hasReadFinish {
            report.violate(.nothingAfterEnding, "request \(number) read the end of its answer twice")
        }
        let calls = ledger.calls(of: request)
        guard let call = request.source.flatMap({ ledger.call($0) }) ?? calls.last(where: { $0.finished != nil }),
            call.finished != nil
        else {
            report.violate(
                .nothingAfterEnding, "request \(number) read an end, but the answer of its call broke off")
            return
        }
        if request.read != call.written {
            report.violate(
                .textIsWhole,
                "request \(number) read \(request.read) of the \(call.written) pieces of call \(call.plan.number)")
        }
    }
}
