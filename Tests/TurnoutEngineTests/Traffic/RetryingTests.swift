import Testing
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

@Suite struct RetryBudgetTests {
    @Test func retriesStopAtHalfOfTheAllowance() {
        var budget = RetryBudget(RetrySettings())
        for _ in 0..<4 {
            budget.failed()
            #expect(budget.allowsRetry)
        }
        budget.failed()
        #expect(!budget.allowsRetry)
        #expect(budget.remaining == 5)
        budget.succeeded()
        #expect(budget.allowsRetry)
    }

    @Test func aLongOutageIsRepaidSlowly() {
        var budget = RetryBudget(RetrySettings())
        for _ in 0..<1000 { budget.failed() }
        for _ in 0..<50 {
            #expect(!budget.allowsRetry)
            budget.succeeded()
        }
        budget.succeeded()
        #expect(budget.allowsRetry)
        for _ in 0..<1000 { budget.succeeded() }
        #expect(budget.remaining == 10)
    }

    @Test func aBudgetOfNothingAllowsNothing() {
        for amount in [Int.min, -1, 0] {
            var budget = RetryBudget(RetrySettings(budget: amount, refund: .max))
            budget.succeeded()
            budget.failed()
            #expect(!budget.allowsRetry)
        }
        var endless = RetryBudget(RetrySettings(budget: .max, refund: .max))
        endless.succeeded()
        #expect(endless.allowsRetry)
    }

    @Test func newSettingsKeepTheShare() {
        var budget = RetryBudget(RetrySettings())
        for _ in 0..<5 { budget.failed() }
        budget.adopt(RetrySettings(budget: 100))
        #expect(budget.remaining == 50)
        #expect(!budget.allowsRetry)
        budget.adopt(RetrySettings(budget: 0))
        budget.adopt(RetrySettings(budget: .max))
        #expect(budget.allowsRetry)
    }

    /// A total outage: with a budget, retries die out, whatever the number of attempts.
    @Test func anOutageIsNotMultiplied() {
        var budget = RetryBudget(RetrySettings())
        var calls = 0
        for _ in 0..<1000 {
            for attempt in 0..<3 where attempt == 0 || budget.allowsRetry {
                calls += 1
                budget.failed()
            }
        }
        #expect(calls <= 1005)
    }
}

@Suite struct BackoffTests {
    private func delays(_ settings: RetrySettings, isOverload: Bool = false) -> [Duration] {
        var generator = SeededGenerator(seed: 3)
        return (1...8).map { Backoff.delay(retry: $0, settings: settings, isOverload: isOverload, using: &generator) }
    }

    @Test func growsAsSaid() {
        func milliseconds(_ strategy: RetrySettings.Strategy, isOverload: Bool = false) -> [Int64] {
            delays(RetrySettings(strategy: strategy, jitter: .none), isOverload: isOverload)
                .map { $0.nanosecondsSaturating / 1_000_000 }
        }
        #expect(milliseconds(.constant) == [250, 250, 250, 250, 250, 250, 250, 250])
        #expect(milliseconds(.linear) == [250, 500, 750, 1000, 1250, 1500, 1750, 2000])
        #expect(milliseconds(.exponential) == [250, 500, 1000, 2000, 4000, 8000, 8000, 8000])
        #expect(milliseconds(.exponential, isOverload: true) == [1000, 2000, 4000, 8000, 8000, 8000, 8000, 8000])
    }

    @Test func anOverloadTakesASecondUnlessThePolicyTakesLonger() {
        for (base, expected) in [(100, 1000), (250, 1000), (3000, 3000)] {
            let settings = RetrySettings(base: .milliseconds(base), jitter: .none)
            #expect(delays(settings, isOverload: true).first == .milliseconds(expected))
        }
    }

