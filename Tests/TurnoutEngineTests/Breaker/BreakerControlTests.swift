import Testing
import TurnoutCore
import TurnoutPolicy

@testable import TurnoutEngine

private let good = BreakerOutcome.success(timeToFirstToken: .milliseconds(300))

@Suite struct BreakerControl {
    @Test func heldOpenRefusesForEver() throws {
        let bench = BreakerBench()
        let transition = try #require(bench.force(.open))
        #expect((transition.from, transition.to, transition.cause) == (.closed, .forcedOpen, .operator))
        bench.wait(.seconds(1_000_000))
        #expect(bench.ask() == .refused(.open(retryIn: BreakerStanding.indefinitely)))
        #expect(bench.machine.override == .open)
        #expect(bench.force(.open) == nil)
    }

    @Test func letGoFromOpenItProbes() throws {
        let bench = BreakerBench()
        bench.force(.open)
        #expect(bench.force(nil)?.to == .halfOpen)
        #expect(bench.standing == .halfOpen(freeProbes: 3))
    }

    @Test func letGoFromOpenItKeepsItsDeadline() throws {
        let bench = BreakerBench()
        bench.open(for: .seconds(100))
        bench.force(.open)
        bench.open(for: .seconds(150))
        bench.wait(.seconds(40))
        #expect(bench.force(nil)?.to == .open)
        #expect(bench.standing == .open(retryIn: .seconds(110)))
    }

    @Test func heldClosedAdmitsAllAndCountsNothing() throws {
        let bench = BreakerBench()
        _ = try bench.breakDown()
        bench.force(.closed)
        for _ in 0..<100 { #expect(try bench.call(.failure) == nil) }
        #expect(bench.open(for: .seconds(9)) == nil)
        #expect(bench.standing == .closed)
        let late = try #require(bench.admit())
        #expect(bench.force(nil)?.to == .closed)
        #expect(bench.settle(late, .failure) == nil)
        #expect(bench.snapshot.failuresInARow == 0)
        #expect(try bench.breakDown() <= .seconds(5))
    }

    @Test func anOverrideEndsTheTrialUnderWay() throws {
        let bench = BreakerBench()
        bench.wait(try bench.breakDown())
        let probe = try #require(bench.admit())
        bench.force(.open)
        #expect(bench.settle(probe, good) == nil)
        bench.force(nil)
        #expect(bench.standing == .halfOpen(freeProbes: 3))
        #expect(bench.settle(probe, good) == nil)
        #expect(bench.standing == .halfOpen(freeProbes: 3))
    }

    @Test func newSettingsKeepAnOpening() throws {
        let bench = BreakerBench()
        let pause = try bench.breakDown()
        bench.adopt(BreakerSettings(probes: 1, successes: 1))
        #expect(bench.standing == .open(retryIn: pause))
        bench.wait(pause)
        #expect(bench.standing == .halfOpen(freeProbes: 1))
        #expect(try bench.call(good)?.to == .closed)
    }

    @Test func newSettingsRestartATrial() throws {
        let bench = BreakerBench()
        bench.wait(try bench.breakDown())
        try bench.call(good)
        bench.adopt(BreakerSettings(probes: 1, successes: 1))
        #expect(bench.standing == .halfOpen(freeProbes: 1))
    }

    @Test func theSameSettingsForgetNothing() throws {
        let bench = BreakerBench()
        for _ in 0..<4 { try bench.call(.failure) }
        bench.adopt(BreakerSettings())
        #expect(try bench.call(.failure)?.to == .open)
    }

    @Test func settingsOutOfRangeAreHeldInRange() throws {
        for extreme in [Int.min, -1, 0, Int.max] {
            for time in [Duration.seconds(Int64.min), .zero, .seconds(Int64.max)] {
                let bench = BreakerBench(
                    BreakerSettings(
                        window: time, minimumCalls: extreme, failureRate: extreme, slowRate: extreme, slowCall: time,
                        consecutiveFailures: extreme, open: time, maximumOpen: time, probes: extreme,
                        successes: extreme, probeLease: time
                    )
                )
                for outcome in [good, .failure, .released, .failure, good] {
                    if let ticket = bench.admit() { bench.settle(ticket, outcome) }
                    bench.wait(.seconds(1))
                }
                _ = bench.snapshot
            }
        }
    }

    @Test func theSnapshotTellsOfProbes() throws {
        let bench = BreakerBench()
        bench.wait(try bench.breakDown())
        try bench.call(good)
        _ = bench.admit()
        let snapshot = bench.snapshot
        #expect(snapshot.probes.outstanding == 1)
        #expect((snapshot.probes.succeeded, snapshot.probes.failed) == (1, 0))
        #expect(snapshot.standing == .halfOpen(freeProbes: 1))
    }
}
