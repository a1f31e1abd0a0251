import Testing
import TurnoutCore
import TurnoutPolicy

@testable import TurnoutEngine

private let good = BreakerOutcome.success(timeToFirstToken: .milliseconds(300))

/// A breaker whose pause is over.
private func halfOpen(_ settings: BreakerSettings = BreakerSettings()) throws -> BreakerBench {
    let bench = BreakerBench(settings)
    bench.wait(try bench.breakDown())
    return bench
}

@Suite struct BreakerProbes {
    @Test func waitsForTheDeadline() throws {
        let bench = BreakerBench()
        let pause = try bench.breakDown()
        bench.wait(pause - .nanoseconds(1))
        #expect(bench.ask() == .refused(.open(retryIn: .nanoseconds(1))))
        bench.wait(.nanoseconds(1))
        #expect(bench.standing == .halfOpen(freeProbes: 3))
        #expect(try #require(bench.admit()).isProbe)
    }

    @Test func handsOutSoManyPermits() throws {
        let bench = try halfOpen()
        for free in [2, 1, 0] {
            _ = try #require(bench.admit())
            #expect(bench.standing == .halfOpen(freeProbes: free))
        }
        #expect(bench.ask() == .refused(.probing))
        #expect(!bench.standing.admits)
    }

    @Test func closesOnTwoSuccessesOfThree() throws {
        let bench = try halfOpen()
        let tickets = try (0..<3).map { _ in try #require(bench.admit()) }
        #expect(bench.settle(tickets[0], .failure) == nil)
        #expect(bench.settle(tickets[1], good) == nil)
        let transition = try #require(bench.settle(tickets[2], good))
        #expect((transition.to, transition.cause) == (.closed, .probesSucceeded))
        #expect(bench.standing == .closed)
    }

    @Test func opensAgainWhenTwoSuccessesAreOutOfReach() throws {
        let bench = try halfOpen()
        let tickets = try (0..<3).map { _ in try #require(bench.admit()) }
        #expect(bench.settle(tickets[0], .failure) == nil)
        let transition = try #require(bench.settle(tickets[1], .failure))
        #expect((transition.to, transition.cause) == (.open, .probesFailed))
        #expect(bench.settle(tickets[2], good) == nil)
        #expect(!bench.standing.admits)
    }

    @Test func aSlowProbeProvesNothing() throws {
        let bench = try halfOpen()
        try bench.call(.success(timeToFirstToken: .seconds(30)))
        #expect(try bench.call(.success(timeToFirstToken: .seconds(30)))?.cause == .probesFailed)
    }

    @Test(arguments: [BreakerOutcome.released, .ignored])
    func aProbeWithoutResultGivesItsPermitBack(outcome: BreakerOutcome) throws {
        let bench = try halfOpen()
        for _ in 0..<50 {
            let tickets = try (0..<3).map { _ in try #require(bench.admit()) }
            for ticket in tickets { #expect(bench.settle(ticket, outcome) == nil) }
        }
        #expect(bench.standing == .halfOpen(freeProbes: 3))
    }

    @Test func aResultUsesItsPermitUp() throws {
        let bench = try halfOpen()
        try bench.call(good)
        #expect(bench.standing == .halfOpen(freeProbes: 2))
    }

    @Test func aLeaseThatRunsOutIsReclaimed() throws {
        let bench = try halfOpen()
        let lost = try (0..<3).map { _ in try #require(bench.admit()) }
        bench.wait(.seconds(59))
        #expect(bench.admit() == nil)
        bench.wait(.seconds(1))
        #expect(bench.standing == .halfOpen(freeProbes: 3))
        let fresh = try #require(bench.admit())
        for ticket in lost { #expect(bench.settle(ticket, .failure) == nil) }
        #expect(bench.standing == .halfOpen(freeProbes: 2))
        #expect(bench.settle(fresh, good) == nil)
        #expect(try bench.call(good)?.to == .closed)
    }

    @Test func aTicketCountsOnce() throws {
        let bench = try halfOpen()
        let ticket = try #require(bench.admit())
        for _ in 0..<5 { #expect(bench.settle(ticket, good) == nil) }
        #expect(bench.standing == .halfOpen(freeProbes: 2))
    }

    @Test func outcomesOfOldEpochsAreIgnored() throws {
        let bench = BreakerBench()
        let early = try (0..<10).map { _ in try #require(bench.admit()) }
        bench.wait(try bench.breakDown())
        for ticket in early[0..<3] { #expect(bench.settle(ticket, .failure) == nil) }
        try bench.call(good)
        for ticket in early[3..<6] { #expect(bench.settle(ticket, .failure) == nil) }
        try bench.call(good)
        #expect(bench.standing == .closed)
        for ticket in early[6..<10] { #expect(bench.settle(ticket, .failure) == nil) }
        #expect(bench.snapshot.counts.calls == 0)
    }

    @Test func asManySuccessesAsProbesMayBeAsked() throws {
        let bench = try halfOpen(BreakerSettings(probes: 2, successes: 9))
        #expect(try bench.call(good) == nil)
        #expect(try bench.call(good)?.to == .closed)
    }
}
