import TurnoutCore

/// Alerts that wait for their delivery.
struct AlertOutbox: Sendable {
    private struct Letter: Sendable {
        var alert: BudgetAlert
        /// Until when whoever took it may have it to himself.
        var lease: Timestamp?
    }

    /// The oldest first.
    private var letters: [Letter] = []
    private var count: Int64 = 0

    mutating func add(_ pot: PotID, threshold: Int, limit: Money, taken: Money, at time: Timestamp) {
        count += 1
        let alert = BudgetAlert(id: count, pot: pot, threshold: threshold, limit: limit, taken: taken, time: time)
        letters.append(Letter(alert: alert))
    }

    mutating func take(limit: Int, at now: Timestamp, lease: Timestamp) -> [BudgetAlert] {
        var taken: [BudgetAlert] = []
        for place in letters.indices {
            guard taken.count < limit else { break }
            if let held = letters[place].lease, held > now { continue }
            letters[place].lease = lease
            taken.append(letters[place].alert)
        }
        return taken
    }

    mutating func remove(where isGone: (BudgetAlert) -> Bool) { letters.removeAll { isGone($0.alert) } }
}
