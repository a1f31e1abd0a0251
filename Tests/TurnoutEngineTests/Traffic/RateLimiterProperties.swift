import Testing
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

/// A mistake that an implementation could make.
enum LimiterDefect: CaseIterable, Sendable {
    case roundsTheInterval, burstsOneMore, refundsTwice, forgetsDebt, countsTheRefused, refillsTooSlowly, waitsTooShort
}

/// The cell with one defect, or none.
struct LimiterUnderTest {
    private var cell: RateLimiter
    private let defect: LimiterDefect?

    init(_ rate: Rate, _ defect: LimiterDefect?) {
        self.defect = defect
        let (amount, period) = (rate.amount, rate.period.nanosecondsSaturating)
        switch defect {
        case .roundsTheInterval:
            cell = RateLimiter(Rate(amount: amount, period: .nanoseconds(period / Int64(amount) * Int64(amount))))
        case .burstsOneMore:
            cell = RateLimiter(Rate(amount: amount + 1, period: .nanoseconds(period + period / Int64(amount))))
        case .refillsTooSlowly:
            cell = RateLimiter(Rate(amount: amount, period: .nanoseconds(period + max(1, period / 100))))
        default: cell = RateLimiter(rate)
        }
    }

    mutating func admit(_ count: Int, at now: Instant) -> RateLimiter.Answer {
        let answer = cell.admit(count, at: now)
        if defect == .countsTheRefused, answer != .admitted { cell.charge(count, at: now) }
        if defect == .waitsTooShort, case .wait(let wait) = answer { return .wait(wait - .nanoseconds(1)) }
        return answer
    }

    mutating func charge(_ count: Int, at now: Instant) {
        if defect != .forgetsDebt { cell.charge(count, at: now) }
    }

    mutating func refund(_ count: Int, at now: Instant) {
        cell.refund(count, at: now)
        if defect == .refundsTwice { cell.refund(count, at: now) }
    }
}

/// A random life of one cell, held against a bucket of exact fractions and against the promise for every window.
struct LimiterLife {
    private struct Event {
        var time: Int64
        var admitted = 0
        var refunded = 0
    }

    /// - Parameter isPure: whether there are only wishes: then the window's promise holds without any allowance.
    static func run(seed: UInt64, defect: LimiterDefect? = nil, isPure: Bool) -> String? {
        var generator = SeededGenerator(seed: seed)
        let amount = [generator.pick(1...5), generator.pick(1...50)][generator.pick(0...1)]
        let period = Int64([generator.pick(1...100), generator.pick(1...1_000_000_007)][generator.pick(0...1)])
        var cell = LimiterUnderTest(Rate(amount: amount, period: .nanoseconds(period)), defect)
        // The bucket's content, in units of 1 / period.
        var level = Int128(amount) * Int128(period)
        var time: Int64 = 77
        var held: [Int] = []
        var log: [Event] = []
        for step in 0..<120 {
            let pass = [
                0, 0, generator.pick(0...10), generator.pick(0...Int(period)), generator.pick(0...Int(period) * 2),
            ]
            let elapsed = Int64(pass[generator.pick(0...4)])
            time += elapsed
            level = min(Int128(amount) * Int128(period), level + Int128(elapsed) * Int128(amount))
            let now = Instant(nanoseconds: time)
            switch isPure ? 0 : generator.pick(0...9) {
            case 8:
                let count = generator.pick(0...amount)
                cell.charge(count, at: now)
                level -= Int128(count) * Int128(period)
                log.append(Event(time: time, admitted: 0))
            case 7:
                guard let count = held.popLast() else { continue }
                cell.refund(count, at: now)
                level = min(Int128(amount) * Int128(period), level + Int128(count) * Int128(period))
                log.append(Event(time: time, refunded: count))
            default:
                let count = generator.chance(70) ? 1 : generator.pick(0...amount + 1)
                let lacking = Int128(count) * Int128(period) - level
                let wait = (max(0, lacking) + Int128(amount) - 1) / Int128(amount)
                let must: RateLimiter.Answer =
                    count > amount ? .never : lacking <= 0 ? .admitted : .wait(.nanoseconds(Int64(wait)))
                let says = cell.admit(count, at: now)
                if says == .admitted {
                    level -= Int128(count) * Int128(period)
                    held.append(count)
                    log.append(Event(time: time, admitted: count))
                }
                if let broken = window(log, amount: amount, period: period) { return "step \(step): \(broken)" }
                guard says == must else { return "step \(step): says \(says), must say \(must)" }
            }
        }
        return nil
    }

    /// No window that ends now holds more than the burst, what was refilled in it, and what was given back in it.
    private static func window(_ log: [Event], amount: Int, period: Int64) -> String? {
        guard let end = log.last?.time else { return nil }
        var admitted = 0
        for event in log.reversed() {
            admitted += event.admitted - event.refunded
            let allowed = Int128(amount) * Int128(period) + Int128(end - event.time) * Int128(amount)
            guard Int128(admitted) * Int128(period) <= allowed else {
                return "\(admitted) admitted in \(end - event.time) ns at \(amount) in \(period) ns"
            }
        }
        return nil
    }
}

@Suite struct RateLimiterProperties {
    @Test(arguments: [true, false]) func holdsInEveryWindow(isPure: Bool) {
        TrafficSeeds.check(300) { LimiterLife.run(seed: $0, isPure: isPure) }
    }

    @Test(arguments: LimiterDefect.allCases) func noticesDefects(defect: LimiterDefect) {
        #expect(TrafficSeeds.notices(300) { LimiterLife.run(seed: $0, defect: defect, isPure: false) })
    }
}
