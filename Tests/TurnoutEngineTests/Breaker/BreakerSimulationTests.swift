import Testing
import TurnoutCore
import TurnoutPolicy

@testable import TurnoutEngine

/// One random life of a breaker, told from its seed, with every answer held against the oracle's.
struct BreakerSimulation {
    private var generator: SeededGenerator
    /// The breaker's own randomness, so that a defect does not change what happens to it.
    private var jitter: SeededGenerator
    private let settings: BreakerSettings
    private var breaker: BreakerUnderTest
    private var oracle: BreakerOracle
    private var now = Instant(nanoseconds: 5_000_000_000_000)
    /// How the target is, in percent of failures and of slow answers.
    private var weather = (failing: 10, slow: 10)

    /// Runs a life.
    ///
    /// - Returns: the broken promise and the step at which it broke, `nil` when all were kept.
    static func run(seed: UInt64, steps: Int = 150, defect: BreakerDefect? = nil) -> String? {
        var simulation = BreakerSimulation(seed: seed, defect: defect)
        for step in 0..<steps {
            if let broken = simulation.step() { return "seed \(seed), step \(step): \(broken)" }
        }
        return simulation.finish().map { "seed \(seed), at the end: \($0)" }
    }

    private init(seed: UInt64, defect: BreakerDefect?) {
        var generator = SeededGenerator(seed: seed)
        let probes = Int.random(in: 1...5, using: &generator)
        let open = Duration.milliseconds(Int.random(in: 1...5000, using: &generator))
        settings = BreakerSettings(
            window: .seconds([1, 10, 30].randomElement(using: &generator) ?? 30),
            minimumCalls: Int.random(in: 1...12, using: &generator),
            failureRate: [20, 50, 90, 100].randomElement(using: &generator) ?? 50,
            slowRate: [20, 80, 100].randomElement(using: &generator) ?? 80,
            slowCall: .seconds(1),
            consecutiveFailures: Int.random(in: 1...6, using: &generator),
            open: open,
            maximumOpen: open * Int.random(in: 1...20, using: &generator),
            probes: probes,
            successes: Int.random(in: 1...probes, using: &generator),
            probeLease: .seconds([1, 10, 60].randomElement(using: &generator) ?? 60)
        )
        jitter = SeededGenerator(seed: ~seed)
        self.generator = generator
        breaker = BreakerUnderTest(settings: settings, defect: defect)
        oracle = BreakerOracle(settings: settings)
    }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }

    private mutating func step() -> String? {
        var broken: String?
        switch Int.random(in: 0..<100, using: &generator) {
        case 0..<40: broken = admit()
        case 40..<75: broken = settleSome()
        case 75..<92: pass()
        case 92..<96: weather = (chance(50) ? 90 : 5, chance(30) ? 90 : 5)
        case 96..<98:
            let override = [BreakerOverride.open, .closed, nil, nil].randomElement(using: &generator) ?? nil
            breaker.force(override, at: now)
            oracle.force(override, at: now)
        default:
            let end = now.advanced(by: .milliseconds(Int.random(in: -100...20_000, using: &generator)))
            breaker.open(until: end, at: now)
            oracle.told(until: end, at: now)
        }
        return broken ?? compare()
    }

    private func compare() -> String? {
        let (says, must) = (breaker.standing(at: now), oracle.standing(at: now))
        return says == must ? nil : "stands \(says), must stand \(must)"
    }

    private mutating func admit() -> String? { oracle.judge(breaker.admit(at: now), at: now) }

    /// Mostly a recent call, now and then an old one or one that was settled before; some are never settled.
    private mutating func settleSome() -> String? {
        let count = oracle.calls.count
        guard count > 0 else { return nil }
        let reach = chance(80) ? min(count, 6) : count
        let index = count - 1 - Int.random(in: 0..<reach, using: &generator)
        // A call through a closed breaker is settled once by contract; only probes are guarded against a second time.
        if oracle.calls[index].isSettled, !oracle.calls[index].isProbe { return nil }
        let outcome: BreakerOutcome
        if chance(20) {
            outcome = chance(50) ? .released : .ignored
        } else if chance(weather.failing) {
            outcome = .failure
        } else {
            outcome = .success(timeToFirstToken: chance(weather.slow) ? .seconds(1) : .milliseconds(999))
        }
        return settle(index, outcome)
    }

    private mutating func settle(_ index: Int, _ outcome: BreakerOutcome) -> String? {
        let transition = breaker.settle(oracle.calls[index].ticket, outcome, at: now, using: &jitter)
        return oracle.judge(transition, settling: index, outcome, at: now)
    }

    /// Lets time pass: a little, a lot, or to the edge of something.
    private mutating func pass() {
        let lease = oracle.calls.last { $0.isProbe && !$0.isSettled }?.leaseEnd
        let edge = (chance(50) ? oracle.deadline : lease) ?? now
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: now = now.advanced(by: .milliseconds(Int.random(in: 0...200, using: &generator)))
        case 1: now = now.advanced(by: .milliseconds(Int.random(in: 0...20_000, using: &generator)))
        case 2: now = max(now, edge)
        default: now = max(now, edge.advanced(by: .nanoseconds(-1)))
        }
    }

    /// Whatever happened, a healthy target comes back, and a dead one is left alone.
    private mutating func finish() -> String? {
        breaker.force(nil, at: now)
        oracle.force(nil, at: now)
        now = max(now, oracle.deadline ?? now).advanced(by: settings.probeLease)
        for _ in 0..<settings.probes where oracle.phase != .closed {
            if let broken = admit() ?? settle(oracle.calls.count - 1, .success(timeToFirstToken: nil)) { return broken }
        }
        guard breaker.standing(at: now) == .closed else { return "good probes did not close it" }
        for _ in 0..<settings.consecutiveFailures where oracle.phase == .closed {
            if let broken = admit() ?? settle(oracle.calls.count - 1, .failure) { return broken }
        }
        return breaker.standing(at: now).admits ? "failures in a row did not open it" : nil
    }
}

@Suite struct BreakerSimulationTests {
    /// Another seed every run; a failure names the seed for ``BreakerSimulation/run(seed:steps:defect:)``.
    @Test func keepsItsPromisesInRandomLives() {
        let start = UInt64.random(in: 0...(.max / 2))
        for seed in start..<(start + 4000) {
            if let broken = BreakerSimulation.run(seed: seed) {
                Issue.record("\(broken)")
                return
            }
        }
    }

    /// Shows that the simulation would see the mistakes that it is there for.
    @Test(arguments: BreakerDefect.allCases)
    func noticesDefects(defect: BreakerDefect) {
        let noticed = (0..<500 as Range<UInt64>).contains { BreakerSimulation.run(seed: $0, defect: defect) != nil }
        #expect(noticed, "no life of 500 noticed \(defect)")
    }
}
