import TurnoutCore

/// That an outage of everything does not multiply the load, and that its end is noticed.
struct LoadChecks: Sendable {
    /// The most calls for 10 requests once the breakers have opened.
    private static let callsForTen = 12
    /// The fewest requests that make a rate.
    private static let fewest = 50
    /// How long recovery may take beyond the longest pause of a breaker.
    private static let slack = Duration.seconds(10)

    private let outage: (start: Instant, end: Instant)?
    private var haveOpened = false
    private var requests = 0
    private var calls = 0
    /// When requests have to be served again.
    private var recovery: Instant?

    init(outage: (start: Instant, end: Instant)?) { self.outage = outage }

    mutating func take(
        _ event: SimulationEvent, _ ledger: Ledger, at now: Instant, _ breakers: BreakerChecks,
        _ report: inout Report
    ) {
        guard let outage else { return }
        let isOutage = now >= outage.start && now < outage.end
        switch event {
        case .asked:
            // Every way that any request may take is closed.
            if isOutage, !haveOpened { haveOpened = breakers.allOpened(ledger.policy.targetsOnTheWay) }
            if isOutage, haveOpened { requests += 1 }
        case .callBegan: if isOutage, haveOpened { calls += 1 }
        case .ended(let number, .failed(let code)):
            guard let request = ledger.request(number) else { return }
            let pause = Duration.milliseconds(request.policy.breaker.maximumOpen)
            let bound = outage.end.advanced(by: pause + Self.slack)
            if request.began > bound {
                report.violate(.recovers, "request \(number) failed with \(code.rawValue) after the outage was over")
            }
        default: break
        }
    }

    func finish(_ report: inout Report) {
        guard requests >= Self.fewest, calls * 10 > requests * Self.callsForTen else { return }
        report.violate(.outageLoadBounded, "\(calls) calls went out for \(requests) requests in the outage")
    }
}
