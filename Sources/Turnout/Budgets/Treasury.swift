import Synchronization
import TurnoutCore
import TurnoutEngine
import TurnoutLedger
import TurnoutPolicy

/// Asks the ledger for money before calls, pays what they cost, and remembers what pots held when last heard of.
///
/// What is remembered decides routes and explains; whether a call is paid for is the ledger's to say, each time.
final class Treasury: Sendable {
    let ledger: any Ledger
    private let clock: any RouterClock
    private let observer: (any RouterObserver)?

    private struct Known {
        var balance: PotBalance
        /// When it is to be asked for again.
        var stale: Instant
    }

    private struct Pot: Hashable {
        var key: PotKey
        var start: Timestamp
    }

    private struct State {
        var pots: [Pot: Known] = [:]
        /// The ledger's key.
        var key: [UInt8]?
        var nextSweep: Instant?
    }

    private let state = Mutex(State())

    /// How long a balance is believed that other processes may have changed.
    private static let freshness: Duration = .milliseconds(250)
    /// How many pots are remembered.
    private static let capacity = 20_000
    /// How often reservations are looked for whose callers have died.
    private static let sweepInterval: Duration = .seconds(10)

    init(_ ledger: any Ledger, options: RouterOptions) {
        self.ledger = ledger
        clock = options.clock
        observer = options.observer
    }

    /// What names are hashed with; `nil` while the ledger cannot be read.
    func names(hashingAll: Bool) async -> NameKeeper? {
        if let key = state.withLock({ $0.key }) { return NameKeeper(key: key, hashesAll: hashingAll) }
        do throws(LedgerFailure) {
            let key = try await ledger.key()
            state.withLock { $0.key = key }
            return NameKeeper(key: key, hashesAll: hashingAll)
        } catch {
            fail(error)
            return nil
        }
    }

    /// The same without asking the ledger; `nil` when it has not been asked before.
    func knownNames(hashingAll: Bool) -> NameKeeper? {
        state.withLock { $0.key }.map { NameKeeper(key: $0, hashesAll: hashingAll) }
    }

    // MARK: What is left

    /// What pots hold, asking the ledger for those not heard of lately.
    func balances(of pots: [(key: PotKey, period: PotPeriod)]) async -> [PotBalance?] {
        let now = clock.now()
        let missing = state.withLock { state in
            pots.filter { pot in
                guard let known = state.pots[Pot(key: pot.key, start: pot.period.start)] else { return true }
                return known.stale <= now
            }
        }
        if !missing.isEmpty {
            do throws(LedgerFailure) {
                let balances = try await ledger.balances(of: missing)
                learn(zip(missing, balances).map { (Pot(key: $0.key, start: $0.period.start), $1) })
            } catch {
                // Whether a call is paid for is asked again, and refused then.
                fail(error)
            }
        }
        return known(pots)
    }

    /// What pots held when last heard of; `nil` for those never heard of.
    func known(_ pots: [(key: PotKey, period: PotPeriod)]) -> [PotBalance?] {
        state.withLock { state in
            pots.map { state.pots[Pot(key: $0.key, start: $0.period.start)]?.balance }
        }
    }

    private func learn(_ balances: [(pot: Pot, balance: PotBalance)]) {
        let stale = clock.now().advanced(by: Self.freshness)
        state.withLock { state in
            if state.pots.count + balances.count > Self.capacity {
                let now = clock.now()
                state.pots = state.pots.filter { $0.value.stale > now }
                if state.pots.count + balances.count > Self.capacity { state.pots.removeAll() }
            }
            for (pot, balance) in balances { state.pots[pot] = Known(balance: balance, stale: stale) }
        }
    }

    // MARK: Money

    /// Why no money was set aside.
    enum Refusal: Error {
        /// A pot does not hold the bound: the index of the claim, and what it has left.
        case empty(claim: Int, left: Money)
        case failed(LedgerFailure)
    }

