/// That no call goes where the policy does not let it, by the simulation's own reading of the policy.
struct PrivacyChecks: Sendable {
    func take(_ event: SimulationEvent, _ ledger: Ledger, _ report: inout Report) {
        guard case .callBegan(let call) = event, let request = ledger.request(call.request) else { return }
        let policy = request.policy
        guard let target = policy.target(call.target) else {
            report.violate(.staysOnRoute, "call \(call.number) went to \(call.target), which the policy does not have")
            return
        }
        if let rule = policy.denial(of: request.plan, at: target) {
            report.violate(
                .guardsHold, "call \(call.number) of request \(call.request) went to \(call.target) past \(rule)")
        }
        if !target.isLocal, ledger.isOffline || request.plan.isOffline {
            report.violate(
                .offlineHolds, "call \(call.number) of request \(call.request) went to \(call.target) while offline")
        }
        if !policy.isOnTheWay(target, of: request.plan) {
            report.violate(
                .staysOnRoute, "call \(call.number) of request \(call.request) went to \(call.target), off its route")
        }
        if call.policy != policy.number {
            report.violate(
                .contentIsTrue, "call \(call.number) has the leave of policy \(call.policy.map(String.init) ?? "?")")
        }
        if !call.isTrue || call.isStreamed != request.plan.isStreamed {
            report.violate(.contentIsTrue, "call \(call.number) carries something else than request \(call.request)")
        }
    }
}