    @Test func jitterStaysInItsRangeAndFillsIt() {
        var generator = SeededGenerator(seed: 9)
        for (jitter, low) in [(RetrySettings.Jitter.full, 0.0), (.equal, 0.5)] {
            let settings = RetrySettings(base: .seconds(1), jitter: jitter)
            let all = (0..<2000).map { _ in
                Backoff.delay(retry: 1, settings: settings, isOverload: false, using: &generator) / Duration.seconds(1)
            }
            #expect(all.allSatisfy { low...1 ~= $0 })
            #expect((all.min() ?? 1) < low + 0.01)
            #expect((all.max() ?? 0) > 0.99)
        }
    }

    @Test func retryAfterIsAFloor() {
        var generator = SeededGenerator(seed: 9)
        let all = (0..<2000).map { _ in Backoff.afterRetryAfter(.seconds(10), using: &generator) }
        #expect(all.allSatisfy { Duration.seconds(10)...Duration.seconds(11) ~= $0 })
        #expect(Set(all).count > 1990)
    }

    @Test func hostileValuesDoNotTrap() {
        var generator = SeededGenerator(seed: 1)
        let times = [Duration.seconds(Int64.min), .seconds(-1), .zero, .seconds(Int64.max)]
        for base in times {
            _ = Backoff.afterRetryAfter(base, using: &generator)
            for (maximum, retry) in [(times[0], Int.min), (times[1], -1), (times[2], 62), (times[3], .max)] {
                for strategy in RetrySettings.Strategy.allCases {
                    for jitter in RetrySettings.Jitter.allCases {
                        let settings = RetrySettings(strategy: strategy, base: base, maximum: maximum, jitter: jitter)
                        let delay = Backoff.delay(
                            retry: retry, settings: settings, isOverload: false, using: &generator)
                        #expect(delay >= .zero)
                    }
                }
            }
        }
    }
}

@Suite struct HedgeBudgetTests {
    /// From the start there are no more hedges than their share, and in any stretch of requests no more than that and a
    /// burst.
    private func broken(seed: UInt64, share: Int, surplus: Int = 0, larger: Int = 0) -> String? {
        var generator = SeededGenerator(seed: seed)
        let burst = generator.pick(1...10)
        var budget = HedgeBudget(HedgeSettings(share: share + surplus), burst: burst + larger)
        // What the requests so far would allow, in hundredths of a hedge.
        var balance = 0
        var highest = 0
        for step in 0..<2000 {
            budget.request()
            balance += share
            highest = max(highest, balance)
            let isStorm = step / 100 % 2 == 1
            while generator.chance(isStorm ? 90 : 1), budget.take() { balance -= 100 }
            if balance < 0 { return "more hedges than \(share) percent" }
            if highest - balance > burst * 100 { return "more than a burst" }
        }
        return nil
    }

    @Test func hedgesStayInTheirShare() {
        TrafficSeeds.check(200) { broken(seed: $0, share: [1, 5, 50, 100][Int($0 % 4)]) }
        #expect(TrafficSeeds.notices(50) { broken(seed: $0, share: 5, surplus: 1) })
        #expect(TrafficSeeds.notices(50) { broken(seed: $0, share: 50, larger: 1) })
    }

    @Test func savesUpNoMoreThanABurst() {
        var budget = HedgeBudget(HedgeSettings(share: 5), burst: 3)
        #expect(budget.take() == false)
        for _ in 0..<20 { budget.request() }
        #expect(budget.remaining == 1)
        for _ in 0..<10_000 { budget.request() }
        for _ in 0..<3 { #expect(budget.take() == true) }
        #expect(budget.take() == false)
        budget.giveBack()
        #expect(budget.take() == true)
    }

    @Test func hostileSettingsAreHeldInRange() {
        for (share, burst) in [(Int.min, Int.min), (0, 0), (.max, .max)] {
            var budget = HedgeBudget(HedgeSettings(share: share), burst: burst)
            for _ in 0..<5 {
                budget.request()
                budget.giveBack()
                _ = budget.take()
            }
            budget.adopt(HedgeSettings(share: 5))
        }
    }
}
