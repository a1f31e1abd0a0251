import Testing
import TurnoutCore
import TurnoutPolicy

@testable import TurnoutEngine

/// A line in which every class always has somebody of every tenant: who gets how much?
struct FairnessLife {
    private static let tenants = ["a", "b", "c"]
    private var generator: SeededGenerator
    private var line: LineUnderTest
    private var waiting: [WaitingEntry] = []
    private var lastID: UInt64 = 0
    private let costs: [ClosedRange<Int>]

    static func run(seed: UInt64, defect: LineDefect? = nil) -> String? {
        var life = FairnessLife(seed: seed, defect: defect)
        return life.run()
    }

    private init(seed: UInt64, defect: LineDefect?) {
        var generator = SeededGenerator(seed: seed)
        costs = (0..<4).map { _ in [1...1, 1...10, 50...50, 1...1000][generator.pick(0...3)] }
        self.generator = generator
        line = LineUnderTest(QueueSettings(size: 1000, maximumWait: .seconds(1_000_000)), defect)
    }

    private mutating func come(_ priority: Priority, _ tenant: String) {
        lastID += 1
        let entry = WaitingEntry(
            id: lastID, priority: priority, tenant: tenant, deadline: .noon + .seconds(1_000_000),
            cost: Int.random(in: costs[priority.rank], using: &generator))
        if case .queued = line.enqueue(entry, firstToken: nil, at: .noon) { waiting.append(entry) }
    }

    private mutating func run() -> String? {
        for priority in Priority.allCases {
            for tenant in Self.tenants {
                for _ in 0..<generator.pick(2...10) { come(priority, tenant) }
            }
        }
        let weights = [1, 2, 4, 8]
        var given = [0, 0, 0, 0]
        var turns = [[String: Int]](repeating: [:], count: 4)
        // The least and most that a class was ahead of another, so that their distance bounds every window.
        var ahead = [[ClosedRange<Int>]](repeating: [ClosedRange<Int>](repeating: 0...0, count: 4), count: 4)
        for _ in 0..<600 {
            guard let entry = line.next(at: .noon, among: waiting, canServe: { _ in true }),
                let index = waiting.firstIndex(where: { $0.id == entry.id }), let tenant = entry.tenant
            else { return "nobody is served" }
            waiting.remove(at: index)
            let rank = entry.priority.rank
            given[rank] += entry.cost
            turns[rank][tenant, default: 0] += 1
            // One who was served comes again, so that nobody of the twelve ever runs out.
            come(entry.priority, tenant)
            let counts = Self.tenants.map { turns[rank][$0, default: 0] }
            if (counts.max() ?? 0) - (counts.min() ?? 0) > 1 { return "tenants were served \(counts) times" }
            for first in 0..<4 {
                for second in 0..<4 where first != second {
                    // Both sides of the promise times both weights.
                    let lead = given[first] * weights[second] - given[second] * weights[first]
                    let range = ahead[first][second]
                    ahead[first][second] = min(range.lowerBound, lead)...max(range.upperBound, lead)
                    let most =
                        3 * weights[first] * weights[second]
                        + costs[first].upperBound * weights[second] + costs[second].upperBound * weights[first]
                    let spread = ahead[first][second].upperBound - ahead[first][second].lowerBound
                    if spread > most { return "class \(first) was \(spread) ahead of \(second), at most \(most)" }
                }
            }
        }
        return nil
    }
}

@Suite struct WaitingLineFairness {
    @Test func classesAndTenantsGetTheirShares() { TrafficSeeds.check(40) { FairnessLife.run(seed: $0) } }
}

@Suite struct ControlledDelayTests {
    @Test func theRootIsWhole() {
        var generator = SeededGenerator(seed: 5)
        for number in [0, 1, 2, 3, 4, 15, 16, 17, UInt64.max >> 2] + (0..<2000).map({ _ in generator.next() >> 3 }) {
            let root = ControlledDelay.root(number)
            #expect(root * root <= number && (root + 1) * (root + 1) > number)
        }
    }

    @Test func paceFollowsTheRootAndIsTakenUpAgain() {
        var delay = ControlledDelay(target: .seconds(1), interval: .seconds(10))
        let oldest = Instant.noon
        var now = oldest + .seconds(11)
        var pauses: [Int] = []
        delay.look(oldest: oldest, at: now)
        #expect(delay.sheds(at: now) == true)
        for _ in 0..<8 {
            let next = delay.nextLook(oldest: oldest) ?? now
            #expect(delay.sheds(at: next + .nanoseconds(-1)) == false)
            #expect(delay.sheds(at: next) == true)
            pauses.append(Int(now.duration(to: next) / .milliseconds(1)))
            now = next
        }
        let roots = [10_000, 7071, 5773, 5000, 4472, 4082, 3780, 3535]
        #expect(zip(pauses, roots).allSatisfy { abs($0 - $1) <= $1 / 1000 })
        // The line was short for a moment, and stands again soon after.
        delay.look(oldest: now, at: now)
        #expect(delay.sheds(at: now) == false)
        let again = now + .seconds(20)
        delay.look(oldest: now, at: again)
        #expect(delay.sheds(at: again) == true)
        #expect((delay.nextLook(oldest: now) ?? now) < again + .seconds(4))
    }
}
