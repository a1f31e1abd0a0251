import TurnoutCore

/// That no class of requests waits longer than its weight explains.
///
/// From outside a queue is the requests that were let through and have not been sent. Under weights of 8:4:2:1 a class
/// whose requests wait all the time gets its weight of each 15 turns; twice as many turns of others, and as many more
/// for those that limits of their own hold back, are allowed before it counts as starved.
struct QueueChecks: Sendable {
    private static let weights: [Priority: Int] = [.critical: 8, .interactive: 4, .normal: 2, .batch: 1]
    private static let slack = 40

    /// Of each class, the turns that others got while one of its requests waited.
    private var passed: [Priority: Int] = [:]

    mutating func take(_ event: SimulationEvent, _ ledger: Ledger, _ report: inout Report) {
        guard report.features.contains(.queue), case .callBegan(let call) = event,
            let request = ledger.request(call.request), request.calls.isEmpty
        else { return }
        passed[request.plan.priority] = 0
        // Only a request that waited itself took its turn from others.
        guard request.began < report.time else { return }
        for priority in Priority.allCases where priority != request.plan.priority {
            guard isWaiting(priority, behind: request, ledger) else {
                passed[priority] = 0
                continue
            }
            let turns = passed[priority, default: 0] + 1
            passed[priority] = turns
            let weight = Self.weights[priority] ?? 1
            let bound = 2 * ((15 - weight + weight - 1) / weight) + Self.slack
            if turns > bound {
                report.violate(.queueIsFair, "\(priority.rawValue) requests waited for \(turns) turns of others")
                passed[priority] = 0
            }
        }
    }

    /// Whether a request of that class came before and has been waiting for the same provider's turn.
    private func isWaiting(_ priority: Priority, behind other: Ledger.Request, _ ledger: Ledger) -> Bool {
        ledger.open.contains { number in
            guard let request = ledger.request(number) else { return false }
            // What a user's own limit holds back does not wait for its turn.
            return request.policy.perUser == PolicyPlan.Limits() && request.plan.priority == priority
                && request.calls.isEmpty && !request.isRecorded
                && request.left == nil && request.began < other.began && request.chain?.first == other.chain?.first
        }
    }
}
