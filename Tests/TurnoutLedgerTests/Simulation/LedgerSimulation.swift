import TurnoutCore
import TurnoutLedger

/// Two hundred callers at the edge of several budgets, in an order that follows from a seed.
///
/// Commands are repeated, replies get lost, the clock jumps by an hour in both directions, overdue reservations are
/// swept up at any time. By seed, calls may cost more than their bound, pots are reset, or strangers end reservations.
struct LedgerSimulation {
    private static let second: Int64 = 1_000_000
    private static let hour = 3_600 * second

    private var generator: SeededGenerator
    private var examiner: LedgerExaminer
    private var tasks: [BudgetTask] = []
    private var running: [Int]
    private var history: [LedgerCommand] = []
    // Shortly before a day ends, so that hours and days do.
    private var now = Timestamp(microseconds: 1_790_035_200_000_000 - 1_200 * LedgerSimulation.second)
    private let limits: (user: Int64, provider: Int64, total: Int64)
    private let mayReset: Bool
    private let hasStrangers: Bool

    private init(seed: UInt64, tasks count: Int, machine: LedgerDefect) {
        generator = SeededGenerator(seed: seed)
        examiner = LedgerExaminer(machine: machine)
        mayReset = seed % 4 == 2
        hasStrangers = seed % 4 == 3
        let scale = Int64(count) / 2
        limits = (
            Int64(50 + generator.below(400)), scale * Int64(5 + generator.below(20)),
            scale * Int64(5 + generator.below(40))
        )
        for number in 0..<count {
            tasks.append(BudgetTask(number: number, mayOverrun: seed % 4 == 1, using: &generator))
        }
        running = Array(0..<count)
        // What was charged beyond a bound can come too late to be booked, and strangers give back what was charged.
        examiner.isHonest = seed % 4 != 1 && !hasStrangers
    }

    /// Runs a seed to its end, or up to the first thing that is wrong.
    static func run(
        seed: UInt64, tasks: Int = 200, machine: LedgerDefect = .none
    ) -> (finding: LedgerExaminer.Finding?, replies: LedgerExaminer.Replies) {
        var simulation = LedgerSimulation(seed: seed, tasks: tasks, machine: machine)
        simulation.run()
        return (simulation.examiner.finding, simulation.examiner.replies)
    }

    private mutating func run() {
        var steps = 0
        while !running.isEmpty, examiner.finding == nil {
            step()
            steps += 1
            if steps % 128 == 0 { examiner.judgeAll() }
        }
        now = Timestamp(microseconds: now.microseconds + 72 * Self.hour)
        while examiner.finding == nil {
            guard case .expired(7) = examiner.perform(.expire(limit: 7), at: now) else { break }
        }
        examiner.judgeEnd()
    }

    private mutating func step() {
        now.microseconds += Int64(generator.below(2 * Int(Self.second)))
        switch generator.below(100) {
        case 0..<4: examiner.perform(.expire(limit: 1 + generator.below(20)), at: now)
        case 4..<6: now.microseconds += generator.chance(50) ? Self.hour : -Self.hour
        case 6..<14:
            // Anything that was ever asked, once more.
            guard !history.isEmpty else { return }
            examiner.perform(history[generator.below(history.count)], at: now)
        case 14..<16 where mayReset:
            let claims = claims(of: tasks[generator.below(tasks.count)])
            let claim = claims[generator.below(claims.count)]
            examiner.perform(.reset(claim.pot, claim.period), at: now)
        case 14..<24 where hasStrangers: interfere()
        default: advance(generator.below(running.count))
        }
    }

    /// Somebody else's command about a task's reservation, at any time.
    private mutating func interfere() {
        let task = tasks[generator.below(tasks.count)]
        let cost = Money(nanoUSD: Int64(generator.below(Int(task.bound) + 1)))
        switch generator.below(3) {
        case 0: examiner.perform(.dispatch(task.id), at: now)
        case 1: examiner.perform(.settle(task.id, cost: generator.chance(30) ? nil : cost), at: now)
        default: examiner.perform(.void(task.id), at: now)
        }
    }

    /// Lets one task do its next thing.
    private mutating func advance(_ place: Int) {
        var task = tasks[running[place]]
        if task.stage == task.crashesAt {
            // Half of those that stop early say so, as long as nothing was sent.
            if generator.chance(50), task.stage == .dispatching, !task.isDispatching { ask(.void(task.id)) }
            task.stage = .over
        }
        switch task.stage {
        case .reserving: reserve(&task)
        case .dispatching:
            if case .done = ask(.dispatch(task.id)) { move(&task, to: .sending) } else { task.stage = .over }
        case .sending:
            examiner.model.charge(task.id, task.charge)
            task.stage = .ending
        case .ending:
            guard let command = task.ending else {
                task.stage = .over
                break
            }
            ask(command)
            move(&task, to: .over)
        case .over: break
        }
        tasks[running[place]] = task
        if task.stage == .over {
            running.swapAt(place, running.count - 1)
            running.removeLast()
        }
    }

    private mutating func reserve(_ task: inout BudgetTask) {
        let order =
            task.order
            ?? ReservationOrder(
                id: task.id,
                bound: Money(nanoUSD: task.bound),
                claims: claims(of: task),
                expires: Timestamp(microseconds: now.microseconds + Int64(60 + generator.below(540)) * Self.second),
                isDispatching: task.isDispatching
            )
        task.order = order
        // Only an answer with what is still open allows a call to be sent.
        guard case .done(let reservation?, _) = ask(.reserve(order)), !reservation.state.isEnd else {
            task.stage = .over
            return
        }
        move(&task, to: reservation.state == .dispatched ? .sending : .dispatching)
    }

    @discardableResult
    private mutating func ask(_ command: LedgerCommand) -> LedgerReply {
        history.append(command)
        return examiner.perform(command, at: now)
    }

    /// Goes on, unless the reply was lost: then the same is asked again.
    private mutating func move(_ task: inout BudgetTask, to stage: BudgetTask.Stage) {
        if !generator.chance(10) { task.stage = stage }
    }

    private func claims(of task: BudgetTask) -> [Claim] {
        let hours = now.microseconds / Self.hour
        let days = hours / 24
        let hour = PotPeriod(
            start: Timestamp(microseconds: hours * Self.hour), end: Timestamp(microseconds: (hours + 1) * Self.hour))
        let day = PotPeriod(
            start: Timestamp(microseconds: days * 24 * Self.hour),
            end: Timestamp(microseconds: (days + 1) * 24 * Self.hour))
        let thresholds = LedgerExaminer.thresholds
        return [
            Claim(
                pot: PotKey(budget: "user", scope: "user=\(task.user)"), period: hour,
                limit: Money(nanoUSD: limits.user), isHard: true, alertAt: thresholds),
            Claim(
                pot: PotKey(budget: "watch"), period: day, limit: Money(nanoUSD: limits.user), isHard: false,
                alertAt: thresholds),
            Claim(
                pot: PotKey(budget: "provider", scope: "provider=\(task.provider)"), period: day,
                limit: Money(nanoUSD: limits.provider), isHard: true, alertAt: thresholds),
            Claim(
                pot: PotKey(budget: "total"), period: .always, limit: Money(nanoUSD: limits.total), isHard: true,
                alertAt: thresholds),
        ]
    }
}
