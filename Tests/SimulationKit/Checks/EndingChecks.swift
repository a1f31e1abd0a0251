import TurnoutCore

/// That each request ends once and in time, that its calls end with it, and that nothing is left of any.
struct EndingChecks: Sendable {
    /// Something that has to be so at an instant.
    private struct Due: Sendable {
        enum Matter: Sendable {
            /// The request is over.
            case request
            /// The request's calls are cancelled, since its deadline is over.
            case calls
            /// The request's calls are cancelled, since its caller has gone.
            case callsOfGone
        }

        let time: Instant
        let request: Int
        let matter: Matter
    }

    /// How soon a call must be cancelled after its caller went away.
    static let cancellation = Duration.milliseconds(100)

    /// How much later a request may end that waits for a ledger.
    let lateness: Duration
    private var dues: [Due] = []
    private var earliest = Instant(nanoseconds: .max)

    init(lateness: Duration = .zero) { self.lateness = lateness }

    private mutating func expect(_ matter: Due.Matter, of request: Int, at time: Instant) {
        dues.append(Due(time: time, request: request, matter: matter))
        earliest = min(earliest, time)
    }

    /// Looks at what had to be so before this instant.
    mutating func timePassed(to now: Instant, _ ledger: Ledger, _ report: inout Report) {
        guard earliest < now else { return }
        earliest = Instant(nanoseconds: .max)
        var rest: [Due] = []
        var moved: [(Int, Instant)] = []
        for due in dues {
            guard due.time < now else {
                rest.append(due)
                earliest = min(earliest, due.time)
                continue
            }
            if let later = check(due, ledger, before: now, &report) { moved.append((due.request, later)) }
        }
        dues = rest
        for (request, time) in moved { expect(.request, of: request, at: time) }
    }

    /// - Returns: when to look again; `nil` when the matter is settled.
    private func check(_ due: Due, _ ledger: Ledger, before now: Instant, _ report: inout Report) -> Instant? {
        guard let request = ledger.request(due.request) else { return nil }
        let calls = ledger.calls(of: request)
        switch due.matter {
        case .request:
            // A provider that is late to notice holds up the end of a request by as much.
            let lateness = self.lateness + (calls.map(\.plan.lateness).max() ?? .zero)
            let bound = request.deadline.advanced(by: lateness)
            if now <= bound { return bound }
            let isSlow = if case .slow = request.plan.behaviour { true } else { false }
            if !request.isRecorded || (request.ended == nil && !isSlow) {
                report.violate(.endsInTime, "request \(due.request) goes on after \(request.deadline.clockText)")
            }
        case .calls:
            for call in calls where call.ended == nil && call.cancelled == nil {
                report.violate(
                    .callsEndInTime,
                    "call \(call.plan.number) of request \(due.request) goes on after \(request.deadline.clockText)")
            }
        case .callsOfGone:
            for call in calls where call.ended == nil && call.cancelled == nil && call.finished == nil {
                report.violate(
                    .callerGoneCallsEnd,
                    "call \(call.plan.number) goes on although the caller of request \(due.request) is gone")
            }
        }
        return nil
    }

    mutating func take(_ event: SimulationEvent, _ ledger: Ledger, at now: Instant, _ report: inout Report) {
        switch event {
        case .asked(let plan):
            if ledger.request(plan.number) != nil {
                report.violate(.exactlyOneEnding, "request \(plan.number) was asked twice")
            }
            let total = Duration.milliseconds(ledger.policy.total)
            let deadline = now.advanced(by: min(total, plan.deadline ?? total))
            expect(.request, of: plan.number, at: deadline)
            expect(.calls, of: plan.number, at: deadline)
        case .left(let number):
            guard let request = ledger.request(number), request.ended == nil else { return }
            expect(.callsOfGone, of: number, at: now.advanced(by: Self.cancellation))
        case .callBegan(let call):
            guard let request = ledger.request(call.request) else {
                report.violate(.exactlyOneEnding, "call \(call.number) for request \(call.request), which is over")
                return
            }
            if let left = request.left, now > left {
                report.violate(.callerGoneCallsEnd, "call \(call.number) began after its caller had gone")
            }
            if case .failed = request.ended {
                report.violate(.nothingAfterEnding, "call \(call.number) began after request \(call.request) failed")
            }
        case .recorded(let number, let record):
            guard let request = ledger.request(number) else {
                report.violate(.exactlyOneEnding, "an account was closed for a request that is over")
                return
            }
            if request.isRecorded { report.violate(.exactlyOneEnding, "request \(number) has two closed accounts") }
            if !record.isOver {
                report.violate(.recordMatchesCalls, "the account of request \(number) was closed without a duration")
            }
        case .ended(let number, let ending): end(number, ending, ledger, at: now, &report)
        default: break
        }
    }

    private func end(
        _ number: Int, _ ending: SimulationEvent.CallerEnding, _ ledger: Ledger, at now: Instant,
        _ report: inout Report
    ) {
        guard let request = ledger.request(number), request.ended == nil else {
            report.violate(.exactlyOneEnding, "request \(number) ended twice")
            return
        }
        let lateness = self.lateness + (ledger.calls(of: request).map(\.plan.lateness).max() ?? .zero)
        let isSlow = if case .slow = request.plan.behaviour { true } else { false }
        if now > request.deadline.advanced(by: lateness), !isSlow {
            report.violate(.endsInTime, "request \(number) ended for its caller at \(now.clockText)")
        }
        switch ending {
        case .finished:
            if !request.hasReadFinish {
                report.violate(.nothingAfterEnding, "request \(number) ended without a failure and without an end")
            }
        case .failed(let code):
            if request.hasReadFinish {
                report.violate(.nothingAfterEnding, "request \(number) failed after the end of its answer")
            }
            if code == .cancelled, request.left == nil {
                report.violate(.exactlyOneEnding, "request \(number) was cancelled by nobody")
            }
        case .left: break
        }
        if ending != .left, !request.isRecorded {
            report.violate(.exactlyOneEnding, "request \(number) ended before its account was closed")
        }
    }

    /// Checks that everything has ended.
    func finish(_ end: WorldEnd, _ ledger: Ledger, _ report: inout Report) {
        if end.isCutShort {
            report.violate(.comesToAnEnd, "the world did not come to rest")
            return
        }
        for number in ledger.open {
            guard let request = ledger.request(number) else { continue }
            if request.ended == nil { report.violate(.exactlyOneEnding, "request \(number) never ended") }
            if !request.isRecorded {
                report.violate(.exactlyOneEnding, "the account of request \(number) was never closed")
            }
            for call in ledger.calls(of: request) where call.ended == nil {
                report.violate(.nothingLeaks, "call \(call.plan.number) of request \(number) never ended")
            }
        }
        if end.readyJobs > 0 { report.violate(.nothingLeaks, "\(end.readyJobs) jobs are left") }
        if end.sleepers > 0 { report.violate(.nothingLeaks, "\(end.sleepers) tasks sleep for ever") }
        if end.inFlight != 0 { report.violate(.nothingLeaks, "the router counts \(end.inFlight) calls in progress") }
        if end.permits > 0 { report.violate(.nothingLeaks, "\(end.permits) permits for probes were never given back") }
        if end.routerIsHeld { report.violate(.nothingLeaks, "a task that never ends holds the router") }
    }
}
