import TurnoutCore

/// How a request walks its chain: how many calls, after which failures, one at a time, in time and within its cap.
struct ChainChecks: Sendable {
    /// The most calls where the policy's own number is not obeyed yet.
    private static let attempts = 4
    /// The most hedges, in percent of requests, and the few that any number of requests may have.
    private static let hedgeShare = 5
    private static let hedgeAllowance = 3
    /// How soon the loser of a hedge must be cancelled.
    private static let loserCancelled = Duration.milliseconds(50)

    private var hedgedRequests = 0
    private var hedges = 0

    mutating func take(_ event: SimulationEvent, _ ledger: Ledger, at now: Instant, _ report: inout Report) {
        switch event {
        case .asked(let plan):
            if ledger.policy.route(for: plan)?.hedge != nil { hedgedRequests += 1 }
        case .callBegan(let call):
            guard let request = ledger.request(call.request) else { return }
            begin(call, of: request, ledger, at: now, &report)
        case .callFinished(let number), .callEnded(let number, _):
            guard let call = ledger.call(number), call.ended == nil, let request = ledger.request(call.plan.request)
            else { return }
            checkCost(of: call, request, ledger, &report)
            checkLoser(than: call, request, ledger, at: now, &report)
        default: break
        }
    }

    private mutating func begin(
        _ call: SimulationEvent.Call, of request: Ledger.Request, _ ledger: Ledger, at now: Instant,
        _ report: inout Report
    ) {
        let earlier = ledger.calls(of: request)
        let limit = ledger.features.contains(.attempts) ? request.policy.attempts : Self.attempts
        if earlier.count >= limit {
            report.violate(.attemptsLimited, "call \(call.number) is number \(earlier.count + 1) of \(limit)")
        }
        if now >= request.deadline {
            report.violate(
                .nothingDispatchedLate, "call \(call.number) began at the deadline \(request.deadline.clockText)")
        }
        let tries = earlier.filter { $0.plan.target == call.target }
        if tries.count >= request.policy.triesOfTarget {
            report.violate(
                .retriesLimited, "call \(call.number) is number \(tries.count + 1) on \(call.target) for its request")
        }
        if case .failed(let code, _) = tries.last?.ending, !code.maySucceedAgain {
            report.violate(.retriesLimited, "call \(call.number) tries \(call.target) again after \(code.rawValue)")
        }
        checkOverlap(call, request, earlier, &report)
        for past in earlier { checkFallback(call, after: past, request, &report) }
    }

    private mutating func checkOverlap(
        _ call: SimulationEvent.Call, _ request: Ledger.Request, _ earlier: [Ledger.Call], _ report: inout Report
    ) {
        let running = earlier.filter { $0.ended == nil && $0.cancelled == nil }
        let unfinished = earlier.filter { $0.ended == nil }
        let mayHedge = report.features.contains(.hedging) && request.policy.route(for: request.plan)?.hedge != nil
        guard mayHedge else {
            if let other = unfinished.first {
                report.violate(
                    .oneCallAtATime, "call \(call.number) began while call \(other.plan.number) was in progress")
            }
            return
        }
        guard let other = running.first else { return }
        hedges += 1
        if running.count > 1 { report.violate(.hedgesBounded, "call \(call.number) is a second hedge") }
        if other.firstPiece != nil {
            report.violate(.hedgesBounded, "call \(call.number) hedges call \(other.plan.number), which has begun")
        }
        if other.plan.target == call.target {
            report.violate(.hedgesBounded, "call \(call.number) hedges a call of the same target")
        }
    }

    private func checkFallback(
        _ call: SimulationEvent.Call, after past: Ledger.Call, _ request: Ledger.Request, _ report: inout Report
    ) {
        let began = past.firstPiece ?? past.finished
        let counted = began.map { began in past.cancelled.map { began < $0 } ?? true } ?? false
        if request.plan.isStreamed, counted {
            report.violate(
                .noFallbackAfterContent, "call \(call.number) began although call \(past.plan.number) had given text")
        }
        if past.finished != nil, past.cancelled == nil {
            report.violate(
                .fallbackOnlyWhereItHelps, "call \(call.number) began after call \(past.plan.number) had answered")
        }
        guard case .failed(let code, _) = past.ending, past.cancelled == nil else { return }
        let refusalFallsBack =
            report.features.contains(.contentPolicy)
            && request.policy.route(for: request.plan)?.contentPolicyFallsBack ?? false
        if code == .invalidRequest || (code == .contentPolicy && !refusalFallsBack) {
            report.violate(.fallbackOnlyWhereItHelps, "call \(call.number) began after \(code.rawValue)")
        }
        if code == .contextLength, let tooSmall = request.policy.target(past.plan.target)?.context,
            let context = request.policy.target(call.target)?.context, context <= tooSmall
        {
            report.violate(
                .fallbackOnlyWhereItHelps,
                "call \(call.number) went to a context of \(context)k after one of \(tooSmall)k was too small")
        }
    }

    private func checkCost(
        of call: Ledger.Call, _ request: Ledger.Request, _ ledger: Ledger, _ report: inout Report
    ) {
        guard let cap = request.plan.costCap else { return }
        let calls = ledger.features.contains(.chainCost) ? ledger.calls(of: request) : [call]
        let cost = calls.reduce(Int64(0)) { sum, call in
            guard let usage = call.usage, let target = request.policy.target(call.plan.target) else { return sum }
            return sum + target.cost(of: usage)
        }
        // A cap is counted in hundred-thousandths of a dollar.
        if cost > Int64(cap) * 10_000 {
            report.violate(
                .costCapHolds, "request \(request.plan.number) cost \(cost) of \(cap * 10_000) nano-dollars")
        }
    }

    private func checkLoser(
        than call: Ledger.Call, _ request: Ledger.Request, _ ledger: Ledger, at now: Instant, _ report: inout Report
    ) {
        guard report.features.contains(.hedging), let won = call.firstPiece else { return }
        for other in ledger.calls(of: request) where other.plan.number != call.plan.number {
            guard other.ended == nil, other.cancelled == nil, won.duration(to: now) > Self.loserCancelled else {
                continue
            }
            report.violate(.hedgesBounded, "call \(other.plan.number) lost to call \(call.plan.number) and goes on")
        }
    }

    func finish(_ report: inout Report) {
        guard hedgedRequests > 0 else { return }
        if hedges * 100 > hedgedRequests * Self.hedgeShare + Self.hedgeAllowance * 100 {
            report.violate(.hedgesBounded, "\(hedges) hedges for \(hedgedRequests) requests")
        }
    }
}

extension ErrorCode {
    /// Whether the same call may succeed a moment later: the table of error codes in the design of resilience.
    fileprivate var maySucceedAgain: Bool {
        switch self {
        case .provider, .network, .timeout, .model, .rateLimited: true
        default: false
        }
    }
}
