import Synchronization
import TurnoutCore
public import TurnoutLedger
public import TurnoutPolicy

/// Takes the alerts of a ledger's outbox to where the policy sends them, until each has been taken.
///
/// Of several couriers of one ledger, each alert is with one at a time. One that dies on the way leaves it to the
/// others when its lease is over: an alert is delivered at least once, and its ``AlertNotice/id`` tells a second delivery.
public final class AlertCourier: Sendable {
    private let ledger: any Ledger
    private let sender: any AlertSender
    private let clock: any RouterClock
    private let observer: (any RouterObserver)?
    /// The routes that have taken an alert whose other routes have not.
    private let taken = Mutex<[Int64: Set<String>]>([:])

    /// How long an alert is with a courier before another may take it, in microseconds: longer than the slowest
    /// delivery, a command that has to be ended.
    private static let lease: Int64 = 120_000_000
    /// Of how many alerts it is remembered which routes have taken them.
    private static let capacity = 1_024

    /// Creates a courier.
    ///
    /// - Parameters:
    ///   - ledger: where the alerts are.
    ///   - sender: what takes them to webhooks, commands and logs.
    ///   - clock: the time of leases and waits.
    ///   - observer: who is told of deliveries that failed.
    public init(
        ledger: any Ledger, sender: any AlertSender, clock: any RouterClock = SystemClock(),
        observer: (any RouterObserver)? = nil
    ) {
        self.ledger = ledger
        self.sender = sender
        self.clock = clock
        self.observer = observer
    }

    /// Delivers what is due now, each alert once to each route.
    ///
    /// - Returns: how many alerts are done with.
    /// - Throws: when the ledger cannot be read or written. What failed to be delivered comes again after its lease.
    @discardableResult
    public func deliverDue(under policy: Policy) async throws(LedgerFailure) -> Int {
        var done = 0
        var tried: Set<Int64> = []
        while !Task.isCancelled {
            let now = clock.wallTime()
            let lease = Timestamp(microseconds: now.microseconds.addingSaturating(Self.lease))
            // One at a time, so that none waits behind others until its lease is over.
            guard let alert = try await ledger.takeAlerts(limit: 1, at: now, lease: lease).first,
                tried.insert(alert.id).inserted
            else { break }
            guard await deliver(alert, under: policy) else { continue }
            try await ledger.delivered(alert, at: clock.wallTime())
            taken.withLock { $0[alert.id] = nil }
            done += 1
        }
        return done
    }

    /// Delivers alerts as they come due, until the task is cancelled.
    ///
    /// - Parameters:
    ///   - interval: how often to look; at least a tenth of a second.
    ///   - policy: what is in force at that moment.
    public func run(every interval: Duration = .seconds(5), under policy: @Sendable () -> Policy) async {
        while !Task.isCancelled {
            do throws(LedgerFailure) { try await deliverDue(under: policy()) } catch {
                observer?.observe(.ledgerFailed(error))
            }
            do throws(CancellationError) {
                try await clock.sleep(for: max(interval, .milliseconds(100)))
            } catch {
                return
            }
        }
    }

    /// - Returns: whether every route has taken it.
    private func deliver(_ alert: BudgetAlert, under policy: Policy) async -> Bool {
        let notice = AlertNotice(alert, policy: policy.name)
        let budget = policy.budgetIndex(alert.pot.key.budget)
        let known = taken.withLock { $0[alert.id] ?? [] }
        let routes = policy.alertRoutes.filter { route in
            (budget.map(route.covers) ?? (route.budgets == nil)) && !known.contains(route.name.qualified)
        }
        // None waits for another that hangs.
        return await withTaskGroup(of: Bool.self) { group in
            for route in routes { group.addTask { await self.send(notice, by: route) } }
            return await group.reduce(true) { $0 && $1 }
        }
    }

    private func send(_ notice: AlertNotice, by route: AlertRoute) async -> Bool {
        do throws(AlertFailure) { try await sender.send(notice, through: route.channel) } catch {
            observer?.observe(.alertFailed(notice, error))
            return false
        }
        taken.withLock { taken in
            taken[notice.alert.id, default: []].insert(route.name.qualified)
            // What another courier has delivered is never asked for again.
            if taken.count > Self.capacity, let oldest = taken.keys.min() { taken[oldest] = nil }
        }
        return true
    }
}
