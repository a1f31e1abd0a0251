public import TurnoutCore

/// What a seed fixes about money: budgets, the ledger's faults, and the processes that share it.
public struct MoneyPlan: Hashable, Sendable {
    /// How a ledger treats those who ask it.
    public struct LedgerWeather: Hashable, Sendable {
        /// About how long a command takes.
        var delay: Duration
        /// The most that a command takes.
        var longest: Duration
        /// The commands that fail without any effect, in percent.
        var failures: Int
        /// The commands that take effect and whose reply is lost, in percent.
        var lostReplies: Int
        /// From when to when nobody can open it.
        var outages: [Outage]

        /// Whether a command may come to nothing.
        var mayFail: Bool { failures > 0 || lostReplies > 0 || !outages.isEmpty }
    }

    /// A stretch of time.
    public struct Outage: Hashable, Sendable {
        var start: Instant
        var end: Instant
    }

    public var budgets: [BudgetPlan]
    public var ledger: LedgerWeather
    /// Civil time at the beginning: shortly before a period ends, as a rule.
    public var start: Timestamp
    /// How many processes share the ledger.
    public var processes = 1
    /// When which of them dies; another takes its place at once.
    public var deaths: [Death] = []
    /// Whether providers may charge more than they could by what they were sent.
    public var mayOvercharge = false

    /// A process that dies without a word.
    public struct Death: Hashable, Sendable {
        var time: Instant
        var place: Int
    }

    /// Whether only what is said of money is checked: breakers, limits and waits belong to one process.
    var isShared: Bool { processes > 1 || !deaths.isEmpty }

    /// How much later than its leave a call may begin.
    var slack: Duration { ledger.longest * 6 }

    /// How much later than without a ledger a request may end: it waits before its decisions and before each call.
    var lateness: Duration { ledger.longest * 12 }
}

extension MoneyPlan {
    /// Budgets with a ledger that never fails, for the checks to be tried on.
    static func steady(_ budgets: [BudgetPlan]) -> MoneyPlan {
        MoneyPlan(
            budgets: budgets,
            ledger: LedgerWeather(delay: .zero, longest: .zero, failures: 0, lostReplies: 0, outages: []),
            start: Timestamp(microseconds: 1_798_761_600_000_000))
    }

    /// Instants at which days, weeks, months and hours end, and clocks change, in seconds since 1970 in UTC.
    private static let ends: [Int64] = [
        1_798_761_600,  // The year 2027 begins in UTC.
        1_798_758_000,  // And in Berlin.
        1_806_195_600,  // 28 March 2027, 01:00 UTC: Berlin's clocks go forward.
        1_824_944_400,  // 31 October 2027, 01:00 UTC: they go back.
        1_825_567_200,  // 7 November 2027, 06:00 UTC: New York's go back.
        1_835_395_200,  // 29 February 2028 begins in UTC.
        1_800_037_800,  // 15 January 2027, 18:30 UTC: midnight in Kolkata.
        1_799_625_600,  // Monday, 11 January 2027.
    ]

    /// What a world of a scenario has; `nil` when it has no budgets.
    static func drawn(
        seed: UInt64, scenario: Scenario, over targets: [TargetPlan], requests: Int
    ) -> MoneyPlan? {
        var generator = SeededGenerator(seed: seed, part: "money")
        switch scenario {
        case .totalOutage, .crowded: return nil
        case .edge, .processes: break
        // Long runs measure memory, and the book on money grows with each call.
        case .everything, .bursts, .flapping: guard requests <= 1_000, generator.chance(50) else { return nil }
        }
        let end = generator.pick(ends)
        var plan = MoneyPlan(
            budgets: [], ledger: .drawn(using: &generator),
            start: Timestamp(microseconds: (end - Int64(generator.int(0...20))) * 1_000_000))
        plan.mayOvercharge = scenario != .edge && generator.chance(30)
        if scenario == .edge {
            plan.budgets = [.edge(over: targets, using: &generator)]
        } else {
            for number in 0..<generator.int(1...4) {
                plan.budgets.append(.drawn(number, over: targets, using: &generator))
            }
        }
        switch scenario {
        case .edge: plan.processes = generator.pick([1, 1, 2])
        case .processes: plan.processes = generator.int(1...3)
        default: return plan
        }
        if scenario == .processes || generator.chance(20) {
            for _ in 0..<generator.int(1...3) {
                let time = Instant(nanoseconds: 0).advanced(
                    by: generator.milliseconds(1...(scenario == .edge ? 3_000 : 15_000)))
                plan.deaths.append(Death(time: time, place: generator.int(0...(plan.processes - 1))))
            }
        }
        return plan
    }
}

extension MoneyPlan.LedgerWeather {
    fileprivate static func drawn(using generator: inout SeededGenerator) -> Self {
        var weather = Self(
            delay: generator.pick([.nanoseconds(200), .microseconds(300), .milliseconds(4)]), longest: .zero,
            failures: generator.pick([0, 0, 0, 3, 30]),
            lostReplies: generator.pick([0, 0, 0, 3, 20]), outages: [])
        weather.longest = weather.delay * 40
        guard generator.chance(35) else { return weather }
        var time = Instant(nanoseconds: 0)
        for _ in 0..<generator.int(1...3) {
            let start = time.advanced(by: generator.milliseconds(0...6_000))
            time = start.advanced(by: generator.milliseconds(5...5_000))
            weather.outages.append(MoneyPlan.Outage(start: start, end: time))
        }
        return weather
    }
}

extension BudgetPlan {
    /// The tokens that each answer at the edge may have.
    static let tokensAtTheEdge = 100

    /// What a call at the edge costs at the most, where the prompt costs nothing.
    static func callAtTheEdge(_ price: Int) -> Money { Money(nanoUSD: Int64(price * 10 * tokensAtTheEdge)) }

    /// A hard budget for one to fifty calls, and a part of one.
    fileprivate static func edge(over targets: [TargetPlan], using generator: inout SeededGenerator) -> BudgetPlan {
        let call = callAtTheEdge(targets.compactMap(\.price?.output).first ?? 1).nanoUSD
        let rest = Int64(generator.int(0...Int(call - 1)))
        var plan = BudgetPlan(
            name: "edge", period: generator.pick(["month", "total"]), zone: generator.pick(["UTC", "Europe/Berlin"]),
            limit: Money(nanoUSD: call * Int64(generator.int(1...50)) + rest))
        plan.alertAt = [50, 80, 100]
        return plan
    }
}