    /// Sets money aside for a call that is sent right after.
    func reserve(_ order: ReservationOrder) async throws(Refusal) {
        sweep()
        let reply: LedgerReply
        do throws(LedgerFailure) {
            reply = try await ledger.perform(.reserve(order), at: clock.wallTime())
        } catch {
            fail(error)
            // It may have been set aside all the same, and nothing is sent.
            void(order)
            throw .failed(error)
        }
        switch reply {
        case .done(let reservation, let pots):
            learn(pots)
            // An answer to somebody else's order of the same name gives no money.
            guard let reservation, reservation.state == .dispatched, reservation.bound == order.bound else {
                throw .failed(LedgerFailure(.io, "the ledger knows another reservation `\(order.id)`"))
            }
        case .refused(let claim, let pots):
            learn(pots)
            let left = order.claims.indices.contains(claim) ? Self.left(order.claims[claim], pots) : .zero
            throw .empty(claim: claim, left: left)
        case .unknown, .conflict, .expired:
            throw .failed(LedgerFailure(.io, "the ledger does not take the reservation `\(order.id)`"))
        }
    }

    private static func left(_ claim: Claim, _ pots: [PotStatus]) -> Money {
        guard let pot = pots.first(where: { $0.id.key == claim.pot && $0.id.start == claim.period.start }) else {
            return .zero
        }
        return pot.balance.left(of: claim.limit)
    }

    private func learn(_ pots: [PotStatus]) {
        learn(pots.map { (Pot(key: $0.id.key, start: $0.id.start), $0.balance) })
    }

    /// Pays for a call; `nil` for one whose cost nobody knows, which is paid with all that was set aside.
    func settle(_ order: ReservationOrder, cost: Money?) {
        post(.settle(order.id, cost: cost))
        forget(order)
    }

    /// Gives back what was set aside for a call that was not sent or costs nothing.
    func void(_ order: ReservationOrder) {
        post(.void(order.id))
        forget(order)
    }

    /// Books a call that only soft budgets count and whose bound nobody knew.
    func book(_ order: ReservationOrder, cost: Money) {
        guard cost > .zero else { return }
        var order = order
        order.bound = cost
        post(.reserve(order))
        post(.settle(order.id, cost: cost))
        forget(order)
    }

    /// What is remembered of an order's pots is out of date.
    private func forget(_ order: ReservationOrder) {
        let now = clock.now()
        state.withLock { state in
            for claim in order.claims { state.pots[Pot(key: claim.pot, start: claim.period.start)]?.stale = now }
        }
    }

    /// Ends reservations whose callers have died, now and then.
    private func sweep() {
        let now = clock.now()
        let isDue = state.withLock { state in
            if let next = state.nextSweep, next > now { return false }
            state.nextSweep = now.advanced(by: Self.sweepInterval)
            return true
        }
        if isDue { post(.expire(limit: 1_000)) }
    }

    private func post(_ command: LedgerCommand) {
        ledger.post(command, at: clock.wallTime()) { [self] in fail($0) }
    }

    // MARK: Account

    func record(_ call: CallEntry) { ledger.record(call) { [self] in fail($0) } }

    func record(_ decision: DecisionEntry) { ledger.record(decision) { [self] in fail($0) } }

    private func fail(_ failure: LedgerFailure) { observer?.observe(.ledgerFailed(failure)) }
}

extension PotBalance {
    /// What a limit leaves.
    func left(of limit: Money) -> Money {
        let (left, overflow) = limit.nanoUSD.subtractingReportingOverflow(taken.nanoUSD)
        return overflow || left < 0 ? .zero : Money(nanoUSD: left)
    }

    /// What a budget makes of it.
    func state(limit: Money, softAt: Int) -> BudgetState {
        let taken = taken
        if taken >= limit { return .hard }
        let part = taken.nanoUSD.multipliedFullWidth(by: 100)
        let whole = limit.nanoUSD.multipliedFullWidth(by: Int64(softAt))
        return (part.high, part.low) >= (whole.high, whole.low) ? .soft : .ok
    }
}
