import TurnoutCore

extension LedgerMachine {
    /// Raises the alerts that a change of a pot makes due: what is spent, the limit or the thresholds may have changed.
    static func alert<Rows: LedgerRows>(
        from before: PotStatus?, to after: PotStatus, in rows: inout Rows, at now: Timestamp
    ) throws(Rows.Failure) {
        var due: [Int] = []
        for threshold in after.alertAt where after.hasReached(threshold) {
            let isOld = before.map { $0.alertAt.contains(threshold) && $0.hasReached(threshold) } ?? false
            if !isOld, !due.contains(threshold) { due.append(threshold) }
        }
        guard !due.isEmpty else { return }
        let raised = try rows.alerts(of: after.id)
        for threshold in due.sorted() where !raised.contains(threshold) {
            try rows.raise(
                after.id, threshold: threshold, limit: after.limit, taken: after.balance.taken, at: now)
        }
    }

    /// Raises the alert for the whole limit when a hard claim is refused, where the claim wants one: the rest of the
    /// limit may be too small for any call, so that spending would never reach it.
    static func alertOfRefusal<Rows: LedgerRows>(
        _ claim: Claim, _ pot: PotStatus, isNew: Bool, in rows: inout Rows, at now: Timestamp
    ) throws(Rows.Failure) {
        guard claim.isHard, claim.alertAt.contains(100), try !rows.alerts(of: pot.id).contains(100) else { return }
        // The alert needs a pot to belong to.
        if isNew { try rows.put(pot) }
        try rows.raise(pot.id, threshold: 100, limit: claim.limit, taken: pot.balance.taken, at: now)
    }
}

extension PotStatus {
    /// Whether so many percent of the limit are spent. Nothing spent reaches nothing, not even a limit of nothing.
    package func hasReached(_ percent: Int) -> Bool {
        let spent = balance.settled.nanoUSD
        guard spent > 0, limit.nanoUSD > 0, percent > 0 else { return spent > 0 }
        // spent / limit >= percent / 100, in 128 bits.
        let left = UInt64(spent).multipliedFullWidth(by: 100)
        let right = UInt64(limit.nanoUSD).multipliedFullWidth(by: UInt64(percent))
        return (left.high, left.low) >= (right.high, right.low)
    }
}
