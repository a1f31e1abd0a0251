import Synchronization
import Turnout
public import TurnoutCore
public import TurnoutLedger

/// The store behind the ledgers of all processes of a world: what it holds outlives each of them.
final class LedgerStore: Sendable {
    /// What becomes of a command.
    enum Fate: Sendable {
        case done
        /// Nothing happens, and whoever asked is told.
        case fails(LedgerFailure)
        /// It takes effect, and whoever asked is told that it failed.
        case replyIsLost(LedgerFailure)
    }

    private struct State {
        var generator: SeededGenerator
        /// The periods of all pots that were ever booked on.
        var periods: [PotID: PotPeriod] = [:]
        /// The pots in the order in which they came, which is the same in every process.
        var pots: [PotID] = []
        var open: [ReservationID] = []
    }

    private let memory = MemoryLedger(key: Array(repeating: 7, count: 32))
    private let weather: MoneyPlan.LedgerWeather
    private let clock: SimulationClock
    private let journal: Journal
    private let state: Mutex<State>

    init(_ plan: MoneyPlan, seed: UInt64, clock: SimulationClock, journal: Journal) {
        weather = plan.ledger
        self.clock = clock
        self.journal = journal
        state = Mutex(State(generator: SeededGenerator(seed: seed, part: "ledger")))
    }

    /// How long the next command takes.
    func delay() -> Duration { state.withLock { min(weather.longest, $0.generator.tailed(weather.delay)) } }

    /// What becomes of a command that comes to the store now.
    func fate() -> Fate {
        let now = clock.now()
        if weather.outages.contains(where: { $0.start <= now && now < $0.end }) {
            return .fails(LedgerFailure(.closed, "the ledger is being opened again"))
        }
        return state.withLock { state in
            if state.generator.chance(weather.failures) { return .fails(LedgerFailure(.busy, "it is busy")) }
            if state.generator.chance(weather.lostReplies) { return .replyIsLost(LedgerFailure(.io, "it broke off")) }
            return .done
        }
    }

    /// Carries out a command, and tells the journal what stands in the rows then.
    func apply(_ command: LedgerCommand, at time: Timestamp, by process: Int, isReplyLost: Bool) -> LedgerReply {
        let reply = memory.perform(command, at: time)
        state.withLock { state in
            guard case .reserve(let order) = command, case .done(let reservation?, _) = reply else { return }
            for pot in reservation.pots where state.periods[pot] == nil {
                let claim = order.claims.first { $0.pot == pot.key && $0.period.start == pot.start }
                state.periods[pot] = claim?.period
                state.pots.append(pot)
            }
            if !state.open.contains(reservation.id) { state.open.append(reservation.id) }
        }
        journal.log(.ledgerDid(deed(command, reply, at: time, by: process, isReplyLost: isReplyLost)))
        return reply
    }

    /// Tells the journal of a command that came to nothing.
    func fail(_ command: LedgerCommand, _ failure: LedgerFailure, by process: Int) {
        journal.log(.ledgerRefused(process: process, command, failure.kind))
    }

    private func deed(
        _ command: LedgerCommand, _ reply: LedgerReply, at time: Timestamp, by process: Int, isReplyLost: Bool
    ) -> LedgerDeed {
        var deed = LedgerDeed(
            process: process, time: time, command: command, reply: reply, isReplyLost: isReplyLost)
        let (touched, pots) = state.withLock { state -> ([ReservationID], [(PotID, PotPeriod)]) in
            switch command {
            case .reserve(let order):
                (
                    [order.id], Self.pots(of: memory.reservation(order.id), state.periods)
                )
            case .dispatch(let id), .settle(let id, _), .void(let id):
                (
                    [id], Self.pots(of: memory.reservation(id), state.periods)
                )
            case .expire, .reset:
                (
                    state.open, state.pots.compactMap { pot in state.periods[pot].map { (pot, $0) } }
                )
            }
        }
        deed.rows = touched.compactMap { memory.reservation($0) }
        let balances = memory.balances(of: pots.map { ($0.0.key, $0.1) })
        deed.pots = zip(pots, balances).map { LedgerDeed.Pot(id: $0.0, period: $0.1, balance: $1) }
        let ended = Set(deed.rows.filter(\.state.isEnd).map(\.id))
        state.withLock { state in state.open.removeAll { ended.contains($0) } }
        return deed
    }

    private static func pots(
        of reservation: Reservation?, _ periods: [PotID: PotPeriod]
    ) -> [(PotID, PotPeriod)] {
        (reservation?.pots ?? []).compactMap { pot in periods[pot].map { (pot, $0) } }
    }

    func record(_ call: CallEntry) {
        memory.record(call, whenFailed: { _ in })
        journal.log(.ledgerKept(call))
    }

    func record(_ decision: DecisionEntry) { memory.record(decision, whenFailed: { _ in }) }

    /// For what is asked and not booked: the memory itself.
    var rows: MemoryLedger { memory }

    // MARK: The end

    /// Ends what dead processes have left behind, long after.
    func sweep() {
        journal.log(.ledgerIsSwept)
        let late = Timestamp(microseconds: clock.wallTime().microseconds + 10 * 86_400_000_000)
        _ = apply(.expire(limit: .max), at: late, by: -1, isReplyLost: false)
        let alerts = memory.takeAlerts(limit: .max, at: late, lease: late)
        journal.log(.ledgerAlerts(alerts))
    }
}

/// A command that took effect, with the rows that it may have changed as they stand afterwards.
public struct LedgerDeed: Hashable, Sendable {
    /// A pot's row.
    public struct Pot: Hashable, Sendable {
        public var id: PotID
        public var period: PotPeriod
        public var balance: PotBalance
    }

    public var process: Int
    /// What whoever asked took for the time of day.
    public var time: Timestamp
    public var command: LedgerCommand
    public var reply: LedgerReply
    public var isReplyLost: Bool
    public var rows: [Reservation] = []
    public var pots: [Pot] = []
}
