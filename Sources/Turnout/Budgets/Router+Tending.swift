import TurnoutCore
public import TurnoutLedger
import TurnoutPolicy

extension Router {
    /// Does once what a ledger needs now and then: ends the reservations of callers that died, and removes what is older
    /// than the policy keeps (`ledger.keep`, `ledger.decisions`).
    ///
    /// - Throws: when the ledger cannot be written. What was not done is done the next time.
    public func tendLedger() async throws(LedgerFailure) {
        let settings = policy.ledger
        let now = options.clock.wallTime()
        var reply = try await ledger.perform(.expire(limit: Self.sweep), at: now)
        while case .expired(Self.sweep) = reply {
            reply = try await ledger.perform(.expire(limit: Self.sweep), at: now)
        }
        try await ledger.forgetDecisions(before: now.before(settings.decisions))
        try await ledger.forget(before: now.before(settings.calls))
    }

    /// Looks after the ledger until the task is cancelled: alerts as they come due, and once an hour what
    /// ``tendLedger()`` does. For a long-lived program to run beside its requests.
    ///
    /// - Parameters:
    ///   - sender: what takes alerts to where the policy sends them.
    ///   - interval: how often to look for alerts.
    public func tendLedger(alerts sender: any AlertSender, every interval: Duration = .seconds(5)) async {
        let courier = AlertCourier(
            ledger: ledger, sender: sender, clock: options.clock, observer: options.observer)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await courier.run(every: interval, under: { self.policy }) }
            group.addTask {
                while !Task.isCancelled {
                    do throws(LedgerFailure) { try await self.tendLedger() } catch {
                        self.options.observer?.observe(.ledgerFailed(error))
                    }
                    do throws(CancellationError) { try await self.options.clock.sleep(for: .seconds(3600)) } catch {
                        return
                    }
                }
            }
        }
    }

    /// How many reservations are ended at a time.
    private static let sweep = 1_000
}

extension Timestamp {
    /// The moment a duration ago.
    fileprivate func before(_ duration: Duration) -> Timestamp {
        Timestamp(microseconds: microseconds.addingSaturating(-(duration.nanosecondsSaturating / 1_000)))
    }
}
