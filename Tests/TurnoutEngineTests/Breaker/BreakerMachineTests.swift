import Testing
import TurnoutCore
import TurnoutPolicy

@testable import TurnoutEngine

private let good = BreakerOutcome.success(timeToFirstToken: .milliseconds(300))
private let slow = BreakerOutcome.success(timeToFirstToken: .seconds(10))

@Suite struct BreakerOpening {
    @Test func opensAfterFailuresInARow() throws {
        let bench = BreakerBench()
        try bench.call(good)
        for _ in 0..<4 { #expect(try bench.call(.failure) == nil) }
        let transition = try #require(try bench.call(.failure))
        #expect((transition.from, transition.to) == (.closed, .open))
        #expect(transition.cause == .consecutiveFailures)
        #expect(bench.standing == .open(retryIn: try #require(transition.openFor)))
        #expect(bench.admit() == nil)
    }

    @Test func aSuccessEndsTheRow() throws {
        let bench = BreakerBench(BreakerSettings(minimumCalls: 1000))
        for _ in 0..<20 {
            for _ in 0..<4 { try bench.call(.failure) }
            try bench.call(good)
        }
        #expect(bench.standing == .closed)
    }

    @Test func opensAtTheFailureRateButNotBelowTheMinimum() throws {
        let bench = BreakerBench()
        for _ in 0..<4 {
            try bench.call(.failure)
            try bench.call(good)
        }
        try bench.call(good)
        #expect(bench.standing == .closed)
        #expect(try bench.call(.failure)?.cause == .failureRate)
    }

    @Test func opensAtTheSlowRate() throws {
        let bench = BreakerBench()
        for _ in 0..<2 { try bench.call(good) }
        for _ in 0..<7 { #expect(try bench.call(slow) == nil) }
        #expect(try bench.call(slow)?.cause == .slowRate)
    }

    @Test func anUnmeasuredAnswerIsFast() throws {
        let bench = BreakerBench()
        for _ in 0..<50 { try bench.call(.success(timeToFirstToken: nil)) }
        #expect(bench.standing == .closed)
    }

    @Test func outcomesWithoutMeaningAreNotCounted() throws {
        let bench = BreakerBench()
        for _ in 0..<4 {
            try bench.call(.failure)
            try bench.call(.ignored)
            try bench.call(.released)
        }
        #expect(bench.snapshot.counts.calls == 4)
        #expect(bench.snapshot.failuresInARow == 4)
        #expect(try bench.call(.failure)?.to == .open)
    }

    @Test func forgetsWhatIsOlderThanTheWindow() throws {
        let bench = BreakerBench()
        for _ in 0..<2 {
            for _ in 0..<4 { try bench.call(.failure) }
            try bench.call(good)
            bench.wait(.seconds(31))
        }
        #expect(bench.snapshot.counts == BreakerCounts())
        #expect(bench.standing == .closed)
    }

    @Test func forgetsABucketAtATime() throws {
        let bench = BreakerBench(BreakerSettings(minimumCalls: 1000))
        for _ in 0..<30 {
            try bench.call(good)
            bench.wait(.seconds(1))
        }
        #expect((27...30).contains(bench.snapshot.counts.calls))
        bench.wait(.seconds(15))
        #expect((12...15).contains(bench.snapshot.counts.calls))
    }

    @Test func anOutcomeOutOfOrderIsStillCounted() throws {
        let bench = BreakerBench()
        try bench.call(.failure)
        bench.wait(.seconds(-4))
        for _ in 0..<3 { try bench.call(.failure) }
        #expect(try bench.call(.failure)?.to == .open)
    }
}

@Suite struct BreakerPause {
    @Test func hasEqualJitter() throws {
        var durations: Set<Duration> = []
        for seed in 0..<200 as Range<UInt64> {
            let bench = BreakerBench(seed: seed)
            let duration = try bench.breakDown()
            #expect(duration >= .milliseconds(2500) && duration <= .seconds(5))
            durations.insert(duration)
        }
        #expect(durations.count > 190)
    }

    @Test func doublesWithEachFailedTrialUpToTheCap() throws {
        let bench = BreakerBench()
        var duration = try bench.breakDown()
        for opening in 1..<12 {
            bench.wait(duration)
            duration = try bench.breakDown()
            let whole = Duration.seconds(min(300, 5 << opening))
            #expect(duration >= whole / 2 && duration <= whole)
        }
        #expect(duration > .seconds(149))
    }

    @Test func keepsDoublingWhenTheTargetFlaps() throws {
        let bench = BreakerBench()
        _ = try bench.breakDown()
        try bench.recover()
        bench.wait(.seconds(29))
        #expect(try bench.breakDown() >= .seconds(5))
        #expect(bench.snapshot.escalation == 1)
    }

    @Test func startsAgainAfterALastingRecovery() throws {
        let bench = BreakerBench()
        for _ in 0..<4 { bench.wait(try bench.breakDown()) }
        try bench.recover()
        bench.wait(.seconds(30))
        #expect(try bench.breakDown() <= .seconds(5))
    }

    @Test func keepsTheLaterDeadline() throws {
        let bench = BreakerBench()
        bench.open(for: .seconds(60))
        #expect(bench.standing == .open(retryIn: .seconds(60)))
        bench.open(for: .seconds(20))
        #expect(bench.standing == .open(retryIn: .seconds(60)))
        bench.open(for: .seconds(90))
        #expect(bench.standing == .open(retryIn: .seconds(90)))
    }

    @Test func nobodyMayOpenItForLongerThanTheCap() {
        let bench = BreakerBench()
        let transition = bench.open(for: .seconds(3600))
        #expect(transition?.cause == .told)
        #expect(bench.standing == .open(retryIn: .seconds(300)))
    }

    @Test func aDeadlineInThePastOpensNothing() {
        let bench = BreakerBench()
        #expect(bench.open(for: .zero) == nil)
        #expect(bench.standing == .closed)
    }

    @Test(arguments: [Int64.min + 1, -5_000_000_000, 0, Int64.max])
    func worksAnywhereOnTheClock(origin: Int64) throws {
        let bench = BreakerBench()
        bench.now = Instant(nanoseconds: origin)
        for _ in 0..<5 { if let ticket = bench.admit() { bench.settle(ticket, .failure) } }
        if origin < .max { #expect(!bench.standing.admits) }
    }
}
